"""Delegated powers: the register, and one with its terms, whether it may be used, and each use made of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.desks.public.versions import marked
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.publishing import changed_since
from guildhall.decide.sight import seen
from guildhall.decide.tongue import Tongue
from guildhall.kernel.authority.differing import is_shown_whole
from guildhall.kernel.authority.values import Path
from guildhall.kernel.clocks import local

_WITH = ("holder", "organization", "resolution", "decision__item", "decision__plan_entry", "decision__recommends_to")


@dataclass(frozen=True, slots=True)
class Live:
    """Whether a power may be used today: a word for it, its colour, and why not where it may not."""

    tag: str
    colour: str
    because: str = ""


@require_safe
def delegations(request: HttpRequest, lang: str) -> HttpResponse:
    """Every power that was given to a post, the newest first."""
    rows = seen(m.Delegation).select_related(*_WITH)
    found, after = stretch(rows, by="id", after=request.GET.get("after", ""), newest=True)
    lives = _lives(found, lang)
    return shown(
        request,
        lang,
        "delegations",
        Tongue(lang).say("delegations"),
        rows=list(zip(found, lives, strict=True)),
        after=after,
    )


@require_safe
def delegation(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One power. Raises ``Http404`` where it is not published."""
    row = seen(m.Delegation).select_related(*_WITH).filter(reference=f"delegation/{key}").first()
    if row is None:
        raise Http404
    met = Prefetch("met", m.DelegationUseTerm.objects.select_related("term").order_by("term__kind", "term__place"))
    reported = Prefetch("reported_at", seen(m.AgendaItem))
    people = (
        "person",
        "post",
        "judged_by",
        "judged_by_post",
        "before",
        "after",
        "reported_to",
        "decision",
    )
    uses = seen(m.DelegationUse).filter(delegation=row).select_related(*people).prefetch_related(met, reported)
    found, after = stretch(uses, by="id", after=request.GET.get("after", ""), newest=True, most=10)
    (live,) = _lives([row], lang)
    return shown(
        request,
        lang,
        "delegation",
        Tongue(lang).plain(row, "scope"),
        key=key,
        delegation=row,
        live=live,
        terms=list(row.terms.select_related("post").order_by("kind", "place")),
        uses=[(each, _changed(each), _is_whole(each)) for each in found],
        changed=changed_since(each.reference for each in found),
        after=after,
    )


def _lives(rows: list[m.Delegation], lang: str) -> list[Live]:
    today, t = local(clock.now()).date(), Tongue(lang)
    found = paths([each.decision for each in rows if each.decision], on=today)
    return [_live(each, found.get(each.decision_id or 0), today, t) for each in rows]


def _live(row: m.Delegation, path: Path | None, today: date, t: Tongue) -> Live:
    """What was only recommended is inert; what ended or was revoked has gone."""
    if row.revoked_on and row.revoked_on <= today:
        return Live(t.say("power-revoked"), "grey", t.say("power-revoked-on", day=t.short(row.revoked_on)))
    if row.ends_on and row.ends_on < today:
        return Live(t.say("power-ended"), "grey", t.say("power-ended-on", day=t.short(row.ends_on)))
    if row.starts_on and row.starts_on > today:
        return Live(t.say("power-not-yet"), "yellow", t.say("power-from", day=t.short(row.starts_on)))
    if path is not None and path.ended is not None:
        return Live(t.say("power-ended"), "grey", t.say("power-decision-ended"))
    if path is not None and not path.is_in_force:
        return Live(t.say("power-not-yet"), "yellow", t.say("power-inert"))
    return Live(t.say("power-live"), "green")


def _changed(use: m.DelegationUse) -> Markup | None:
    """Both texts as one, where both are kept as texts."""
    if use.before is None or use.after is None or not (use.before.content and use.after.content):
        return None
    return marked(use.before.content, use.after.content)


def _is_whole(use: m.DelegationUse) -> bool:
    """Whether its texts are too long to be compared word by word."""
    return bool(use.before and use.after and is_shown_whole(use.before.content, use.after.content))
