"""Files to text: no larger than anyone writes, in UTF-8, with one kind of line end."""

from pathlib import Path

from guidekit.reading.problems import ContentError

MAX_BYTES = 500_000
MARK = "\ufeff"


def read_text(file: Path, *, path: str) -> str:
    """Return the text of a file; `path` is the name used in messages.

    Raises:
        ContentError: The file is missing, too large, or not UTF-8.
    """
    try:
        if (size := file.stat().st_size) > MAX_BYTES:
            raise too_large(path, size)
        raw = file.read_bytes()
    except OSError as error:
        message = "this file is missing or cannot be read"
        raise ContentError.of(path, 1, message, "put the file back, or check its name") from error
    return decode(raw, path=path)


def decode(raw: bytes, *, path: str) -> str:
    """Return the text of a file, without a byte order mark and with `\\n` line ends.

    Raises:
        ContentError: The bytes are not UTF-8, or the file is too large.
    """
    if len(raw) > MAX_BYTES:
        raise too_large(path, len(raw))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message, fix = "this line is not UTF-8 text", "save the file with the encoding UTF-8"
        raise ContentError.of(path, line, message, fix) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def too_large(path: str, size: int, line: int = 1) -> ContentError:
    """Return the error of a text that is larger than anyone writes."""
    message = f"this file holds {size:,} bytes; the most is {MAX_BYTES:,}"
    return ContentError.of(path, line, message, "split it, or take out what does not belong in it")
