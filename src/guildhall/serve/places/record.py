"""A place as it is written down, by hand or by an import: checked whole, with every fault named by its place and field."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from guildhall.kernel.clocks import Shift, weekly
from guildhall.serve.places.codes import Access, Device, Help, Kind
from guildhall.serve.places.known import WEEK

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _is_shift(written: object) -> str:
    """A shift as it is written, ``09:00-12:30``. Raises ``ValueError``."""
    try:
        opens, _, closes = str(written).partition("-")
        shift = Shift(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))
    except ValueError:
        raise ValueError("write from when until when, as 09:00-12:30") from None
    return f"{shift.opens:%H:%M}-{shift.closes:%H:%M}"


Spell = Annotated[str, BeforeValidator(_is_shift)]
Line = Annotated[str, Field(max_length=200)]


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Words(_Written):
    """A text in English and Welsh."""

    en: str = ""
    cy: str = ""


class Address(_Written):
    """Where it is, as an envelope has it."""

    line1: Annotated[str, Field(min_length=1, max_length=200)]
    line2: Line = ""
    town: Annotated[str, Field(min_length=1, max_length=100)]
    postcode: str

    @field_validator("postcode")
    @classmethod
    def _whole(cls, written: str) -> str:
        tidy = re.sub(r"\s*([0-9][A-Z]{2})$", r" \1", " ".join(written.upper().split()))
        if not _POSTCODE.fullmatch(tidy):
            raise ValueError("write a whole postcode, as ZZ1 1AA")
        return tidy


class Position(_Written):
    """Where it lies, in degrees (WGS 84)."""

    latitude: Annotated[Decimal, Field(ge=Decimal("49.5"), le=Decimal("61.5"))]
    longitude: Annotated[Decimal, Field(ge=Decimal("-9"), le=Decimal("2.5"))]

    @field_validator("latitude", "longitude")
    @classmethod
    def _to_the_sixth(cls, written: Decimal) -> Decimal:
        return written.quantize(Decimal("0.000001"))


class Given(_Written):
    """A help that is given there."""

    code: Help
    by: Words = Words()
    languages: tuple[str, ...] = ()
    weekdays: tuple[Weekday, ...] = ()


class Other(_Written):
    """A day with other hours; without shifts it is closed."""

    day: date
    shifts: tuple[Spell, ...] = ()
    reason: Words = Words()


class Counter(_Written):
    """How many appointments are kept at once, and how long each lasts, in minutes."""

    at_once: Annotated[int, Field(ge=0, le=50)] = 0
    minutes: Annotated[int, Field(ge=5, le=240)] = 30


class PlaceRecord(_Written):
    """Everything that is kept of a place. ``source_key`` is what the register it came from calls it."""

    slug: Annotated[str, Field(pattern=_SLUG, max_length=60)]
    kind: Kind
    name: Words
    about: Words = Words()
    address: Address
    position: Position | None = None
    telephone: Annotated[str, Field(max_length=30)] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$")] = ""
    website: Annotated[str, Field(max_length=500, pattern=r"^$|^https?://\S+$")] = ""
    run_by: Line = ""
    hours: Mapping[Weekday, tuple[Spell, ...]] = {}
    other_days: tuple[Other, ...] = ()
    keeps_bank_holidays: bool = True
    access: tuple[Access, ...] = ()
    devices: tuple[Device, ...] = ()
    helps: tuple[Given, ...] = ()
    holds_post: bool = False
    appointments: Counter = Counter()
    source_key: Annotated[str, Field(max_length=100)] = ""

    @field_validator("name")
    @classmethod
    def _named(cls, written: Words) -> Words:
        if not 0 < len(written.en) <= 100 or len(written.cy) > 100:
            raise ValueError("write a name of at most 100 letters")
        return written

    @field_validator("hours")
    @classmethod
    def _apart(cls, written: Mapping[Weekday, tuple[str, ...]]) -> Mapping[Weekday, tuple[str, ...]]:
        weekly({WEEK.index(day): map(_shift, shifts) for day, shifts in written.items()})
        return written

    @model_validator(mode="after")
    def _once(self) -> Self:
        for what, each in (("help", [given.code for given in self.helps]), ("day", [o.day for o in self.other_days])):
            if len(set(each)) < len(each):
                raise ValueError(f"the same {what} stands there twice")
        for other in self.other_days:
            weekly({0: map(_shift, other.shifts)})
        return self


@dataclass(frozen=True, slots=True)
class Fault:
    """What is amiss with one field of one place."""

    place: str
    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.why}"


class Unreadable(ValueError):
    """Some of the places cannot be read, and so none was kept. ``faults`` names every one."""

    code = "unreadable"

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def records(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[PlaceRecord, ...]:
    """Places from what is written of each, under the name to tell it by. Raises ``Unreadable`` with every fault at once."""
    found: list[PlaceRecord] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for name, document in documents:
        try:
            record = PlaceRecord.model_validate(document)
        except ValidationError as refused:
            faults += (_fault(name, each) for each in refused.errors(include_url=False))
            continue
        if record.slug in seen:
            faults.append(Fault(name, "slug", f"{record.slug} is the slug of {seen[record.slug]} too"))
        seen[record.slug] = name
        found.append(record)
    if faults:
        raise Unreadable(*faults)
    return tuple(found)


def _fault(name: str, error: Any) -> Fault:
    place = ".".join(str(part) for part in error["loc"]) or "the place"
    return Fault(name, place, str(error["msg"]).removeprefix("Value error, "))


def _shift(written: str) -> Shift:
    return Shift(*(time.fromisoformat(end) for end in written.split("-")))
