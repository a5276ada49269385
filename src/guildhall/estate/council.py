"""The council whose house this is: its name and how to reach it, from one data file."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from django.conf import settings
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from ruamel.yaml import YAML

from guildhall.kernel.bank_holidays import Nation
from guildhall.kernel.clocks import OFFICE_HOURS, Closure, Hours, Shift, weekly
from guildhall.kernel.clocks.clear_days import ReadingName
from guildhall.kernel.clocks.duties import Duties, duties
from guildhall.kernel.distance import Point
from guildhall.kernel.notices import Quiet

Text = Annotated[Mapping[str, str], Field(description="One text in each language: en, cy.")]

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEK = get_args(Weekday)


def _shift(written: object) -> object:
    """A shift written as `09:00-12:30`. Raises `ValueError` for anything else."""
    if not isinstance(written, str):
        return written
    opens, _, closes = written.partition("-")
    return Shift(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Value):
    """Somewhere to be helped in person."""

    name: Text
    address: tuple[str, ...]
    hours: Text


class Area(_Value):
    """A part of the council's area that people know by its name. ``at`` is about its middle: latitude and longitude (WGS 84)."""

    code: str
    name: Text
    at: tuple[Decimal, Decimal]

    @property
    def point(self) -> Point:
        return Point(*self.at)


class Closing(_Value):
    """A day on which the council is closed, or a part of it, known beforehand, and why. Times are local."""

    day: date
    reason: Text
    since: time | None = None
    until: time | None = None

    @property
    def closure(self) -> Closure:
        return Closure(self.day, dict(self.reason), since=self.since, until=self.until)


class QuietHours(_Value):
    """From when in the evening until when in the morning, and the whole of which days. Times are local."""

    since: time
    until: time
    days: tuple[Weekday, ...] = ()

    @model_validator(mode="after")
    def _ends(self) -> Self:
        Quiet(self.since, self.until, frozenset(map(_WEEK.index, self.days)))
        return self


class ClearDays(_Value):
    """How many days this council gives for a duty, and how it reads them. What is not said is England's."""

    days: Annotated[int, Field(ge=0, le=400)] | None = None
    reading: ReadingName | None = None


class CallingIn(_Value):
    """What the council's constitution says of calling a decision in: how many members sign."""

    signatories: Annotated[int, Field(ge=1, le=100)]


class KeyDecisions(_Value):
    """What the council's constitution says of key decisions: from how many whole pence on what is spent or saved is significant."""

    from_pence: Annotated[int, Field(ge=1)]


class Council(_Value):
    """The council's profile: what every page says of it."""

    name: Text
    telephone: str
    telephone_hours: Text
    emergency_telephone: str
    text_relay: Text
    email: str
    duty_officer: Annotated[
        Mapping[Literal["email", "sms"], str],
        Field(
            description="Where the officer on duty, day and night, is written to when somebody must be rung at once."
        ),
    ]
    teams: Annotated[
        Mapping[str, Mapping[Literal["email", "sms"], str]],
        Field(
            description="Where each team is written to when a case comes due or is late, or a promise was missed, by its code."
        ),
    ] = {}
    extensions: Annotated[
        Mapping[Annotated[str, Field(pattern=r"^[0-9]{1,15}$")], str],
        Field(
            description="Who sits at each extension: its digits, in quotation marks, and the email they log in with."
        ),
    ] = {}
    complaint_reviewers: str = ""
    """The code of the team to which a complaint goes at its second stage; without one it stays with its team."""
    post: tuple[str, ...]
    places: tuple[Place, ...]
    areas: tuple[Area, ...] = ()
    """The parts by which somebody may look for help who gives no postcode; where the profile names none, the wards."""
    languages: tuple[str, ...] = ("en", "cy")
    second_person_publishes: bool = False
    """Whether a service is published only once somebody other than who wrote it has approved it."""
    nation: Nation = "england"
    """Whose bank holidays are kept."""
    opening_hours: Annotated[
        Mapping[Weekday, tuple[Annotated[Shift, BeforeValidator(_shift)], ...]] | None,
        Field(description="The shifts of each weekday, as 09:00-12:30; a day left out is not worked."),
    ] = None
    closures: tuple[Closing, ...] = ()
    clear_days: Annotated[
        Mapping[str, ClearDays],
        Field(
            description="What the constitution gives for a duty where that is more than the law does: call-in, agenda."
        ),
    ] = {}
    call_in: CallingIn | None = None
    """Without it no call-in can be entered: how many members it takes, no law says."""
    key_decisions: KeyDecisions | None = None
    """Without it no amount makes a decision key: S.I. 2012/2089, regulation 8, leaves to each council what is significant."""
    quiet_hours: QuietHours | None = None
    """When no text message is sent that can wait; where the profile does not say, at any time one may be."""

    @property
    def quiet(self) -> Quiet | None:
        """The quiet hours, as they are reckoned."""
        kept = self.quiet_hours
        return Quiet(kept.since, kept.until, frozenset(map(_WEEK.index, kept.days))) if kept else None

    @property
    def hours(self) -> Hours:
        """When working time passes; where the profile does not say, Monday to Friday, 8:30am to 5pm."""
        if self.opening_hours is None:
            return OFFICE_HOURS
        return weekly({_WEEK.index(day): shifts for day, shifts in self.opening_hours.items()})

    @cached_property
    def duties(self) -> Duties:
        """The duties to publish in time, as this council holds them. Kept: every decision of a list is judged by them."""
        return duties({name: said.model_dump(exclude_none=True) for name, said in self.clear_days.items()})

    @model_validator(mode="after")
    def _as_the_law_allows(self) -> Self:
        _ = self.duties
        return self

    @field_validator("opening_hours")
    @classmethod
    def _apart(cls, written: Mapping[Weekday, tuple[Shift, ...]] | None) -> Mapping[Weekday, tuple[Shift, ...]] | None:
        weekly(dict(enumerate((written or {}).values())))
        return written


@cache
def council() -> Council:
    """The profile in the file that `GUILDHALL_COUNCIL` names; without one, the demo council's.

    Raises `pydantic.ValidationError`, naming each fault, when the file does not fit.
    """
    path = Path(settings.COUNCIL or Path(__file__).parent / "council.yaml")
    return Council.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
