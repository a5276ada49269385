"""What a command is given: definitions by id or file, JSON read exactly, days and moments."""

import re
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from json import JSONDecodeError
from pathlib import Path

from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.loading import Unreadable, load_service
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service
from guildhall.serve.commands.files import BadInput, shipped_folder, text_of_file, why

_LONGEST_NUMBER = 1_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def definition(id_or_file: str) -> Service:
    """A definition by its id, as it is published in the council's database, else as it is shipped; or one in a file.

    A file needs no database, and an id none either. Raises ``BadInput``, each fault on its line.
    """
    shipped = shipped_folder() / f"{id_or_file}.yaml"
    try:
        is_shipped = _ID.fullmatch(id_or_file) is not None and shipped.is_file()
        is_file = bool(id_or_file) and Path(id_or_file).exists()
        if _ID.fullmatch(id_or_file) and (is_shipped or not is_file):
            published: Service | None = import_module("guildhall.serve.commands.council").published(id_or_file)
            if published is not None:
                return published
        if is_shipped:
            return load_service(shipped.read_text(encoding="utf-8"), shipped.name)
        if not is_file:
            raise BadInput(f"there is no service and no file called {id_or_file}")
        return load_service(text_of_file(id_or_file), id_or_file)
    except Unreadable as unreadable:
        raise BadInput(*(" ".join(str(fault).split()) for fault in unreadable.faults)) from None
    except (OSError, ValueError) as error:
        raise BadInput(f"{id_or_file} cannot be read: {why(error)}") from None


def json_object(name: str, what: str) -> dict[str, Json]:
    """A JSON object from a file, its numbers exact. Raises ``BadInput``."""
    try:
        found = read_json(text_of_file(name))
    except JSONDecodeError:
        raise BadInput(f"{name} is not JSON") from None
    except ValueError as error:
        raise BadInput(f"{name} is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise BadInput(f'{name} holds no {what}: write an object, like {{"name": "Vera"}}')
    _refuse_what_cannot_be_written(found, name)
    return found


def day(written: str) -> date:
    """A day in ISO 8601. Raises ``BadInput``."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise BadInput(f"{written} is not a date: write it like 2026-04-01") from None


def moment(written: str) -> datetime:
    """A moment in ISO 8601; without a zone it is Europe/London. Raises ``BadInput``.

    It is given as the clock on the wall shows it: 01:30 in the hour that is left out in spring is 02:30.
    """
    try:
        return local(datetime.fromisoformat(written))
    except (ValueError, OverflowError):
        raise BadInput(f"{written} is not a moment: write it like 2026-04-01T09:30") from None


def is_language(code: str) -> bool:
    """Say whether this can be the code of a language: en, cy."""
    return re.fullmatch(r"[a-z]{2,3}", code) is not None


def _refuse_what_cannot_be_written(value: Json, name: str) -> None:
    if isinstance(value, dict):
        for key, held in value.items():
            _refuse_what_cannot_be_written(key, name)
            _refuse_what_cannot_be_written(held, name)
    elif isinstance(value, list):
        for held in value:
            _refuse_what_cannot_be_written(held, name)
    elif isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadInput(f"{name} holds half a letter (a lone surrogate), which no text can hold")
    elif isinstance(value, Decimal) and abs(value.adjusted()) > _LONGEST_NUMBER:
        raise BadInput(f"{name} holds a number of more than {_LONGEST_NUMBER:,} digits")
