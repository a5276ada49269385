"""Pages of an item, an issue or a decision."""

from datetime import date

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.importing import joining
from guildhall.decide.importing.calling_in import put_call_in, put_scrutiny_response
from guildhall.decide.importing.deciding import Deciding, put_decision
from guildhall.decide.importing.page import Page, written
from guildhall.decide.importing.voting import put_motions
from guildhall.decide.keeping import agendas
from guildhall.decide.keeping.agendas import By
from guildhall.decide.keeping.decisions import undertake
from guildhall.decide.reading.people import is_body, is_plain_name, is_post
from guildhall.decide.references import folded

INTERESTS = {
    "disclosable pecuniary": "disclosable-pecuniary",
    "significant other": "significant-other",
    "non-pecuniary": "non-pecuniary",
    "pecuniary": "pecuniary",
    "prejudicial": "prejudicial",
    "personal": "personal",
}


def put_page(page: Page) -> None:
    """A page about one item: the meeting, the matter, the item, its report, what was moved, declared, decided and delegated."""
    met, dated = page.day("meeting_date"), page.day("date")
    if met and dated and met != dated:
        page.doubt("contradiction", f"It met on {met}, and it was decided on {dated}", field="date")
    day = met or dated or page.day_said
    maker = page.take("decision_maker") or (page.take("decision_makers") or [None])[0]
    named = page.take("body") or page.body_said
    post = None
    if not named and isinstance(maker, str):
        if _is_post(maker):
            post = joining.post(page.hand, maker, day)
        else:
            named = maker
    if not named and post is None:
        page.doubt("unresolved", "The page names no body that met or decided: say --body", field="body")
        return
    of = joining.body(page.hand, named, day) if named else None
    title = str(page.take("title") or page.take("issue_title") or "")
    if _begins_alike(title, str(page.fields.get("issue_title") or "")):
        page.take("issue_title")
    strategy = bool({"strategy", "horizon_years"} & page.fields.keys())
    about = None
    if title:
        to = joining.known_body(page.fields["recommend_to"], day) if page.fields.get("recommend_to") else None
        kind = "strategy" if strategy else "other"
        about = joining.matter(page.hand, title, day, among=[of, post, to], kind=kind)
        page.tell_unsure("title")
    item = None
    if of is not None and title and (day is not None or page.reading.kind != "decision"):
        meeting = _meeting(page, of, day, title)
        page.tell_unsure("meeting_date" if day else "title", meeting)
        if meeting is None:
            return
        page.of(meeting, "meeting_date", "body")
        item = put_item(page, meeting, about, title)
        put_declarations(page, meeting, item)
        put_undertakings(page, item)
        put_call_in(page, item)
        put_scrutiny_response(page, item)
    put_decision(page, Deciding(item=item, matter=about, body=of, post=post, day=day))
    _ask(page)


def put_item(page: Page, meeting: m.Meeting, about: m.Matter | None, title: str) -> m.AgendaItem:
    """The item of this number at the meeting, or without a number of this title; with its report and what was moved."""
    number = _number(page)
    rows = m.AgendaItem.objects.filter(meeting=meeting)
    same = [each for each in rows if (each.number == number if number else folded(each.title) == folded(title))]
    item = same[0] if same else None
    if item is None:
        item = agendas.put_item(
            meeting=meeting, title=title, number=number, matter=about, actor=page.hand.actor, at=page.hand.at
        )
        page.hand.made(item.reference)
    elif folded(item.title) != folded(title):
        page.doubt(
            "contradiction",
            f"{item}: its title is “{item.title}”, and this page says “{title}”",
            field="title",
            about=item,
        )
    page.fill(item, matter=about, timecode=page.take("video_offset") or "")
    page.of(item, "title", "item", "issue_title", "video_offset", "related", "replaces", "scrutinised_by", "strategy")
    _put_report(page, item)
    put_motions(page, item)
    return item


def put_declarations(page: Page, meeting: m.Meeting, item: m.AgendaItem | None) -> None:
    """Each declaration, at the item that it names where that is on the agenda, else at this one."""
    for place, said in enumerate(page.take("declarations", [])):
        who = joining.person(page.hand, said["who"])
        page.tell_unsure(f"declarations.{place}.who", meeting)
        if who is None:
            continue
        items_said = str(said.get("item", ""))
        at = m.AgendaItem.objects.filter(meeting=meeting, number=said.get("minute") or items_said).first()
        kind = INTERESTS.get(str(said.get("type", "")).casefold(), "other")
        if m.Declaration.objects.filter(meeting=meeting, person=who, kind=kind, items_said=items_said).exists():
            continue
        if page.behind_minutes(meeting, f"{who.name} declared an interest by this page", f"declarations.{place}"):
            continue
        row = declare(
            meeting=meeting, person=who, kind=kind, item=at if items_said else item, items_said=items_said,
            reason=said.get("reason", ""), participated=said.get("participated"), elsewhere=True, actor=page.hand.actor,
            at=page.hand.at,
        )  # fmt: skip
        page.hand.made(row.reference)
        page.of(row, f"declarations.{place}")
        tell_alike(page, who, f"declarations.{place}.who")


def put_undertakings(page: Page, item: m.AgendaItem) -> None:
    """What a member undertook at the item, by name, or an officer as the holder of a post."""
    for place, said in enumerate(page.take("undertakings", [])):
        field = f"undertakings.{place}"
        post = who = None
        if joining.is_councillor(said["by"]):
            who = joining.person(page.hand, said["by"])
            page.tell_unsure(f"{field}.by", item)
        elif _is_post(said["by"]) and " and the " not in said["by"]:  # two are no one post
            post = joining.post(page.hand, said["by"], item.meeting.day)
        if who is None and post is None:
            page.doubt("unresolved", f"Somebody undertook to do something: {written(said)}", field=field, about=item)
            continue
        if item.undertakings.filter(by=who, by_post=post, text=said["what"]).exists():
            continue
        if page.behind_minutes(item.meeting, f"{said['by']} undertook something by this page", field):
            continue
        row = undertake(item=item, text=said["what"], by=who, by_post=post, actor=page.hand.actor, at=page.hand.at)
        page.hand.made(row.reference)
        page.of(row, field)
        if who is not None:
            tell_alike(page, who, f"{field}.by")


def tell_alike(page: Page, who: m.Person, field: str) -> None:
    """Say whom somebody may be. Nobody is joined to anybody by what families share."""
    for other in joining.alike(who):
        page.doubt("ambiguous", f"{who.style} {who.name} may be {other.style} {other.name}", field=field, about=who)


def _put_report(page: Page, item: m.AgendaItem) -> None:
    by: list[By] = []
    for part, name in (
        ("of", "report_of"),
        ("author", "report_author"),
        ("introduced", "introduced_by"),
        ("presented", "presented_by"),
    ):
        if said := page.take(name):
            post = page.take("introducer_post") if part == "introduced" else None
            of_post, who = _who(page, said, post, item.meeting.day)
            page.tell_unsure(name, item)
            if of_post is not None or who is not None:
                by.append((part, of_post, who))
    if not page.fields.get("report_of") and not page.fields.get("report_author"):
        return
    row = item.reports.filter(kind="report").first()
    if row is None:
        row = agendas.put_report(
            item=item, title=item.title, late_because=_known_late(item), by=by, actor=page.hand.actor, at=page.hand.at
        )
        page.hand.made(row.reference)
    page.of(row, "report_of", "report_author", "introduced_by", "introducer_post", "presented_by")


def _known_late(item: m.AgendaItem) -> str:
    return "Read from a further page" if item.published_at else ""


def _who(page: Page, said: str, post: str | None, day: date | None) -> tuple[m.Post | None, m.Person | None]:
    if joining.is_councillor(said):
        return joining.post(page.hand, post, day) if post else None, joining.person(page.hand, said)
    if page.fields.get("report_author") == said:
        return None, joining.person(page.hand, said, "officer")
    post_said, _, name = said.rpartition(", ")
    if is_post(post_said) and is_plain_name(name):
        return joining.post(page.hand, post_said, day), joining.person(page.hand, name, "officer")
    return joining.post(page.hand, said, day), None


def _ask(page: Page) -> None:
    """What the page says and the house cannot take without another record, or without a guess."""
    for name, says in (
        ("moved_by_implied", "Somebody may have moved it: the page only implies so"),
        ("scrutiny_response", "It answers a recommendation of scrutiny that has to be found first"),
        ("decision_ref", "It is about another decision, which has to be found first"),
        ("undertakings", "Somebody undertook to do something"),
        ("promised", "Something was promised for later"),
        ("exempt_items", "Items are said to be exempt: under which paragraph, and why, has to be entered"),
        ("post_renamed", "A post was renamed: what it holds has to be given to its successor"),
        ("resolved_groups", "Its paragraphs belong to more than one minute"),
    ):
        if name in page.fields and name not in page.used:
            page.doubt("unresolved", f"{says}: {written(page.take(name))}", field=name)


def _meeting(page: Page, of: m.Organization, day: date | None, title: str) -> m.Meeting | None:
    """The meeting at which the page's item was. On a day not known it is the one that this very page made, if it made one."""
    if day is not None:
        return joining.meeting(page.hand, of, day, page.take("time") or "", number=_number(page), title=title)
    kept = m.SourceText.objects.filter(source=page.source, subject__startswith="meeting/").first()
    texts = [str(each) for each in page.fields.get("resolved") or ()]
    known = kept.subject if kept else ""
    return joining.undated_meeting(page.hand, of, known=known, number=_number(page), title=title, texts=texts)


def _number(page: Page) -> str:
    return str(page.take("item") or "").rstrip(":")


def _begins_alike(one: str, other: str) -> bool:
    """Whether one title is the other with more behind it."""
    a, b = folded(one), folded(other)
    return bool(a and b) and (a.startswith(b) or b.startswith(a))


def _is_post(words: str) -> bool:
    plain = joining.without_span(words)
    return is_post(plain) and not is_body(plain)
