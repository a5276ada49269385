"""What speaks for and against two records being one person, in the words of the desk; and two records side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import sameness
from guildhall.serve.desks.telling import when

REASONS: Mapping[str, str] = {
    "same-name": "The same name",
    "name-sounds-alike": "Names that sound alike",
    "part-of-the-name": "A part of the name is the same",
    "same-first-name": "The same first name",
    "other-first-name": "Different first names",
    "other-name": "Different names",
    "born-the-same-day": "Born on the same day",
    "born-nearly-the-same-day": "Days of birth that a slip of the pen would explain",
    "born-on-different-days": "Born on different days",
    "born-years-apart": "Born years apart, as a parent and a child may be",
    "same-phone": "The same telephone number",
    "same-email": "The same email address",
    "same-home": "The same address",
    "another-home": "Different addresses",
    "acts-for-the-other": "One acts for the other",
}
_ALSO: Mapping[str, str] = {
    "same-phone": "also used by",
    "same-email": "also used by",
    "same-home": "also the home of",
}
_LINES: Sequence[tuple[str, frozenset[str]]] = (
    (
        "Name",
        frozenset(
            {"same-name", "name-sounds-alike", "part-of-the-name", "same-first-name", "other-first-name", "other-name"}
        ),
    ),
    (
        "Born",
        frozenset({"born-the-same-day", "born-nearly-the-same-day", "born-on-different-days", "born-years-apart"}),
    ),
    ("Telephone", frozenset({"same-phone"})),
    ("Email", frozenset({"same-email"})),
    ("Lives", frozenset({"same-home", "another-home"})),
    ("Acting", frozenset({"acts-for-the-other"})),
)
SAID: Mapping[str, str] = {"same": "One person", "different": "Two people", "later": "Put off"}
_VERY, _QUITE = 16, 12


@dataclass(frozen=True, slots=True)
class Told:
    """One reason as it is read. ``for_it`` where it speaks for one person."""

    text: str
    for_it: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What both records hold of one thing, and what that says."""

    label: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    told: tuple[Told, ...] = ()


def told(reason: sameness.Reason) -> Told:
    """A reason in words: The same telephone number, also used by one other person."""
    text = REASONS[reason.code]
    if reason.code == "born-years-apart":
        text = text.replace("years", f"{reason.count} years", 1)
    elif reason.count:
        others = "one other person" if reason.count == 1 else f"{reason.count} other people"
        text = f"{text}, {_ALSO[reason.code]} {others}"
    return Told(text, reason.points > 0)


def coded(codes: Iterable[str]) -> tuple[str, ...]:
    """Reasons that were kept by their codes, in words."""
    return tuple(REASONS.get(each, each.replace("-", " ").capitalize()) for each in codes)


def likely(points: int) -> str:
    """How likely it is, in a word or two."""
    return "Very likely" if points >= _VERY else "Likely" if points >= _QUITE else "Possible"


def side_by_side(
    one: sameness.Side, other: sameness.Side, reasons: Iterable[sameness.Reason], at: datetime
) -> tuple[Line, ...]:
    """Two records, line by line, each with what it says. Nothing is told that neither holds."""
    held = zip(_held(one, at), _held(other, at), strict=True)
    given = list(reasons)
    lines = [
        Line(label, mine, yours, tuple(told(each) for each in given if each.code in codes))
        for (label, codes), (mine, yours) in zip(_LINES, held, strict=True)
    ]
    registered = Line("Registered", (when(one.registered_at, at),), (when(other.registered_at, at),))
    return (*(each for each in lines if each.one or each.other or each.told), registered)


def _held(side: sameness.Side, at: datetime) -> tuple[tuple[str, ...], ...]:
    born = (in_words(side.born_on.isoformat(), "en"),) if side.born_on else ()
    return (side.name or "No name",), born, side.phones, side.emails, side.homes, ()


def in_short(side: sameness.Side) -> str:
    """What tells a record from another of the same name, in one line."""
    born = f"born {in_words(side.born_on.isoformat(), 'en')}" if side.born_on else ""
    parts = (born, (side.phones or side.emails or side.homes or ("",))[0])
    return ", ".join(part for part in parts if part)
