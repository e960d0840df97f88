"""Days, written for readers and reckoned for reviews."""

from __future__ import annotations

import calendar
from datetime import date


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
