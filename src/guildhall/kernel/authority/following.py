"""What may happen to a decision next, from where it stands, and from when until when."""

from collections.abc import Iterator, Sequence
from datetime import date

from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.noticing import allowed_from, is_noticed
from guildhall.kernel.authority.values import Name, Possible, Terms
from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.local_time import DAY

_NOTICES: tuple[FactKind, ...] = (
    "key-notice-published",
    "general-exception-published",
    "special-urgency-agreed",
    "private-notice-published",
    "private-notice-repeated",
    "private-urgency-agreed",
)
_MAKING: tuple[FactKind, ...] = ("decided", "recommended", "recommended-elsewhere", "resolved", "not-adopted")
_RECOMMENDED = frozenset({"recommended", "recommended-elsewhere"})
_UNDOING: tuple[FactKind, ...] = ("superseded", "revoked")
_RELEASING: tuple[FactKind, ...] = ("call-in-rejected", "call-in-withdrawn", "confirmed")

_NEXT: dict[Name, tuple[FactKind, ...]] = {
    "planned": (*_NOTICES, "agenda-published", "considered", "withdrawn", *_MAKING),
    "noticed": (*_NOTICES, "agenda-published", "considered", "deferred", "withdrawn", *_MAKING),
    "agenda-published": (*_NOTICES, "considered", "deferred", "withdrawn", *_MAKING),
    "considered": (*_NOTICES, "deferred", "withdrawn", *_MAKING),
    "deferred": (*_NOTICES, "agenda-published", "considered", "withdrawn", *_MAKING),
    "recommended": ("resolved", "not-adopted", "withdrawn", *_UNDOING),
    "recommended-elsewhere": ("adopted", "not-adopted", "withdrawn", *_UNDOING),
    "adopted": _UNDOING,
    "decided": ("call-in-exempted", "notice-published", "called-in", *_UNDOING),
    "call-in-open": ("call-in-exempted", "called-in", *_UNDOING),
    "called-in": (*_RELEASING, "referred-back", "referred-to-council", *_UNDOING),
    "referred-back": (*_RELEASING, "referred-to-council", *_UNDOING),
    "referred-to-council": (*_RELEASING, "referred-back", *_UNDOING),
    "effective": ("notice-published", "carried-out", *_UNDOING),
    "carried-out": _UNDOING,
}


def next_after(
    name: Name, due: date | None, known: Sequence[Fact], terms: Terms, calendar: Calendar
) -> Iterator[Possible]:
    """What is possible after a status. What is decided on a notice may be decided once its clear days have passed."""
    if due is not None:
        yield Possible("effective", due, due)
    published = any(fact.kind == "notice-published" for fact in known)
    for kind in _NEXT.get(name, ()):
        if not _is_for(kind, name, terms) or (kind == "notice-published" and published):
            continue
        if kind == "called-in":
            yield Possible(kind, latest=due - DAY if due else None)
        elif kind not in {"decided", "resolved"} or name == "recommended":
            yield Possible(kind)
        elif is_noticed(known, terms, calendar):
            yield Possible(kind, allowed_from(known, terms, calendar))


def _is_for(kind: FactKind, name: Name, terms: Terms) -> bool:
    """Whether a fact belongs to the path of this sort of decision."""
    if terms.maker == "council":
        return kind not in {*_NOTICES, "decided", *_RECOMMENDED, "call-in-exempted", "called-in"}
    if kind in {"resolved", "not-adopted", "adopted"}:
        return name in _RECOMMENDED
    if kind in {"call-in-exempted", "called-in"}:
        return terms.call_in
    if kind in _NOTICES:
        return terms.key if kind in _NOTICES[:3] else terms.private
    return kind not in _RECOMMENDED or terms.maker == "body"
