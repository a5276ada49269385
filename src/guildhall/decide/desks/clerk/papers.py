"""An item's papers: reports attached with their authors, late ones with why, and what of them is withheld under which paragraph."""

from collections.abc import Mapping

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk.agenda import standing
from guildhall.decide.desks.clerk.depositing import DEPOSITED, FILE, deposit_copy
from guildhall.decide.desks.clerk.exempting import PARAGRAPHS_SAID, Exempt, exempt_in
from guildhall.decide.desks.clerk.naming import officers, posts
from guildhall.decide.desks.public.documents import saved
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.agendas import By, put_report, restrict, withdraw_item
from guildhall.decide.sight import seen, seen_of, withheld
from guildhall.estate.door import Refused, display_names, file_names, store_file

KINDS: Mapping[str, str] = {
    "report": "Report",
    "appendix": "Appendix",
    "supplement": "Supplement",
    "background": "Background paper",
    "minutes": "Minutes",
}
_KEPT = "decide.paper"
"""What a file is signed with that was taken before the rest of the form could be."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def item(request: HttpRequest, key: str) -> HttpResponse:
    """The papers on an item, what is withheld of them, and a form for another."""
    row = at_desk(request, m.AgendaItem, key)
    boxes = Boxes.posted(request)
    then = "exhibits" if boxes.raw("act") == "deposit" else "papers"
    if done := boxes.act(_ACTS, row, then=f"{reverse('decide:clerk-item', args=[key])}#{then}"):
        return done
    papers = list(
        seen(m.Report, onlooker(request))
        .filter(item=row)
        .prefetch_related("authors__post", "authors__person")
        .order_by("place")
    )
    copies = list(seen(m.Exhibit, onlooker(request)).filter(item=row).order_by("id"))
    hidden = withheld([row.reference, *(each.reference for each in papers)], onlooker(request))
    return show(
        request,
        "decide/clerk/item.jinja",
        title=f"{row.number}. {row.title}" if row.number else row.title,
        errors=boxes.errors,
        **standing(row.meeting),
        item=row,
        papers=papers,
        names=file_names(references=[each.file for each in papers if each.file]),
        hidden=hidden,
        kinds=list(KINDS.items()),
        paragraphs=list(PARAGRAPHS_SAID.items()),
        records=[(row.reference, "The item itself"), *((each.reference, each.title) for each in papers)],
        posts=posts(request),
        people=officers(request),
        typed=boxes.typed,
        copies=copies,
        depositors=display_names(references={each.deposited_by for each in copies}),
        deposited=list(DEPOSITED.items()),
        taken={name: file_kept(boxes, name) for name in ("file", FILE)},
    )


@require_safe
@desk_page
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """The document of a paper, for those who keep the record. Raises ``Http404``."""
    row = seen_of(m.Report, f"report/{key}", onlooker(request))
    return saved(row.file if row is not None else "")


@require_safe
@desk_page
def exempt(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The exempt document of a paper: the first, the second of what is withheld of it. Raises ``Http404``."""
    kept = withheld([f"report/{key}"], onlooker(request)).get(f"report/{key}", ())
    return saved(kept[number - 1].file if 0 < number <= len(kept) else "")


def _attach(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    title = boxes.text("title", "Write what the paper is called", longest=400)
    kind = boxes.chosen("kind", KINDS, "Choose what it is")
    text, address = boxes.text("text", longest=200_000), boxes.link("address")
    by = _authors(request, boxes)
    late = boxes.text("late_because", longest=2000)
    if item.published_at is not None and not late:
        boxes.wrong("late_because", "The agenda is published, so this is late. Write why")
    exempt = exempt_in(boxes, "exempt-") if boxes.ticked("exempt") else None
    file = sent_file(boxes, "file")
    if not (text or file or address) and not boxes.errors:
        boxes.wrong("file", "Choose a document, or write the text")
    told = {"title": title, "kind": kind, "by": by, "late_because": late, "address": address}
    return boxes.do(lambda: _kept_with(request, item, told, {"text": text, "file": file}, exempt))


def _kept_with(
    request: HttpRequest,
    item: m.AgendaItem,
    told: Mapping[str, object],
    matter: Mapping[str, str],
    exempt: Exempt | None,
) -> None:
    """Attach a paper. Where it is exempt, the document stands in the restriction alone, and the paper shows that it is withheld."""
    by = {"actor": actor(request), "at": now()}
    if exempt is None:
        put_report(item=item, **told, **matter, **by)  # type: ignore[arg-type]  # as put_report names them
        return
    exempt.of_a_new_paper(lambda: put_report(item=item, **told, **by), matter, **by)  # type: ignore[arg-type]  # likewise


def _withhold(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    papers = {each.reference: each for each in seen(m.Report, onlooker(request)).filter(item=item)}
    of = boxes.chosen("of", [item.reference, *papers], "Choose what is withheld")
    exempt = exempt_in(boxes, "withhold-")
    part, text = boxes.text("part", longest=200), boxes.text("withheld-text", longest=200_000)
    return boxes.do(
        lambda: restrict(
            record=papers.get(of, item), part=part, text=text, actor=actor(request), at=now(), **exempt.told()
        )
    )


def _withdraw(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    why = boxes.text("why", "Write why it is not taken", longest=2000)
    return boxes.do(lambda: withdraw_item(item=item, why=why, actor=actor(request), at=now()))


def _deposit(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    return deposit_copy(request, item, boxes, sent_file(boxes, FILE))


_ACTS: Mapping[str, Act[m.AgendaItem]] = {
    "attach": _attach,
    "withhold": _withhold,
    "withdraw": _withdraw,
    "deposit": _deposit,
}


def _authors(request: HttpRequest, boxes: Boxes) -> tuple[By, ...]:
    """In whose name the paper stands, and who wrote it."""
    there, people = posts(request), officers(request)
    of, author = boxes.chosen("of_post", there), boxes.chosen("author", people)
    found: list[By] = []
    found += [("of", there.rows[of], None)] if of else []
    found += [("author", None, people.rows[author])] if author else []
    return tuple(found)


def sent_file(boxes: Boxes, name: str) -> str:
    """The document that was sent, or one that was taken with an earlier try of this form. It is not lost when a box is amiss."""
    sent = boxes.request.FILES.get(name)
    if sent is None:
        return _kept(boxes.raw(f"kept_{name}"))
    stored = store_file(content=sent.read(), name=sent.name or "", by=actor(boxes.request).reference, channel="record")
    if isinstance(stored, Refused):
        boxes.wrong(name, stored.words["en"])
        return ""
    boxes.keep(f"kept_{name}", signing.dumps(stored, salt=_KEPT))
    return stored


def file_kept(boxes: Boxes, name: str) -> tuple[str, str]:
    """A document that was taken with an earlier try of a form: what it is kept by, and what it is called."""
    signed = boxes.raw(f"kept_{name}")
    return signed, _name_of(_kept(signed))


def _kept(signed: str) -> str:
    try:
        return str(signing.loads(signed, salt=_KEPT)) if signed else ""
    except signing.BadSignature:
        return ""


def _name_of(file: str) -> str:
    return file_names(references=[file]).get(file, "") if file else ""
