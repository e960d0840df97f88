"""Days, written for readers and reckoned for reviews."""

import calendar
import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the day of the run; SOURCE_DATE_EPOCH sets it, so that builds can be repeated.

    Raises:
        ValueError: It is set to something else than a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{epoch}'; it must be a number of seconds"
        raise ValueError(message) from None


def long_date(day: date | str) -> str:
    """Return a day as readers write it: 21 November 2026."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def months_later(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
