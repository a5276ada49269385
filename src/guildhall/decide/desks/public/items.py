"""One agenda item: its papers, what was declared, moved and voted, what was decided and what the minutes say."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import models as m
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.keeping.papers import stood_since
from guildhall.decide.keeping.publishing import changed_since
from guildhall.decide.sight import seen, withheld
from guildhall.decide.tongue import Tongue


@require_safe
def item(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One item. Raises ``Http404`` where it is not published."""
    rows = seen(m.AgendaItem).select_related("meeting__organization", "matter")
    row = rows.filter(reference=f"item/{key}").first()
    if row is None:
        raise Http404
    authors = Prefetch("authors", m.ReportAuthor.objects.select_related("post", "person").order_by("id"))
    reports = list(seen(m.Report).filter(item=row).order_by("place").prefetch_related(authors))
    decided = list(
        seen(m.Decision)
        .filter(item=row)
        .order_by("id")
        .prefetch_related(Prefetch("resolutions", m.Resolution.objects.order_by("place")))
    )
    motions = _motions(row)
    kept = withheld([row.reference, *(each.reference for each in (*reports, *decided))])
    redacted = [each for each in reports if each.file and any(one.has_file for one in kept.get(each.reference, ()))]
    declared = list(seen(m.Declaration).filter(item=row).select_related("person").order_by("id"))
    undertaken = list(seen(m.Undertaking).filter(item=row).select_related("by", "by_post").order_by("id"))
    asked = seen(m.ScrutinyRecommendation).filter(item=row).select_related("to", "to_post").order_by("id")
    told = seen(m.ScrutinyResponse).select_related("by", "by_post", "item", "action_owner").order_by("id")
    return shown(
        request,
        lang,
        "item",
        Tongue(lang).plain(row, "title"),
        key=key,
        then=row.meeting.day,
        item=row,
        reports=reports,
        decided=decided,
        motions=motions,
        declared=declared,
        changed=changed_since(
            [f"agenda/{row.meeting.key}", *(each.reference for each in (*motions, *declared, *undertaken))]
        ),
        undertakings=undertaken,
        passages=list(seen(m.Minute).filter(item=row).order_by("place")),
        exhibits=seen(m.Exhibit).filter(item=row).order_by("id"),
        asked=asked.prefetch_related(Prefetch("responses", told, to_attr="answers")),
        withheld=kept,
        stood_since=stood_since(redacted),
    )


def _motions(row: m.AgendaItem) -> list[m.Motion]:
    names = Prefetch("votes", m.Vote.objects.select_related("person").order_by("id"))
    events = Prefetch("vote_events", m.VoteEvent.objects.order_by("place").prefetch_related(names))
    people = ("mover", "seconder", "mover_post", "seconder_post")
    return list(
        seen(m.Motion).filter(item=row).order_by("place").select_related(*people, "amends").prefetch_related(events)
    )
