"""What is known of the places: each as a value, with its opening times. Three statements for all of them together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from guildhall.estate.door import closed
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import Calendar, Closure, Hours, OpeningTimes, Shift, local, weekly
from guildhall.kernel.distance import Point
from guildhall.serve.models import HelpPlace, PlaceDay

Text = Mapping[str, str]
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class NoSuchPlace(LookupError):
    """There is no such place of help, or it is one no more."""

    code = "no-such-place"


@dataclass(frozen=True, slots=True)
class HelpValue:
    """A help that is given at a place. ``weekdays`` is empty where it is given whenever the place is open; 0 is Monday."""

    code: str
    by: Text
    languages: tuple[str, ...]
    weekdays: tuple[int, ...]

    def on(self, day: date) -> bool:
        """Whether it is given on that day of the week."""
        return not self.weekdays or day.weekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A day with other hours than usual, and why; no shift is closed."""

    day: date
    shifts: tuple[Shift, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place of help, as everybody may know it. ``lines`` is its address without the postcode."""

    id: int
    key: UUID
    slug: str
    kind: str
    name: Text
    about: Text
    lines: tuple[str, ...]
    town: str
    postcode: str
    point: Point | None
    telephone: str
    email: str
    website: str
    run_by: str
    hours: Hours
    others: tuple[OtherDay, ...]
    keeps_bank_holidays: bool
    closures: tuple[Closure, ...] = field(repr=False)
    access: tuple[str, ...]
    devices: tuple[str, ...]
    helps: tuple[HelpValue, ...]
    holds_post: bool
    counters: int
    minutes: int
    changed_at: datetime

    @property
    def times(self) -> OpeningTimes:
        """When it is open. What its own days say comes before the closures of the council, bank holidays among them."""
        return OpeningTimes(Calendar(self.closures, self.hours), {each.day: each.shifts for each in self.others})

    @property
    def address(self) -> tuple[str, ...]:
        """Every line of its address, the postcode last."""
        return (*self.lines, self.town, self.postcode)

    @property
    def reference(self) -> str:
        """What it is known by in events: a place is nobody's secret."""
        return f"place/{self.slug}"

    def help(self, code: str) -> HelpValue | None:
        """The help of this code, where it is given here."""
        return next((each for each in self.helps if each.code == code), None)


def places(*, at: datetime) -> tuple[PlaceValue, ...]:
    """Every place of help, by name, with its days from the one of ``at`` on. Three statements and no more, however many."""
    return _read(at, HelpPlace.objects.filter(ended_at=None).order_by("name", "id"))


def place(*, slug: str, at: datetime) -> PlaceValue:
    """One place by what stands in its address. Raises ``NoSuchPlace``."""
    found = _read(at, HelpPlace.objects.filter(ended_at=None, slug=slug))
    if not found:
        raise NoSuchPlace(slug)
    return found[0]


def value_of(row: HelpPlace, *, at: datetime) -> PlaceValue:
    """A row as a value. Two statements, where nothing was fetched with it."""
    year = local(at).year
    return _value(row, closed(year_from=year, year_to=year + 1), local(at).date())


def shifts_in(written: list[str]) -> tuple[Shift, ...]:
    """Shifts as they are kept: ``09:00-12:30``. Raises ``ValueError``."""
    return tuple(Shift(*(time.fromisoformat(end) for end in each.split("-"))) for each in written)


def _read(at: datetime, rows: QuerySet[HelpPlace]) -> tuple[PlaceValue, ...]:
    today = local(at).date()
    coming = PlaceDay.objects.filter(day__gte=today)
    shut = closed(year_from=today.year, year_to=today.year + 1)
    return tuple(_value(row, shut, today) for row in rows.prefetch_related("helps", Prefetch("days", coming)))


def _value(row: HelpPlace, shut: Mapping[str, tuple[Closure, ...]], today: date) -> PlaceValue:
    return PlaceValue(
        id=row.pk,
        key=row.key,
        slug=row.slug,
        kind=row.kind,
        name=_text(row.name, row.name_cy),
        about=_text(row.about, row.about_cy),
        lines=tuple(filter(None, (row.line1, row.line2))),
        town=row.town,
        postcode=row.postcode,
        point=None if row.latitude is None or row.longitude is None else Point(row.latitude, row.longitude),
        telephone=row.telephone,
        email=row.email,
        website=row.website,
        run_by=row.run_by,
        hours=weekly({WEEK.index(day): shifts_in(written) for day, written in read_json(row.hours).items()}),
        others=tuple(
            OtherDay(each.day, shifts_in(read_json(each.shifts)), _text(each.reason, each.reason_cy))
            for each in sorted(row.days.all(), key=lambda each: each.day)
            if each.day >= today
        ),
        keeps_bank_holidays=row.keeps_bank_holidays,
        closures=(*(shut.get("", ()) if row.keeps_bank_holidays else ()), *shut.get(row.name, ())),
        access=tuple(read_json(row.access)),
        devices=tuple(read_json(row.devices)),
        helps=tuple(
            HelpValue(
                each.code,
                _text(each.by, each.by_cy),
                tuple(read_json(each.languages)),
                tuple(map(WEEK.index, read_json(each.weekdays))),
            )
            for each in sorted(row.helps.all(), key=lambda each: each.pk)
        ),
        holds_post=row.holds_post,
        counters=row.counters,
        minutes=row.minutes,
        changed_at=row.changed_at,
    )


def _text(english: str, welsh: str) -> Text:
    return {"en": english, "cy": welsh or english}
