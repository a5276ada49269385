"""The types of event there are, and what each may hold. Pure.

A field holds a code, a reference, a number, a yes or no, a date or a moment. There is no field for
free text: what a person said or is called cannot be put into an event, by type and not by care.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from guildhall.ledger.values import Value

Kept = str | int | bool | None

_NAME = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+")
_CODE = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_FOREIGN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_REFERENCE = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
_HASH = re.compile(r"(sha256:)?[0-9a-f]{64}")
_LONGEST = 80
_LONGEST_FOREIGN = 100
"""As long as a definition may write the code of a question or of an outcome."""
_LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6)."""


class NotDeclared(LookupError):
    """No room has declared this type of event."""


class NotRecordable(ValueError):
    """An event's data, subject, actor or time may not be kept as it stands."""


@dataclass(frozen=True, slots=True)
class Field:
    """What one field of an event may hold, and how it is kept. Compared by its name."""

    holds: str
    keep: Callable[[Value], Kept]

    def or_nothing(self, value: Value) -> Value:
        """The value itself, or `None` where it may not be kept: for what comes from a file that nobody judged."""
        try:
            self.keep(value)
        except ValueError:
            return None
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and self.holds == other.holds

    def __hash__(self) -> int:
        return hash(self.holds)


@dataclass(frozen=True, slots=True)
class EventType:
    """A declared type of event."""

    name: str
    fields: Mapping[str, Field]

    def kept(self, data: Mapping[str, Value]) -> dict[str, Kept]:
        """The data as it is kept, in the order of its names. Raises `NotRecordable`."""
        unknown = data.keys() - self.fields.keys()
        if unknown:
            raise NotRecordable(f"{self.name} has no field {', '.join(sorted(unknown))}.")
        kept: dict[str, Kept] = {}
        for name, value in sorted(data.items()):
            try:
                kept[name] = None if value is None else self.fields[name].keep(value)
            except ValueError:
                raise NotRecordable(
                    f"{self.name}: {name} holds {self.fields[name].holds}, which this is not."
                ) from None
        return kept


def _matching(pattern: re.Pattern[str], longest: int = _LONGEST) -> Callable[[Value], Kept]:
    def keep(value: Value) -> Kept:
        if isinstance(value, str) and len(value) <= longest and pattern.fullmatch(value):
            return value
        raise ValueError

    return keep


def _whole(value: Value) -> Kept:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return value
    raise ValueError


def _yes_no(value: Value) -> Kept:
    if isinstance(value, bool):
        return value
    raise ValueError


def _day(value: Value) -> Kept:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise ValueError


def _moment(value: Value) -> Kept:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    raise ValueError


CODE = Field("a code", _matching(_CODE))
FOREIGN_CODE = Field("a code as others write it", _matching(_FOREIGN, _LONGEST_FOREIGN))
REFERENCE = Field("a reference", _matching(_REFERENCE))
HASH = Field("a hash", _matching(_HASH))
NUMBER = Field("a whole number", _whole)
YES_NO = Field("yes or no", _yes_no)
DATE = Field("a date", _day)
TIME = Field("a moment with its time zone", _moment)


def one_of(*codes: str) -> Field:
    """A field that holds one of these codes only."""

    def keep(value: Value) -> Kept:
        if isinstance(value, str) and value in codes:
            return value
        raise ValueError

    return Field(f"one of {', '.join(codes)}", keep)


_declared: dict[str, EventType] = {}


def declare(name: str, fields: Mapping[str, Field]) -> EventType:
    """Make a type of event known. Raises `ValueError` for a bad name or a second meaning."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"An event is named like thing.happened, not {name!r}.")
    made = EventType(name, dict(fields))
    if _declared.setdefault(name, made) != made:
        raise ValueError(f"{name} is declared already, with other fields.")
    return made


def declared(name: str) -> EventType:
    """The type of this name. Raises `NotDeclared`."""
    try:
        return _declared[name]
    except KeyError:
        raise NotDeclared(f"No type of event is called {name!r}.") from None


def check_reference(text: str, *, what: str, may_be_empty: bool = False) -> str:
    """The text itself, when it is a reference. Raises `NotRecordable`."""
    if text == "" and may_be_empty:
        return text
    if len(text) > _LONGEST or not _REFERENCE.fullmatch(text):
        raise NotRecordable(f"{what} is not a reference like case/7QX4-M3KD.")
    return text
