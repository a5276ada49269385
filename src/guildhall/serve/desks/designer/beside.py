"""What stands beside a part while it is written: what is found, how each channel has it, and where people stop."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from guildhall.kernel.clocks import local
from guildhall.serve.answering import stopping
from guildhall.serve.clock import now
from guildhall.serve.designing.bearing import borne_on
from guildhall.serve.designing.known import DAY, called, settled
from guildhall.serve.designing.parts import SERVICE, NoSuchPart, get
from guildhall.serve.designing.standing import Standing
from guildhall.serve.desks.designer import channels, endings
from guildhall.serve.desks.designer.proving import Found, found_in
from guildhall.serve.publishing.drafts import DraftValue

SHOWN_WHOLE = 6
"""Parts that something bears on which are shown on every channel beside it. The rest are named."""

LONDON = ZoneInfo("Europe/London")
_LOOK = "designer-look"


@dataclass(frozen=True, slots=True)
class Look:
    """The language and the moment in which a draft is looked at."""

    language: str
    at: datetime

    @property
    def day(self) -> str:
        """The day as it is written in a box."""
        return f"{local(self.at):%-d %-m %Y}"


@dataclass(frozen=True, slots=True)
class Borne:
    """A part that something bears on: where it is written, what it is called, and how each channel has it."""

    path: str
    called: str
    shown: tuple[channels.Shown, ...]


def look(request: HttpRequest, standing: Standing) -> Look:
    """How this designer looks at drafts. What the address says is remembered while they are logged in."""
    kept: dict[str, str] = request.session.get(_LOOK, {})
    asked = {
        name: held[:20]
        for name in ("lang", "at")
        if (held := str(request.GET.get(name, request.POST.get(f"look.{name}", ""))))
    }
    if asked and {**kept, **asked} != kept:
        kept = request.session[_LOOK] = {**kept, **asked}
    languages = standing.rest.languages if standing.rest else ("en",)
    language = kept.get("lang", "en")
    return Look(language if language in languages else languages[0], _moment(kept.get("at", "")))


def beside(
    request: HttpRequest, draft: DraftValue, standing: Standing, *, path: str = "", proved: bool = True
) -> dict[str, Any]:
    """What a page shows beside a part. Four statements at most, whatever the draft holds.

    A form that is only laid out anew is not ``proved``: its findings come when it is saved, or when the script asks for them.
    """
    at = look(request, standing)
    found = found_in(standing, at.at) if proved else ()
    return {
        "look": at,
        "languages": standing.rest.languages if standing.rest else ("en",),
        "found": found,
        "proved": proved,
        "here": [each for each in found if path and each.path == path],
        "elsewhere": [each for each in found if not path or each.path != path],
        "blocking": sum(each.stops for each in found),
        "warning": sum(not each.blocks for each in found),
        "shown": _shown(standing, path, at),
        "bearing": _bearing(standing, path, at),
        "page_shown": _service_shown(standing, path, at),
        "stops": _stops(draft, path),
    }


def waived(found: tuple[Found, ...]) -> bool:
    """Whether everything that blocks was waived."""
    return not any(each.stops for each in found)


def _shown(standing: Standing, path: str, at: Look) -> tuple[channels.Shown, ...]:
    sort, _, code = path.partition("/")
    if standing.compiled is None or not code:
        return ()
    if sort == "steps":
        return channels.of_question(standing.compiled, code.partition("/")[0], at.language)
    outcome = standing.compiled.outcomes.get(code) if sort == "outcomes" else None
    return endings.of_outcome(standing.compiled, outcome, at.language, at.at) if outcome else ()


def _bearing(standing: Standing, path: str, at: Look) -> tuple[Borne, ...] | None:
    """What a rule, a fact or a table bears on, each as every channel has it on that day; ``None`` for other parts."""
    sort, _, code = path.partition("/")
    if standing.compiled is None or sort not in {"rules", "facts", "decisions"} or not code:
        return None
    found: list[Borne] = []
    for other, name in borne_on(standing.document, sort, code):
        there = f"{other}/{name}"
        try:
            label = called(get(standing.document, there))
        except NoSuchPart:
            continue
        found.append(Borne(there, label, _shown(standing, there, at) if len(found) < SHOWN_WHOLE else ()))
    return tuple(found)


def _service_shown(standing: Standing, path: str, at: Look) -> channels.OnPage | None:
    if path != SERVICE or standing.compiled is None:
        return None
    return channels.of_service(standing.compiled, at.language, at.at)


def _stops(draft: DraftValue, path: str) -> dict[str, int] | None:
    """Counts about the question that is open; ``None`` for a service that was never in force."""
    sort, _, code = path.partition("/")
    if sort != "steps" or not draft.service:
        return None
    counted = stopping.stops_in(service=draft.service, at=now())
    step = code.partition("/")[0]
    return {"begun": counted.begun, "left": counted.left_at.get(step, 0), "stumbled": counted.stumbled.get(step, 0)}


def _moment(day: str) -> datetime:
    """Now; or the middle of a day that was chosen."""
    present = now()
    try:
        written = settled(DAY, day, None) if day else None
        chosen = date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        chosen = None
    if chosen is None or chosen == local(present).date() or not 2000 <= chosen.year <= 2100:
        return present
    return datetime.combine(chosen, time(12), LONDON)
