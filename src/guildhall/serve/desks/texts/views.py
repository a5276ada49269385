"""Text blocks: listed, written, rewritten and set aside. A hole that no case fills is refused at its box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.estate.door import display_names, page, problem
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.choosing import every_team
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.cases.reach import WORKERS, onlooker
from guildhall.serve.desks.cases.side import Errors, error
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.telling import textblocks
from guildhall.serve.telling.textblocks import NameTaken, TextBlockValue, UnknownHole


@desk_page(*WORKERS)
def texts(request: HttpRequest) -> HttpResponse:
    """The texts of somebody's teams, and a new one."""
    if request.method != "POST":
        return _list(request)
    name, team, english, welsh = _typed(request)
    if team not in dict(_teams(request)):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    if not name or not english:
        wanting = error("Write the text in English", "english") if name else error("Write a name for it", "name")
        return _list(request, wanting)
    try:
        textblocks.write(name=name, team=team, english=english, welsh=welsh, actor=actor(request), at=now())
    except UnknownHole as unknown:
        return _list(request, _no_hole(unknown, english))
    except NameTaken:
        return _list(request, error("This team has a text of that name already", "name"))
    return redirect(reverse("serve:texts"))


@desk_page(*WORKERS)
def text(request: HttpRequest, block: int) -> HttpResponse:
    """One text with its versions: written anew, or set aside."""
    found = textblocks.find(block=block)
    if found is None:
        return problem(request=request, status=404)
    if request.method != "POST":
        return _one(request, found)
    if found.team not in dict(_teams(request)):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    if "set-aside" in request.POST:
        textblocks.set_aside(block=block, actor=actor(request), at=now())
        return redirect(reverse("serve:texts"))
    return _rewritten(request, found)


def _rewritten(request: HttpRequest, found: TextBlockValue) -> HttpResponse:
    _name, _team, english, welsh = _typed(request)
    if not english:
        return _one(request, found, error("Write the text in English", "english"))
    try:
        textblocks.rewrite(block=found.id, english=english, welsh=welsh, actor=actor(request), at=now())
    except UnknownHole as unknown:
        return _one(request, found, _no_hole(unknown, english))
    return redirect(reverse("serve:texts-text", kwargs={"block": found.id}))


def _list(request: HttpRequest, errors: Errors | None = None) -> HttpResponse:
    at, found = now(), textblocks.offered(teams=onlooker(request).works)
    names = display_names(references={each.by for each in found})
    return page(
        request=request,
        template="serve/texts/texts.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="texts",
        title="Texts that we often write",
        errors=errors or [],
        typed=request.POST,
        rows=[(each, _whose(each.team), when(each.at, at), names.get(each.by, "staff")) for each in found],
        teams=_teams(request),
        holes=textblocks.HOLES,
    )


def _one(request: HttpRequest, found: TextBlockValue, errors: Errors | None = None) -> HttpResponse:
    at, versions = now(), textblocks.versions(block=found.id)
    names = display_names(references={by for _number, _english, _welsh, by, _at in versions})
    return page(
        request=request,
        template="serve/texts/text.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="texts",
        title=found.name,
        errors=errors or [],
        block=found,
        whose=_whose(found.team),
        typed=request.POST if request.method == "POST" else {"english": found.english, "welsh": found.welsh},
        may=found.team in dict(_teams(request)),
        versions=[
            (number, english, welsh, names.get(by, "staff"), when(moment, at))
            for number, english, welsh, by, moment in versions
        ],
        holes=textblocks.HOLES,
    )


def _teams(request: HttpRequest) -> list[tuple[str, str]]:
    """The teams for which somebody may keep texts; whoever works for every team keeps everybody's too."""
    works = onlooker(request).works
    found = every_team() if works is None else tuple(each for each in works if each)
    return [*([("", _whose(""))] if works is None else []), *((each, team_name(each)) for each in found)]


def _typed(request: HttpRequest) -> tuple[str, str, str, str]:
    name, team = said(request, "name", 100), said(request, "team", 100)
    return name, team, said(request, "english"), said(request, "welsh")


def _whose(team: str) -> str:
    return team_name(team) if team else "Everybody’s"


def _no_hole(unknown: UnknownHole, english: str) -> Errors:
    box = "english" if f"{{{unknown.name}}}" in english else "welsh"
    filled = ", ".join(f"{{{name}}}" for name in textblocks.HOLES)
    return error(f"No case fills {{{unknown.name}}}. It fills {filled}", box)
