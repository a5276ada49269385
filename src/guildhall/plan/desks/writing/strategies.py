"""Every strategy and where it stands, a form that begins one, and one with all that its draft says, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import door as decide
from guildhall.estate.door import Typed, display_names, onlooker_of
from guildhall.kernel.clocks import local
from guildhall.kernel.planning.strategy import Commitment, Statement, Strategy, kept_strategy, strategy_of, unaccounted
from guildhall.kernel.planning.writing import Place, Sort, moved
from guildhall.plan import models as m
from guildhall.plan.clock import now
from guildhall.plan.desks.public.strategies import stands
from guildhall.plan.desks.writing.forms import FORMS
from guildhall.plan.desks.writing.staff import (
    account,
    actor,
    before,
    desk_page,
    draft_at_desk,
    in_words,
    show,
    tongue_for,
)
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.keeping.strategies import begin_strategy, write
from guildhall.plan.sight import drafts_seen
from guildhall.plan.standing import standings
from guildhall.plan.tongue import Tongue

_MOVES: frozenset[Sort] = frozenset({"statement", "theme", "commitment", "alignment"})


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under one theme, or under none: statements and commitments."""

    code: str
    title: str
    statements: list[Statement]
    commitments: tuple[Commitment, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def strategies(request: HttpRequest) -> HttpResponse:
    """Every strategy with where it stands, the newest first; and a form that begins one."""
    typed = Typed.posted(request)
    today = local(now()).date()
    bodies = {each.reference: each.name["en"] for each in decide.bodies_that_meet(on=today)}
    drafts = list(
        drafts_seen(onlooker_of(account=account(request))).select_related("strategy").order_by("-strategy_id")
    )
    texts = {each.strategy.reference: kept_strategy(each.document) for each in drafts}
    if request.method == "POST" and (key := _begin(request, typed, bodies, drafts)):
        return redirect(reverse("plan:writing-strategy", args=[key]))
    stood = standings([each.strategy for each in drafts], on=today)
    rows = []
    for each in drafts:
        held = stood.in_force(each.strategy_id) or stood.newest(each.strategy_id)
        rows.append((each, texts[each.strategy.reference], held, stands(held, "en") if held else None))
    t = Tongue("en")
    return show(
        request,
        "strategies",
        title="Strategies",
        errors=typed.errors,
        rows=rows,
        t=t,
        bodies=list(bodies.items()),
        before=[(reference, t.plain(text.title)) for reference, text in texts.items()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def strategy(request: HttpRequest, key: str) -> HttpResponse:
    """All that the draft says, in the order in which it is read; what is pressed there moves a piece up or down."""
    draft = draft_at_desk(request, key)
    text = kept_strategy(draft.document)
    typed = Typed.posted(request)
    if request.method == "POST" and _move(request, draft, text, typed):
        return redirect(f"{reverse('plan:writing-strategy', args=[key])}#{typed.raw('sort')}-{typed.raw('code')}")
    stood = standings([draft.strategy], on=local(now()).date())
    versions = [(each, stands(each, "en")) for each in stood.of[draft.strategy_id]]
    newest = versions[-1][0].version if versions else None
    return show(
        request,
        "strategy",
        title=Tongue("en").plain(text.title),
        errors=typed.errors,
        t=tongue_for(text),
        key=key,
        draft=draft,
        saved=local(draft.written_at),
        by=display_names(references=[draft.written_by]).get(draft.written_by, ""),
        text=text,
        forms=FORMS,
        under=list(_under(text)),
        versions=versions,
        newest=newest,
        changed=newest is None or newest.sha256 != text.hash(),
        missing=_unaccounted(draft, text),
        was=before(draft),
    )


def _begin(request: HttpRequest, typed: Typed, bodies: dict[str, str], drafts: list[m.Draft]) -> str:
    """The name of the strategy that was begun; nothing where something is amiss."""
    title = typed.text("title", "Write a title", longest=400)
    title_cy = typed.text("title_cy", longest=400)
    name = typed.text("key", "Write a name for its address, such as digital-2030", longest=60)
    adopter = typed.chosen("adopter", bodies, "Choose the body that adopts it")
    matter = typed.text("matter", "Write the reference of its matter", longest=80)
    if matter and matter not in decide.matters(references=[matter]):
        typed.wrong("matter", "No published matter has this reference. Copy it from the matter's page")
    strategies = {each.strategy.reference: each.strategy for each in drafts}
    ours = strategies.get(typed.chosen("predecessor", strategies))
    if typed.errors:
        return ""
    tree: dict[str, Any] = {"title": {"en": title} | ({"cy": title_cy} if title_cy else {})}
    if ours:
        tree["predecessor"] = {"strategy": ours.reference}
    try:
        with transaction.atomic():  # what is refused gives its mark back
            if not typed.is_first("plan.once"):
                return name
            begin_strategy(
                key=name, document=strategy_of(tree), adopter=adopter, matter=matter, predecessor=ours,
                actor=actor(request), at=now(),
            )  # fmt: skip
    except NotKept as refused:
        typed.wrong(refused.box, in_words(refused))
        return ""
    return name


def _move(request: HttpRequest, draft: m.Draft, text: Strategy, typed: Typed) -> bool:
    sort = next((each for each in _MOVES if each == typed.raw("sort")), None)
    if sort is None or typed.raw("revision") != str(draft.revision):
        typed.wrong(
            "draft", "Somebody saved the draft meanwhile. This is how it stands now. Press again if it is still to move"
        )
        return False
    made = moved(text, Place(sort, typed.raw("code")), up=typed.raw("way") == "up")
    try:
        if made != text:
            write(strategy=draft.strategy, document=made, revision=draft.revision, actor=actor(request), at=now())
    except NotKept:
        typed.wrong("draft", "Somebody saved the draft meanwhile. Press again if it is still to move")
        return False
    return True


def _under(text: Strategy) -> Iterator[Under]:
    for theme in text.themes:
        said = [each for each in text.statements if each.theme == theme.code]
        yield Under(theme.code, Tongue("en").plain(theme.title), said, text.of_theme(theme.code))
    said = [each for each in text.statements if each.theme is None]
    yield Under("", "", said, text.of_theme(None))


def _unaccounted(draft: m.Draft, text: Strategy) -> list[Commitment]:
    """The commitments before of which nobody has said what became of them."""
    was = before(draft)
    missing = set(unaccounted(text, [each.code for each in was.commitments])) if was else set()
    return [each for each in was.commitments if each.code in missing] if was else []
