"""Files that a command reads and writes, and the heads of the shipped definitions. Light: a list of services loads no more."""

import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from guildhall.catalogue import SERVICES

LARGEST = 10_000_000
"""Bytes of a file that a command reads."""
HEAD = ("id", "version", "status", "languages", "title")
"""What a list says of a service."""


class BadInput(Exception):  # named for what happened
    """What a command was given cannot be used. ``lines`` say why, plainly."""

    code = "bad-input"

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def text_of_file(name: str) -> str:
    """The text of a file in UTF-8. Raises ``BadInput``."""
    try:
        return bytes_of_file(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{name} is not text in UTF-8") from None


def bytes_of_file(name: str) -> bytes:
    """What a file holds. Raises ``BadInput``."""
    try:
        with Path(name).open("rb") as file:
            held = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise BadInput(f"{name} cannot be read: {why(error)}") from None
    if len(held) > LARGEST:
        raise BadInput(f"{name} is larger than {LARGEST:,} bytes")
    return held


def write_file(name: str, held: bytes) -> None:
    """Write a file. Raises ``BadInput`` where it cannot be written."""
    try:
        Path(name).write_bytes(held)
    except (OSError, ValueError) as error:
        raise BadInput(f"{name} cannot be written: {why(error)}") from None


def show(text: str) -> None:
    """Print what a command was asked for. Raises ``BadInput`` where it was started with no output to print on."""
    if sys.stdout is None:
        raise BadInput("there is no output to print on")
    sys.stdout.write(text)


def shipped() -> Iterator[dict[str, object]]:
    """What the shipped definitions say of themselves at their head, in the order of their ids."""
    for file in sorted(shipped_folder().iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            yield _head(file)


def shipped_folder() -> Traversable:
    """The folder of the shipped definitions."""
    return files("guildhall.catalogue") / SERVICES


def why(error: OSError | ValueError) -> str:
    """What went wrong, in the system's words."""
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()


def _head(file: Traversable) -> dict[str, object]:
    """Only the few keys at the head of a definition are read: a list of services need not read them all through."""
    blocks = re.split(r"(?m)^(?=[A-Za-z])", file.read_text(encoding="utf-8"))
    try:
        found = YAML(typ="safe", pure=True).load("".join(each for each in blocks if each.partition(":")[0] in HEAD))
    except YAMLError as error:
        raise BadInput(f"{file.name}: {str(error).splitlines()[0]}") from None
    return {key: found.get(key) for key in HEAD} if isinstance(found, dict) else {"id": file.name}
