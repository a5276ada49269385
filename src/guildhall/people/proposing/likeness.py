"""How much speaks for two parties being one person, and how much against: each reason by itself, with its points. Pure.

The points follow Fellegi and Sunter (A Theory for Record Linkage, 1969): about as many as the binary logarithm of how much more
often something is seen of two records of one person than of two people. They are set by hand, and small enough to be told.
Families share telephones, email addresses and homes. So none of these proposes anybody without a name or a day of birth.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from uuid import UUID

Code = Literal[
    "same-name",
    "name-sounds-alike",
    "part-of-the-name",
    "same-first-name",
    "other-first-name",
    "other-name",
    "born-the-same-day",
    "born-nearly-the-same-day",
    "born-on-different-days",
    "born-years-apart",
    "same-phone",
    "same-email",
    "same-home",
    "another-home",
    "acts-for-the-other",
]
CODES: tuple[Code, ...] = get_args(Code)

POINTS: dict[Code, int] = {
    "same-name": 6,
    "name-sounds-alike": 4,
    "part-of-the-name": 4,
    "same-first-name": 1,
    "other-first-name": -12,
    "other-name": -12,
    "born-the-same-day": 8,
    "born-nearly-the-same-day": -2,
    "born-on-different-days": -8,
    "born-years-apart": -16,
    "same-phone": 4,
    "same-email": 4,
    "same-home": 3,
    "another-home": -1,
    "acts-for-the-other": -12,
}
"""What each reason weighs where nobody else shares it."""

ENOUGH = 8
"""From how many points on two parties are proposed."""

A_GENERATION = 14
"""Years between two days of birth from which they may be those of a parent and a child."""

_NAMES: frozenset[Code] = frozenset({"same-name", "name-sounds-alike", "part-of-the-name"})
_SHARED: frozenset[Code] = frozenset({"same-phone", "same-email", "same-home"})


@dataclass(frozen=True, slots=True)
class Traits:
    """What is held of one party that can be compared. A word of the name stands with its sound, in the order of the name."""

    key: UUID
    kind: str
    words: tuple[tuple[str, str], ...] = ()
    born_on: date | None = None
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (points above nought) or against. ``count``: others who share it, or the years between."""

    code: Code
    points: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """All that speaks for and against."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """What it comes to."""
        return sum(each.points for each in self.reasons)

    @property
    def codes(self) -> tuple[str, ...]:
        """The reasons by their codes, as they are kept."""
        return tuple(each.code for each in self.reasons)

    @property
    def proposes(self) -> bool:
        """Whether somebody should be asked: enough speaks for it, and never shared details alone."""
        found = {each.code for each in self.reasons if each.points > 0}
        own = bool(found & _NAMES) or ("born-the-same-day" in found and bool(found & _SHARED))
        return own and len(found) > 1 and self.points >= ENOUGH


@dataclass(frozen=True, slots=True)
class Shared:
    """How many others than these two hold what they share."""

    phone: int = 0
    email: int = 0
    home: int = 0


def likeness(one: Traits, other: Traits, *, shared: Shared, acts: bool = False) -> Likeness:
    """Compare two parties. ``acts`` says that one of them acts for the other, as nobody does for themselves."""
    found = [
        _name(one, other),
        _birth(one.born_on, other.born_on),
        _held("same-phone", shared.phone) if one.phones & other.phones else None,
        _held("same-email", shared.email) if one.emails & other.emails else None,
        _home(one, other, shared),
        Reason("acts-for-the-other", POINTS["acts-for-the-other"]) if acts else None,
    ]
    return Likeness(tuple(each for each in found if each is not None))


def _name(one: Traits, other: Traits) -> Reason | None:
    if not one.words or not other.words:
        return None
    written = [[word for word, _ in each.words] for each in (one, other)]
    code = "part-of-the-name" if _initialled(*written) else _name_code(*written)
    if code not in _NAMES:
        heard = _name_code(*([sound or word for word, sound in each.words] for each in (one, other)))
        code = "name-sounds-alike" if heard in _NAMES else heard if code == "other-name" else code
    return Reason(code, POINTS[code])


def _name_code(one: list[str], other: list[str]) -> Code:
    if set(one) == set(other):
        return "same-name"
    if one[-1] == other[-1]:
        if set(one) <= set(other) or set(other) <= set(one):
            return "part-of-the-name"
        return "same-first-name" if one[0] == other[0] else "other-first-name"
    return "same-first-name" if one[0] == other[0] else "other-name"


def _initialled(one: list[str], other: list[str]) -> bool:
    """Whether one of them has only the initial of the other's first name, before the same last one."""
    first, second = one[0], other[0]
    initial = len(first) != len(second) and min(len(first), len(second)) == 1 and first[0] == second[0]
    return initial and one[-1] == other[-1] and len(one) > 1 < len(other)


def _birth(one: date | None, other: date | None) -> Reason | None:
    if one is None or other is None:
        return None
    if one == other:
        return Reason("born-the-same-day", POINTS["born-the-same-day"])
    years = abs(one.year - other.year)
    if _slip(one, other):
        return Reason("born-nearly-the-same-day", POINTS["born-nearly-the-same-day"])
    if years >= A_GENERATION:
        return Reason("born-years-apart", POINTS["born-years-apart"], years)
    return Reason("born-on-different-days", POINTS["born-on-different-days"])


def _slip(one: date, other: date) -> bool:
    """Whether the two differ as by a slip of the pen: one digit, two digits or day and month the other way round."""
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return True
    mine, yours = one.isoformat(), other.isoformat()
    places = [place for place in range(len(mine)) if mine[place] != yours[place]]
    swapped = len(places) == 2 and [mine[place] for place in places] == [yours[place] for place in reversed(places)]
    return (len(places) == 1 or swapped) and abs(one.year - other.year) < A_GENERATION


def _home(one: Traits, other: Traits, shared: Shared) -> Reason | None:
    if one.homes & other.homes:
        return _held("same-home", shared.home)
    return Reason("another-home", POINTS["another-home"]) if one.homes and other.homes else None


def _held(code: Code, others: int) -> Reason:
    """Something that both hold: it weighs less the more others hold it too."""
    return Reason(code, max(1, POINTS[code] - (0 if not others else 1 if code == "same-home" else 2)), others)
