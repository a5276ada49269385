"""From which day a decision may be made, by the notices that were given, and which of them came too late."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.values import Breach, Terms
from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.clear_days import effective_from


def allowed_from(known: Sequence[Fact], terms: Terms, calendar: Calendar) -> date | None:
    """The first day on which the notices given allow a decision; ``None`` where they allow none, or ask for none."""
    found = [day for asked, day in _asked(known, terms, calendar) if asked]
    return None if None in found else max((day for day in found if day), default=None)


def is_noticed(known: Sequence[Fact], terms: Terms, calendar: Calendar) -> bool:
    """Whether every notice that is asked for was given, in time or not."""
    return all(day is not None for asked, day in _asked(known, terms, calendar) if asked)


def late_notices(decided: Fact, known: Sequence[Fact], terms: Terms, calendar: Calendar) -> Iterator[Breach]:
    """What the record does not show as published in time for a decision. It may have been: the record does not say so."""
    duties = ("key-decision-notice", "private-meeting-notice", _agenda(terms))
    codes = (
        ("key-notice-not-on-record", "key-notice-late"),
        ("private-notice-not-on-record", "private-notice-late"),
        ("agenda-late", "agenda-late"),
    )
    for (asked, day), duty, (absent, late) in zip(_asked(known, terms, calendar), duties, codes, strict=True):
        if asked and (day is None or day > decided.on):
            yield Breach(absent if day is None else late, decided.on, duty, decided.cites)  # type: ignore[arg-type]


def _asked(known: Sequence[Fact], terms: Terms, calendar: Calendar) -> tuple[tuple[bool, date | None], ...]:
    """Of the notices of a key decision, of a private meeting and of the agenda: whether it is asked for, and from when it allows.

    An agenda is asked about only where the record has one: old records have none, and that says nothing. Nobody meets to decide
    alone: an officer and a single member give no notice of a meeting in private (S.I. 2012/2089, regulation 5).
    """
    key, private = terms.key and terms.maker != "council", terms.private and terms.maker == "body"
    agenda = _agenda_from(known, terms, calendar)
    return (
        (key, _key_from(known, terms, calendar) if key else None),
        (private, _private_from(known, terms, calendar) if private else None),
        (agenda is not None and terms.maker in {"body", "council"}, agenda),
    )


def _key_from(known: Sequence[Fact], terms: Terms, calendar: Calendar) -> date | None:
    """S.I. 2012/2089, regulations 9 (28 clear days), 10 (general exception) and 11 (special urgency)."""
    return _first(
        _after(known, "key-notice-published", "key-decision-notice", terms, calendar),
        _after(known, "general-exception-published", "general-exception", terms, calendar),
        _day_of(known, "special-urgency-agreed"),
    )


def _private_from(known: Sequence[Fact], terms: Terms, calendar: Calendar) -> date | None:
    """S.I. 2012/2089, regulation 5: both notices, or agreement that the meeting is urgent."""
    notice = _after(known, "private-notice-published", "private-meeting-notice", terms, calendar)
    again = _after(known, "private-notice-repeated", "private-meeting-further-notice", terms, calendar)
    return _first(max(notice, again) if notice and again else None, _day_of(known, "private-urgency-agreed"))


def _agenda_from(known: Sequence[Fact], terms: Terms, calendar: Calendar) -> date | None:
    return _first(
        _after(known, "agenda-published", _agenda(terms), terms, calendar), _day_of(known, "agenda-urgency-agreed")
    )


def _agenda(terms: Terms) -> str:
    return "agenda" if terms.maker == "council" else "executive-agenda"


def _after(known: Iterable[Fact], kind: FactKind, duty: str, terms: Terms, calendar: Calendar) -> date | None:
    """The first day that leaves the duty's clear days after the first fact of a kind."""
    given, rule = _day_of(known, kind), terms.duties[duty]
    return effective_from(given, rule.count or 0, rule.reading, calendar) if given else None


def _day_of(known: Iterable[Fact], kind: FactKind) -> date | None:
    return min((fact.on for fact in known if fact.kind == kind), default=None)


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)
