"""What the customer sees of a promise to call back: the window, when we tried, and that it was kept."""

from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import name_of
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import callbacks
from guildhall.serve.contacts.callbacks import AttemptValue, CallbackValue


@dataclass(frozen=True, slots=True)
class Seen:
    """One promise, in the customer's words: what was promised, and what became of it, oldest first."""

    promised: str
    since: tuple[str, ...]


def calling_back(case: CaseValue, lang: str) -> tuple[Seen, ...]:
    """Every promise to call back about a case. No number and no word of what was said."""
    return tuple(_seen(each, attempts, lang) for each, attempts in callbacks.of_case(reference=case.reference))


def followed(reference: str, lang: str) -> Seen | None:
    """The promise that somebody follows by its code; ``None`` where there is none."""
    found = callbacks.of_code(code=reference)
    return _seen(*found, lang) if found else None


def details_of(reference: str) -> tuple[str, ...]:
    """What whoever waits for the call of this code can be known by: what they are called, and where they are reached."""
    found = callbacks.of_code(code=reference)
    if found is None:
        return ()
    callback = found[0]
    return tuple(
        filter(None, (callback.called, callback.to, name_of(reference=callback.party) if callback.party else ""))
    )


def _seen(callback: CallbackValue, attempts: tuple[AttemptValue, ...], lang: str) -> Seen:
    said = words("serve")
    opens, closes = local(callback.opens_at), local(callback.closes_at)
    promised = said.say(
        f"web-callback-promised-{callback.way}",
        lang,
        day=in_words(opens.date().isoformat(), lang),
        since=f"{opens:%H:%M}",
        until=f"{closes:%H:%M}",
    )
    news: list[tuple[datetime, str, str]] = [
        (each.at, "tried", "") for each in attempts if each.outcome not in {"spoke", "written", "stopped"}
    ]
    if callback.missed_at:
        news.append((callback.missed_at, "missed", ""))
    if callback.kept_at:
        written = any(each.outcome == "written" for each in attempts)
        news.append((callback.kept_at, "kept", "-written" if written else "-spoken"))
    if callback.withdrawn_at:
        news.append((callback.withdrawn_at, "withdrawn", ""))
    return Seen(promised, tuple(_sentence(key + more, at, lang) for at, key, more in sorted(news)))


def _sentence(key: str, at: datetime, lang: str) -> str:
    here = local(at)
    day, time = in_words(here.date().isoformat(), lang), f"{here:%H:%M}"
    return words("serve").say(f"web-callback-{key}", lang, day=day, time=time)
