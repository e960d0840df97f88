"""Put a finished site in the place of the last one in one step, or leave the last one as it is."""

import shutil
from contextlib import suppress
from pathlib import Path

from guidekit.reading.problems import ContentError

_OURS = 0o700


def beside(site: Path, what: str) -> Path:
    """Return where a site that comes or goes stands for a while: `site.new`, `site.old`."""
    return site.with_name(f"{site.name}.{what}")


def swap(new: Path, site: Path) -> None:
    """Put a finished site in the place of the last one.

    Raises:
        ContentError: A file stands where the site belongs.
        OSError: The system refuses it; the last site stands where it stood.
    """
    if site.exists() and not site.is_dir():
        fix = "move that file elsewhere, or name another folder for the site"
        raise ContentError.of(str(site), 1, "a file stands where the site belongs", fix)
    old = beside(site, "old")
    remove(old)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        with suppress(OSError):
            old.rename(site)
        raise
    with suppress(OSError):  # the site is published; what is left over is removed next time
        remove(old)


def remove(left: Path) -> None:
    """Remove what an earlier run left, even if it may only be read.

    Raises:
        OSError: The system refuses it.
    """
    try:
        if left.is_symlink() or left.is_file():
            left.unlink()
        elif left.exists():
            for folder in (left, *left.rglob("*/")):
                with suppress(OSError):
                    folder.chmod(folder.stat().st_mode | _OURS)
            shutil.rmtree(left)
    except OSError as error:  # name the folder, not the one file in it
        raise OSError(error.errno, error.strerror, str(left)) from None
