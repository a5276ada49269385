"""What was decided: the register, and one decision with where it stands, its paragraphs, its notice and what became of it."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.desks.public.lines import taken
from guildhall.decide.desks.public.lives import POWERS_WITH, lives_of
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.desks.public.standing import stand
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.publishing import changed_since, versions
from guildhall.decide.sight import seen, withheld
from guildhall.decide.telling import short_of
from guildhall.decide.tongue import Tongue
from guildhall.kernel.authority.publishing import record_lag
from guildhall.kernel.clocks import local

WITH = ("item", "plan_entry", "organization", "post", "person", "recommends_to")
"""What a decision is listed with: who took it, and what its path is worked out from."""

LEFT_OUT = (
    "reasons", "options_rejected", "conflicts", "item__text", "item__text_cy", "plan_entry__what", "plan_entry__what_cy",
    "organization__remit", "organization__remit_cy", "recommends_to__remit", "recommends_to__remit_cy",
)  # fmt: skip
"""The long texts of what it is listed with, which no list shows."""


@require_safe
def decisions(request: HttpRequest, lang: str) -> HttpResponse:
    """Every decision, the newest first; of one body or post where one is named."""
    rows = seen(m.Decision).select_related(*WITH).defer(*LEFT_OUT)
    code = request.GET.get("body", "").replace("\x00", "")
    body = m.Organization.objects.filter(code=code).first() if code else None
    if body is not None:
        rows = rows.filter(organization=body)
    found, after = stretch(rows, by="listed_on", after=request.GET.get("after", ""), newest=True)
    return shown(
        request,
        lang,
        "decisions",
        Tongue(lang).say("decisions"),
        rows=taken(found, lang),
        after=after,
        body=body,
    )


@require_safe
def decision(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One decision. Raises ``Http404`` where it is not published."""
    rows = seen(m.Decision).select_related(*WITH, "item__meeting__organization", "matter", "urgency_agreed_by")
    rows = rows.prefetch_related(Prefetch("under", seen(m.Delegation)))  # the power may be a draft still
    row = rows.filter(reference=f"decision/{key}").first()
    if row is None:
        raise Http404
    path = paths([row], on=local(clock.now()).date())[row.pk]
    delegated = list(seen(m.Delegation).filter(decision=row).select_related("holder", *POWERS_WITH).order_by("id"))
    considered = Prefetch("considered_at", seen(m.Meeting).select_related("organization"))
    signed = Prefetch("signatures", m.CallInSignature.objects.select_related("person").order_by("id"))
    call_ins = list(seen(m.CallIn).filter(decision=row).prefetch_related(signed, considered).order_by("id"))
    kept = withheld([row.reference])
    return shown(
        request,
        lang,
        "decision",
        Tongue(lang).plain(row, "title"),
        key=key,
        then=row.taken_on,
        decision=row,
        stood=stand(row, path, lang),
        short=short_of(row, path, kept.get(row.reference, ()), lang),
        paragraphs=m.Resolution.objects.filter(decision=row).order_by("place"),
        settles=seen(m.Decision).filter(pk=row.resolves_id).first() if row.resolves_id else None,
        settled=seen(m.Decision).filter(resolves=row).select_related("organization").order_by("taken_on", "id"),
        notices=seen(m.Notice).filter(decision=row, withdrawn_at=None).order_by("id"),
        reports=seen(m.Report).filter(item=row.item_id).order_by("place") if row.item_id else (),
        sequels=seen(m.Sequel)
        .filter(decision=row)
        .prefetch_related(Prefetch("by", seen(m.Decision)))
        .order_by("on", "id"),
        delegations=list(zip(delegated, lives_of(delegated, lang, {row.pk: path}), strict=True)),
        call_ins=call_ins,
        changed=changed_since(each.reference for each in call_ins) if call_ins else (),
        versions=versions(reference=row.reference),
        withheld=kept,
        lag=record_lag(row.taken_on, local(row.published_at).date()) if _has_lag(row) else None,  # type: ignore[arg-type]
    )


def _has_lag(row: m.Decision) -> bool:
    return bool(row.taken_on and row.published_at and not row.brought_in)
