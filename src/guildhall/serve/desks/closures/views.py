"""Recording a closure: which day or part of it, why, and what it moves, shown before it is done."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from hashlib import sha256
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import (
    ClosureValue,
    Role,
    closure_numbered,
    closures,
    council,
    display_names,
    page,
    problem,
)
from guildhall.kernel.clocks.saying import day_in_full, due_in_full
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.question import Refused
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.serve.clock import now
from guildhall.serve.desks.callbacks.windows import time_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.places.told import offices
from guildhall.serve.desks.rearranging import all_ahead, waiting
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.obligations.promised_then import promised_then
from guildhall.serve.obligations.recomputing import (
    Moves,
    NoSuchClosure,
    because,
    foreseen,
    foreseen_without,
    record_closure,
    take_back,
    told_of,
)

KEEPERS: tuple[Role, ...] = ("administrator",)
STRETCH = 50
LONGEST = 200
"""Letters of a reason."""
Errors = list[dict[str, str]]
Read = TypeVar("Read")
DAY = Day(id="day", kind="date", label={"en": "Which day?"})
"""So that a day is read here as it is everywhere."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*KEEPERS)
def reversal(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a closure that was recorded by mistake: what that changes is shown before, and why it is done is kept."""
    closure = closure_numbered(closure=number)
    if closure is None:
        return problem(request=request, status=404)
    why = said(request, "because", LONGEST + 1)
    errors: Errors = []
    if request.method == "POST":
        if not why:
            errors.append({"text": "Write why it is taken back", "href": "#because"})
        elif len(why) > LONGEST:
            errors.append({"text": f"Write why in {LONGEST} letters or fewer", "href": "#because"})
        else:
            with suppress(NoSuchClosure):  # another hand was quicker
                take_back(closure=number, because=why, actor=actor(request), at=now())
            return redirect(f"{reverse('serve:closures')}?{urlencode({'open': closure.day.isoformat()})}")
    moves = foreseen_without(closure=closure, onlooker=onlooker(request), at=now())
    return page(
        request=request,
        template="serve/closures/reversal.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="closures",
        title="Take back a closure",
        errors=errors,
        typed=request.POST,
        closure=closure,
        day=day_in_full(closure.day, "en"),
        hours=_hours(closure),
        moves=moves,
        of_some=onlooker(request).teams is not None,
        moved=_moved(moves),
        told=_told(moves, None, closure),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*KEEPERS)
def closures_page(request: HttpRequest) -> HttpResponse:
    """What is recorded, the latest day first; and a form for another. A closure is saved only after its preview was shown."""
    if request.method != "POST":
        return _page(request)
    closure, errors = _typed(request)
    if closure is None:
        return _page(request, errors=errors)
    moves = foreseen(closure=closure, onlooker=onlooker(request), at=now())
    if "record" not in request.POST or said(request, "seen", 300) != _seen(closure):
        return _page(request, closure=closure, moves=moves)
    record_closure(closure=closure, actor=actor(request), at=now())
    return redirect(f"{reverse('serve:closures')}?{urlencode({'closed': closure.day.isoformat()})}")


def _page(
    request: HttpRequest,
    *,
    errors: Errors | None = None,
    closure: ClosureValue | None = None,
    moves: Moves | None = None,
) -> HttpResponse:
    listed, later = closures(before=request.GET.get("before", ""), limit=STRETCH)
    return page(
        request=request,
        template="serve/closures/closures.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="closures",
        title="Closures",
        errors=errors or [],
        rows=[(day_in_full(each.day, "en"), _hours(each), _office(each.office), each) for each in listed],
        later=f"?{urlencode({'before': later})}" if later else "",
        first="before" in request.GET,
        offices=[("", "The whole council"), *((each, each) for each in offices(at=now()))],
        typed=request.POST,
        closure=closure,
        day=day_in_full(closure.day, "en") if closure else "",
        hours=_hours(closure) if closure else "",
        seen=_seen(closure) if closure else "",
        moves=moves,
        of_some=onlooker(request).teams is not None,
        then=waiting(promised_then(closures=[closure], onlooker=onlooker(request), at=now())) if closure else None,
        waiting=all_ahead(request),
        moved=_moved(moves),
        told=_told(moves, closure, None),
        recorded=_day(request.GET.get("closed", "")),
        reopened=_day(request.GET.get("open", "")),
        hands=display_names(references={each.taken_back_by for each in listed if each.taken_back_by}),
    )


def _moved(moves: Moves | None) -> list[tuple[str, str, int]]:
    """From which date to which how many promises move, in words."""
    found = moves.moves if moves else ()
    return [(due_in_full(old, "en"), due_in_full(new, "en"), many) for old, new, many in found]


def _told(moves: Moves | None, stands: ClosureValue | None, was: ClosureValue | None) -> list[tuple[str, str]]:
    """What goes to the customers whose promise moves, in each language, for each new date."""
    dates = dict.fromkeys(new for _old, new, _many in moves.moves) if moves else ()
    return [
        (language, told_of(because(stands, was, language), new, language))
        for new in dates
        for language in council().languages
    ]


def _typed(request: HttpRequest) -> tuple[ClosureValue | None, Errors]:
    """The closure that was typed, or what is amiss with it, each at its box."""
    errors: Errors = []
    day = _read(request, "day", _date, "Write the day", errors)
    since = _read(request, "since", _time, "", errors)
    until = _read(request, "until", _time, "", errors)
    reason, reason_cy = said(request, "reason", LONGEST + 1), said(request, "reason_cy", LONGEST + 1)
    for name, text, language in (("reason", reason, "English"), ("reason_cy", reason_cy, "Welsh")):
        if not text:
            errors.append({"text": f"Write why, in {language}", "href": f"#{name}"})
        elif len(text) > LONGEST:
            errors.append({"text": f"Write why in {LONGEST} letters or fewer, in {language}", "href": f"#{name}"})
    office = said(request, "office", 60)
    if office and office not in offices(at=now()):
        errors.append({"text": "Choose an office", "href": "#office"})
    if errors or day is None:
        return None, errors
    if not date(2000, 1, 1) <= day <= date(2100, 1, 1):
        return None, [{"text": "Write a day of this century", "href": "#day"}]
    closure = ClosureValue(day, reason, reason_cy, office, since, until)
    try:
        _ = closure.closure
    except ValueError:
        return None, [{"text": "It must end later than it begins", "href": "#until"}]
    return closure, []


def _read(request: HttpRequest, name: str, read: Callable[[str], Read], missing: str, errors: Errors) -> Read | None:
    written = said(request, name, 40)
    if not written:
        if missing:
            errors.append({"text": missing, "href": f"#{name}"})
        return None
    try:
        return read(written)
    except ValueError:
        wanted = "a day, such as 24 12 2026" if name == "day" else "a time, such as 14:30"
        errors.append({"text": f"Write {wanted}", "href": f"#{name}"})
        return None


def _date(written: str) -> date:
    """A day as people write it. Raises `ValueError` for what is none."""
    try:
        return date.fromisoformat(DAY.settle(written, Scope(Circumstances(now()))))
    except Refused:
        raise ValueError(written) from None


def _time(written: str) -> time:
    """A time of day as people type it. Raises `ValueError` for what is none."""
    given = time_of(written)
    if given is None:
        raise ValueError(written)
    minutes = int(given.total_seconds()) // 60
    return time(minutes // 60, minutes % 60)


def _seen(closure: ClosureValue) -> str:
    """What the preview was shown for: when anything was changed since, it is shown again."""
    shown = (closure.day, closure.since, closure.until, closure.office, closure.reason, closure.reason_cy)
    return sha256("~".join(map(str, shown)).encode()).hexdigest()


def _hours(closure: ClosureValue) -> str:
    if closure.since is None and closure.until is None:
        return "all day"
    begins = f"from {closure.since:%-H:%M}" if closure.since else "from the morning"
    return f"{begins} until {closure.until:%-H:%M}" if closure.until else f"{begins} on"


def _office(office: str) -> str:
    return office or "The whole council"


def _day(written: str) -> str:
    try:
        return day_in_full(date.fromisoformat(written), "en") if written else ""
    except ValueError:
        return ""
