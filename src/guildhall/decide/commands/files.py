"""Pages in files, as a command is given them."""

import stat
from pathlib import Path

from guildhall.decide.reading.decoding import LARGEST
from guildhall.decide.reading.pages import read
from guildhall.decide.reading.record import Reading, Unreadable


class BadInput(Exception):  # named for what happened
    """What a command was given cannot be used. ``lines`` say why, plainly."""

    code = "bad-input"

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def page_in(name: str) -> Reading:
    """Read the page in a file. Raises ``BadInput``."""
    try:
        return read(bytes_in(name))
    except Unreadable as unreadable:
        raise BadInput(f"{name} cannot be read: {unreadable}") from None


def bytes_in(name: str) -> bytes:
    """What a file holds; of one that is too large, no more than shows that it is. Raises ``BadInput``."""
    try:
        if not stat.S_ISREG(Path(name).stat().st_mode):
            raise BadInput(f"{name} is not a file")
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInput(f"{name} cannot be read: {why.lower()}") from None
