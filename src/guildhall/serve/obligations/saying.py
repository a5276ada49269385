"""The clocks of a case in words: what was promised first, what it is now, why, and what happened on the way."""

from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import words
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import Reckoning, changed, read
from guildhall.kernel.clocks.saying import change_in_words, due_in_full, explained_in_words, term_in_words
from guildhall.serve.models import Case, Rereckoning
from guildhall.serve.obligations.standing import Owed, calendar_of, length_of, owed_on


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that was worked out again: when, why by a code, and in sentences what became of it."""

    at: datetime
    why: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a case in words. ``now`` says by when it is due, beside what was told first where that was another day.

    ``met`` says that it was done, and runs no more; ``untold`` are the extensions of which the customer was not told, by their
    numbers: how much, and why.
    """

    name: str
    kind: str
    term: str
    now: str
    because: tuple[str, ...]
    days: tuple[str, ...]
    moved: tuple[Moved, ...]
    waits: bool
    is_moved: bool
    met: bool = False
    untold: tuple[tuple[int, str], ...] = ()


def clocks_of(*, case: int, language: str, at: datetime) -> tuple[Clock, ...]:
    """The clocks of a case, the promise first. Five statements at most."""
    row = Case.objects.get(id=case)
    standing = owed_on(row)
    moves: dict[int, list[Rereckoning]] = {each.row.pk: [] for each in standing if each.is_kept}
    for move in Rereckoning.objects.filter(obligation_id__in=moves).order_by("at", "id") if moves else ():
        moves[move.obligation_id].append(move)
    return tuple(_clock(each, moves.get(each.row.pk, []), language, at) for each in standing)


def _clock(owed: Owed, moves: list[Rereckoning], language: str, at: datetime) -> Clock:
    told = owed.told(calendar_of(owed.term, owed.row.received_at, at))
    first = read(read_json(moves[0].old)) if moves else told
    found = tuple(
        Moved(each.at, each.why, change_in_words(changed(_read(each.old), _read(each.new)), language)) for each in moves
    )
    change = changed(first, told)
    return Clock(
        owed.row.name,
        owed.row.kind,
        term_in_words(owed.term, language),
        _now(first, told, language),
        change_in_words(change, language)[1:] if moves else (),
        explained_in_words(told.explained, language),
        found,
        told.due is None,
        bool(moves),
        owed.row.met_at is not None,
        tuple(
            (each.pk, f"{term_in_words(length_of(each), language)}. {each.reason}")
            for each in owed.extensions
            if each.notified_at is None and owed.row.met_at is None
        ),
    )


def _now(first: Reckoning, told: Reckoning, language: str) -> str:
    said = words("serve")
    if told.due is None:
        now = said.say("clock-now-waits", language)
    else:
        key = "clock-due" if first.due == told.due else "clock-now-due"
        now = said.say(key, language, new=due_in_full(told.due, language))
    if first.due is None or first.due == told.due:
        return now
    return f"{said.say('clock-first-promised', language, old=due_in_full(first.due, language))} {now}"


def _read(text: str) -> Reckoning:
    return read(read_json(text))
