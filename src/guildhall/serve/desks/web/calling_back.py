"""What the customer sees of a promise to call back: the window, when we tried, and that it was kept."""

from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import name_of
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import callbacks, moving
from guildhall.serve.contacts.callbacks import AttemptValue, CallbackValue
from guildhall.serve.contacts.moving import MoveValue


@dataclass(frozen=True, slots=True)
class Seen:
    """One promise, in the customer's words: what was promised, and what became of it, oldest first. ``whose`` is their party, if any."""

    promised: str
    since: tuple[str, ...]
    whose: str


def calling_back(case: CaseValue, lang: str) -> tuple[Seen, ...]:
    """Every promise to call back about a case. No number and no word of what was said."""
    found = callbacks.of_case(reference=case.reference)
    moves = moving.moves_of(callbacks=[each.id for each, _ in found])
    return tuple(_seen(each, attempts, moves.get(each.id, ()), lang) for each, attempts in found)


def followed(reference: str, lang: str) -> Seen | None:
    """The promise that somebody follows by its code; ``None`` where there is none."""
    found = callbacks.of_code(code=reference)
    if found is None:
        return None
    moves = moving.moves_of(callbacks=[found[0].id])
    return _seen(*found, moves.get(found[0].id, ()), lang)


def details_of(reference: str) -> tuple[str, ...]:
    """What whoever waits for the call of this code can be known by: what they are called, and where they are reached."""
    found = callbacks.of_code(code=reference)
    if found is None:
        return ()
    callback = found[0]
    return tuple(
        filter(None, (callback.called, callback.to, name_of(reference=callback.party) if callback.party else ""))
    )


def _seen(callback: CallbackValue, attempts: tuple[AttemptValue, ...], moves: tuple[MoveValue, ...], lang: str) -> Seen:
    window = moving.window_in_words(callback.opens_at, callback.closes_at, lang)
    promised = words("serve").say(f"web-callback-promised-{callback.way}", lang, **window)
    moved = [(each.at, _moved(each, lang)) for each in moves]
    news: list[tuple[datetime, str, str]] = [
        (each.at, "tried", "") for each in attempts if each.outcome not in {"spoke", "written", "stopped"}
    ]
    missed = {each.missed_at for each in moves} | {callback.missed_at}
    news += [(each, "missed", "") for each in missed if each]
    if callback.kept_at:
        written = any(each.outcome == "written" for each in attempts)
        news.append((callback.kept_at, "kept", "-written" if written else "-spoken"))
    if callback.withdrawn_at:
        news.append((callback.withdrawn_at, "withdrawn", ""))
    told = [(at, _sentence(key + more, at, lang)) for at, key, more in sorted(news)]
    since = tuple(text for _, text in sorted([*told, *moved], key=lambda each: each[0]))
    return Seen(promised, since, callback.party)


def _moved(move: MoveValue, lang: str) -> str:
    """What was promised before, and why it was moved."""
    said, here = words("serve"), local(move.at)
    return said.say(
        "web-callback-moved",
        lang,
        **moving.window_in_words(move.opens_at, move.closes_at, lang),
        on=in_words(here.date().isoformat(), lang),
        time=f"{here:%H:%M}",
        because=said.say(f"callback-because-{move.because}", lang),
    )


def _sentence(key: str, at: datetime, lang: str) -> str:
    here = local(at)
    day, time = in_words(here.date().isoformat(), lang), f"{here:%H:%M}"
    return words("serve").say(f"web-callback-{key}", lang, day=day, time=time)
