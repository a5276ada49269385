"""Pages of a forward plan."""

from calendar import monthrange
from datetime import date

from guildhall.decide import models as m
from guildhall.decide.importing import joining
from guildhall.decide.importing.page import Page
from guildhall.decide.keeping import matters
from guildhall.decide.references import folded


def put_entry(page: Page) -> None:
    """One line of a forward plan. Who will decide may be left open by the page; what and when may not."""
    due, title = str(page.take("decision_due") or ""), str(page.take("title") or "")
    if not due or not title:
        page.doubt("unresolved", "A line of the forward plan names no matter, or no day", field="title")
        return
    since, until = _span(due)
    named, lead = page.take("decision_maker") or page.take("body") or page.body_said, page.take("lead_officer")
    body = joining.body(page.hand, named, since) if named else None
    row = m.PlanEntry.objects.filter(matter__title_key=folded(title)[:400], due_from=since, organization=body).first()
    if row is None:
        about = joining.matter(page.hand, title, since, among=[body], apart=True)
        page.tell_unsure("title", about)
        if about is None:
            page.doubt("unresolved", f"“{title}” is no matter to plan a decision of", field="title")
            return
        row = matters.plan_decision(
            matter=about, due_from=since, due_until=until, body=body,
            is_key=page.take("key"), threshold=page.take("threshold"), first_published_on=page.day("first_published"),
            lead_officer=joining.person(page.hand, lead, "officer") if lead else None, actor=page.hand.actor, at=page.hand.at,
        )  # fmt: skip
        page.hand.made(row.reference)
        page.tell_unsure("lead_officer", row)
    page.of(row, *page.reading.spans)
    if page.take("urgency"):
        page.doubt(
            "unresolved",
            "It goes by an urgent route: the notice and its reasons have to be entered",
            field="urgency",
            about=row,
        )


def _span(due: str) -> tuple[date, date]:
    """The days that a due date leaves open: `2022-03` is the whole of March."""
    if len(due) == len("2022-03"):
        year, month = (int(each) for each in due.split("-"))
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(due)
    return day, day
