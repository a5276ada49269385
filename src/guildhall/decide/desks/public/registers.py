"""Registers: what is planned, which interests are registered, and which were declared."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.planned import paths_of_plan
from guildhall.decide.desks.public.showing import grouped_by_month, shown
from guildhall.decide.desks.public.standing import stand
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.sight import seen
from guildhall.decide.tongue import Tongue
from guildhall.kernel.clocks import local


@require_safe
def plan(request: HttpRequest, lang: str) -> HttpResponse:
    """The forward plan: what is to be decided, the soonest first, and where each stands. What was withdrawn says why.

    ``entry`` names one line of it, which stays to be read when it is over. Raises ``Http404`` where it is not published.
    """
    today = local(clock.now()).date()
    people = ("matter", "organization__parent", "post", "lead_officer", "lead_post")
    notices = Prefetch("notices", seen(m.Notice).filter(withdrawn_at=None).order_by("id"), to_attr="given")
    rows = seen(m.PlanEntry).select_related(*people).prefetch_related(notices)
    entry = request.GET.get("entry", "").replace("\x00", "")
    rows = rows.filter(reference=f"plan/{entry}") if entry else rows.filter(due_until__gte=today)
    found, after = stretch(rows, by="due_from", after=request.GET.get("after", ""))
    if entry and not found:
        raise Http404
    months = grouped_by_month(found, lang, "due_from")
    paths = paths_of_plan(found, on=today)
    stood = {each.pk: stand(each, paths[each.pk], lang) for each in found}
    is_over = bool(entry) and all(each.due_until < today for each in found)
    title = Tongue(lang).say("plan-past" if is_over else "plan")
    return shown(request, lang, "plan", title, months=months, stood=stood, after=after, entry=entry, today=today)


@require_safe
def interests(request: HttpRequest, lang: str) -> HttpResponse:
    """The register of members' interests, by their names, and what they were allowed all the same."""
    kept = seen(m.RegisteredInterest).order_by("category", "id")
    granted = dispensations().order_by("-until", "-id")
    own = OuterRef("pk")
    rows = seen(m.Person).filter(Q(Exists(kept.filter(person=own))) | Q(Exists(granted.filter(person=own))))
    rows = rows.prefetch_related(
        Prefetch("interests", kept, to_attr="registered"), Prefetch("dispensations", granted, to_attr="granted")
    )
    found, after = stretch(rows, by="name_key", after=request.GET.get("after", ""))
    return shown(request, lang, "interests", Tongue(lang).say("interests"), rows=found, after=after)


def dispensations() -> QuerySet[m.Dispensation]:
    """What members are allowed all the same, each with whether it was ``changed`` since it was published."""
    again = m.Publication.objects.filter(subject=OuterRef("reference"), version=2)
    return seen(m.Dispensation).annotate(changed=Exists(again))


@require_safe
def declarations(request: HttpRequest, lang: str) -> HttpResponse:
    """What members declared at meetings, the newest first."""
    rows = seen(m.Declaration).select_related("person", "item", "meeting__organization")
    found, after = stretch(rows, by="id", after=request.GET.get("after", ""), newest=True)
    return shown(request, lang, "declarations", Tongue(lang).say("declarations"), rows=found, after=after)
