"""Which way to tell somebody something: what they asked for first, then what reaches them, and never what endangers them.

One function chooses. The first way it gives is used; each next one stands by for when the one before it fails. What may not
be used comes back with the reason, so that the reason can stand on the record.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import phonenumbers

Kind = Literal["email", "sms", "letter", "call"]
"""``call``: an advisor rings them and reads the words out."""

Format = Literal["standard", "large-print", "braille", "audio", "easy-read"]

Reason = Literal["not-safe", "not-known-safe", "no-message", "no-voice", "bsl", "relay", "not-offered", "not-mobile"]
"""Why a way may not be used. ``not-known-safe``: they are protected, and nobody found out that this way is safe.

``no-message``: nothing may be left there that somebody else could read. ``no-voice``: they are not to be rung; ``bsl``: they
sign; ``relay``: they are rung by text relay alone.
"""

KINDS: tuple[Kind, ...] = get_args(Kind)
_FORMATS: tuple[Format, ...] = ("braille", "audio", "large-print", "easy-read")
_AT: dict[str, tuple[Kind, ...]] = {"email": ("email",), "phone": ("sms", "call"), "post": ("letter",)}
_PLACE: dict[Kind, str] = {"email": "email", "sms": "phone", "call": "phone", "letter": "post"}


@dataclass(frozen=True, slots=True)
class Point:
    """One way of contact: ``email``, ``phone`` or ``post``. ``safe`` and ``may_leave_message`` are ``None`` where nobody asked."""

    kind: str
    value: str
    safe: bool | None = None
    verified: bool = False
    preferred: bool = False
    may_leave_message: bool | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to tell somebody: an address as it was given, and for a letter its format."""

    kind: Kind
    to: str
    format: Format = "standard"


@dataclass(frozen=True, slots=True)
class Stopped:
    """A way that may not be used, and why."""

    way: Way
    reason: Reason


@dataclass(frozen=True, slots=True)
class Choice:
    """The ways to use, the first first; and those that may not be used."""

    ways: tuple[Way, ...]
    stopped: tuple[Stopped, ...]


def choose(
    *,
    points: Sequence[Point],
    asked: Sequence[Way] = (),
    needs: Collection[str] = (),
    protected: bool = False,
    allowed: Collection[Kind] = KINDS,
    ring: bool = False,
) -> Choice:
    """The ways by which somebody is told, in order, and those that are stopped.

    ``asked`` are the ways they gave for this matter, the one they wished for first: these come before all others unless they
    are unsafe; but nobody is rung whom something in writing reaches, unless ``ring`` says that they wished for it. Then their own
    ways of contact: preferred, then verified.
    Whoever needs a format gets a letter in it, or is rung, before anything they did not ask for. ``needs`` are the codes of people.
    """
    shape: Format = next((each for each in _FORMATS if each in needs), "standard")
    found: list[Way] = []
    stopped: list[Stopped] = []
    for way, wished in _in_order(points, asked, shape, needs, ring=ring):
        if any(_same_way(way, each) for each in [*found, *(each.way for each in stopped)]):
            continue
        reason = why_stopped(way, points=points, needs=needs, protected=protected, wished=wished, allowed=allowed)
        if reason:
            stopped.append(Stopped(way, reason))
        else:
            found.append(way)
    return Choice(tuple(found), tuple(stopped))


def why_stopped(
    way: Way,
    *,
    points: Iterable[Point],
    needs: Collection[str] = (),
    protected: bool = False,
    wished: bool = False,
    allowed: Collection[Kind] = KINDS,
    by_relay: bool = False,
) -> Reason | None:
    """Why this way may not be used; ``None`` where it may. Asked when a way is chosen, and again when something is sent.

    A place that is marked unsafe anywhere is unsafe, however it is written. ``by_relay``: the call would go by text relay.
    """
    there = [each for each in points if same_place(_PLACE[way.kind], way.to, each.kind, each.value)]
    if any(each.safe is False for each in there):
        return "not-safe"
    if protected and not wished and not any(each.safe for each in there):
        return "not-known-safe"
    if way.kind == "call" and (deaf := why_not_rung(needs, by_relay=by_relay)):
        return deaf
    if way.kind == "sms" and any(each.may_leave_message is False for each in there):
        return "no-message"
    if way.kind == "sms" and not wished and not is_mobile(way.to):
        return "not-mobile"
    return None if way.kind in allowed else "not-offered"


def why_not_rung(needs: Collection[str], *, by_relay: bool = False) -> Reason | None:
    """Why somebody of these needs is not rung, at whatever number; ``None`` where they may be."""
    if "no-voice" in needs:
        return "no-voice"
    if "relay" in needs:
        return None if by_relay else "relay"
    return "bsl" if "bsl" in needs else None


def is_mobile(value: str) -> bool:
    """Whether a text can arrive there: a British mobile begins with 07; of other countries' numbers we do not know."""
    number = _number(value)
    if number is None:
        return False
    return number.country_code != 44 or str(number.national_number).startswith("7")


def same_place(kind: str, value: str, other_kind: str, other: str) -> bool:
    """Whether two ways of contact are one place, however they were written."""
    return kind == other_kind and _one_form(kind, value) == _one_form(kind, other)


def _in_order(
    points: Sequence[Point], asked: Sequence[Way], shape: Format, needs: Collection[str], *, ring: bool
) -> Iterator[tuple[Way, bool]]:
    """Every way there is, the likeliest first, each with whether they gave it for this matter."""
    first = [way for way in asked[:1] if ring or way.kind != "call"]
    for way in first:
        yield _shaped(way, shape), True
    ranked = sorted(points, key=lambda each: (not each.preferred, not each.verified))
    order = _order(shape, needs)
    others = [(_shaped(way, shape), True) for way in asked[len(first) :]] + [
        (_shaped(Way(kind, each.value), shape), False) for each in ranked for kind in _AT.get(each.kind, ())
    ]
    best = next((each for each in ranked if each.preferred), None)
    yield from sorted(others, key=lambda each: (_rank(each[0], best, order, shape), not each[1]))


def _rank(way: Way, best: Point | None, order: tuple[Kind, ...], shape: Format) -> int:
    """The place of a way among the others: at the point they prefer first, an advisor's call apart, then by kind."""
    at_best = best is not None and same_place(_PLACE[way.kind], way.to, best.kind, best.value)
    return -1 if at_best and way.kind != "call" and shape == "standard" else order.index(way.kind)


def _order(shape: Format, needs: Collection[str]) -> tuple[Kind, ...]:
    if shape != "standard":
        return ("letter", "call", "email", "sms")
    return ("sms", "email", "letter", "call") if "bsl" in needs else ("email", "sms", "letter", "call")


def _shaped(way: Way, shape: Format) -> Way:
    return Way(way.kind, way.to, shape if way.kind == "letter" else "standard")


def _same_way(one: Way, other: Way) -> bool:
    return one.kind == other.kind and same_place(_PLACE[one.kind], one.to, _PLACE[other.kind], other.to)


def _one_form(kind: str, value: str) -> str:
    if kind == "phone":
        number = _number(value)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else _bare(value)
    return value.strip().casefold() if kind == "email" else _bare(value)


def _bare(value: str) -> str:
    return "".join(letter for letter in value.casefold() if letter.isalnum())


def _number(value: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return None
