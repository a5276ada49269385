"""Delegated powers: the register, and one with its terms, whether it may be used, and each use made of it."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from guildhall.decide import models as m
from guildhall.decide.desks.public.lives import POWERS_WITH, lives_of
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.desks.public.versions import marked
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.publishing import changed_since
from guildhall.decide.sight import seen
from guildhall.decide.tongue import Tongue
from guildhall.kernel.authority.differing import is_shown_whole

_WITH = ("holder", "organization", *POWERS_WITH)


@require_safe
def delegations(request: HttpRequest, lang: str) -> HttpResponse:
    """Every power that was given to a post, the newest first."""
    rows = seen(m.Delegation).select_related(*_WITH)
    found, after = stretch(rows, by="id", after=request.GET.get("after", ""), newest=True)
    lives = lives_of(found, lang)
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
    (live,) = lives_of([row], lang)
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


def _changed(use: m.DelegationUse) -> Markup | None:
    """Both texts as one, where both are kept as texts."""
    if use.before is None or use.after is None or not (use.before.content and use.after.content):
        return None
    return marked(use.before.content, use.after.content)


def _is_whole(use: m.DelegationUse) -> bool:
    """Whether its texts are too long to be compared word by word."""
    return bool(use.before and use.after and is_shown_whole(use.before.content, use.after.content))
