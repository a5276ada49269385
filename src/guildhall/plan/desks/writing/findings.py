"""What residents said of a strategy, led on to what was done about it: consultations opened, findings made, each answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import Typed, problem
from guildhall.kernel.planning.authorising import NoAuthority
from guildhall.kernel.planning.strategy import Strategy, kept_strategy
from guildhall.plan import models as m
from guildhall.plan.clock import now
from guildhall.plan.desks.writing.filling import CODE
from guildhall.plan.desks.writing.staff import actor, desk_page, draft_at_desk, in_words, show
from guildhall.plan.keeping.consulting import answer, find, open_consultation
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.tongue import Tongue

_Act = Callable[[HttpRequest, m.StrategyVersion, Strategy, Typed], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation with its findings, each with what was done about it."""

    row: m.Consultation
    findings: list[tuple[m.Finding, list[m.Answered]]]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def findings(request: HttpRequest, key: str) -> HttpResponse:
    """Every consultation with what was found, and the forms that open one, record a finding and answer it.

    Raises ``Http404`` for a finding or a consultation of another strategy.
    """
    draft, typed = draft_at_desk(request, key), Typed.posted(request)
    newest = draft.strategy.versions.order_by("-number").first()
    text = kept_strategy((newest or draft).document)
    if request.method == "POST":
        act = _PRESSED.get(typed.raw("act"))
        if act is None or newest is None:
            return problem(request=request, status=400)
        if act(request, newest, text, typed):
            return redirect(reverse("plan:writing-findings", args=[key]))
    rows = m.Consultation.objects.filter(version__strategy=draft.strategy).order_by("-opens_on", "-id")
    made = m.Finding.objects.filter(consultation__in=rows).order_by("id").prefetch_related("answered")
    found: dict[int, list[tuple[m.Finding, list[m.Answered]]]] = {}
    for each in made:
        found.setdefault(each.consultation_id, []).append((each, list(each.answered.all())))
    tongue = Tongue("en")
    return show(
        request,
        "findings",
        title="What residents said",
        errors=typed.errors,
        t=tongue,
        key=key,
        called=tongue.plain(kept_strategy(draft.document).title),
        newest=newest,
        asked=[Asked(each, found.get(each.pk, [])) for each in rows],
        commitments=[(each.code, f"{each.code} {tongue.plain(each.text)}"[:120]) for each in text.commitments],
    )


def _open(request: HttpRequest, version: m.StrategyVersion, _text: Strategy, typed: Typed) -> bool:
    """Open a consultation on the newest version, by a decision that does so."""
    cites = typed.text("cites", "Write the reference of the decision to consult", longest=80)
    opens = typed.day("opens_on", "Write the first day")
    closes = typed.day("closes_on", "Write the last day")
    ways, ways_cy = typed.text("ways", longest=1_000), typed.text("ways_cy", longest=1_000)
    if typed.errors or opens is None or closes is None:
        return False
    told: dict[str, Any] = {"cites": cites, "opens_on": opens, "closes_on": closes, "ways": ways, "ways_cy": ways_cy}
    return _done(typed, "cites", partial(open_consultation, version=version, actor=actor(request), at=now(), **told))


def _find(request: HttpRequest, version: m.StrategyVersion, _text: Strategy, typed: Typed) -> bool:
    """Record what many said in a consultation."""
    key = typed.raw("consultation")
    rows = m.Consultation.objects.filter(version__strategy=version.strategy_id)
    row = rows.filter(pk=_number(key)).first()
    code = typed.text(f"code-{key}", "Write a code, such as counter", longest=40)
    said = typed.text(f"said-{key}", "Write what was said", longest=4_000)
    said_cy = typed.text(f"said-{key}_cy", longest=4_000)
    if code and not CODE.fullmatch(code):
        typed.wrong(f"code-{key}", "Write letters and figures without spaces, such as counter")
    if row is None:
        raise Http404
    told: dict[str, Any] = {"code": code, "said": said, "said_cy": said_cy}
    return _done(typed, f"code-{key}", partial(find, consultation=row, actor=actor(request), at=now(), **told))


def _answer(request: HttpRequest, version: m.StrategyVersion, text: Strategy, typed: Typed) -> bool:
    """Say what was done about a finding: the commitment that answers it, or why nothing was changed."""
    key = typed.raw("finding")
    rows = m.Finding.objects.filter(consultation__version__strategy=version.strategy_id)
    row = rows.filter(pk=_number(key)).first()
    commitment = typed.chosen(f"commitment-{key}", {each.code for each in text.commitments})
    done = typed.text(f"done-{key}", "Write what was done about it, or why nothing was changed", longest=4_000)
    done_cy = typed.text(f"done-{key}_cy", longest=4_000)
    if row is None:
        raise Http404
    told = {"commitment": commitment, "done": done, "done_cy": done_cy}
    return _done(typed, f"done-{key}", partial(answer, finding=row, actor=actor(request), at=now(), **told))


def _done(typed: Typed, box: str, act: Callable[[], object]) -> bool:
    """Whether it was done, now or by the same press before; why it was not is said at a box."""
    if typed.errors:
        return False
    try:
        with transaction.atomic():  # what is refused gives its mark back
            if typed.is_first("plan.once"):
                act()
    except NoAuthority as refused:
        typed.errors += [{"text": each.said("desk"), "href": f"#{box}"} for each in refused.refused]
        return False
    except NotKept as refused:
        typed.wrong("closes_on" if refused.code == "backwards" else box, in_words(refused))
        return False
    return True


def _number(written: str) -> int:
    """The number of a record; 0, which none has, for what is no number."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0


_PRESSED: Mapping[str, _Act] = {"open": _open, "find": _find, "answer": _answer}
