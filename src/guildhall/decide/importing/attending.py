"""Pages of a meeting, of somebody's attendance, and of their interests."""

from datetime import date

from guildhall.decide import models as m
from guildhall.decide.importing import joining
from guildhall.decide.importing.deciding import Deciding, put_decision
from guildhall.decide.importing.items import put_declarations, put_item, put_undertakings, tell_alike
from guildhall.decide.importing.page import Page
from guildhall.decide.keeping import meetings, minutes
from guildhall.decide.keeping.minutes import Passage
from guildhall.decide.references import folded

_STATUS = {"present": "present", "apologies": "apologies", "absent": "absent", "in attendance": "present"}


def put_meeting(page: Page) -> None:
    """A meeting with its items in their order, who sent apologies and who attended, what was declared, and what the minutes say."""
    day, named = page.day("meeting_date") or page.day_said, page.take("body") or page.body_said
    if not named or day is None:
        page.doubt("unresolved", "The page does not say which body met, or when: say --body and --date", field="body")
        return
    of = joining.body(page.hand, named, day)
    row = joining.meeting(page.hand, of, day, page.take("time") or "")
    page.tell_unsure("meeting_date", row)
    if row is None:
        return
    page.fill(row, place=page.take("venue") or "")
    if page.take("remote") and not row.remote:
        row.remote = True
        row.save(update_fields=["remote"])
    page.of(row, "meeting_date", "body", "time", "venue", "remote", "apologies", "attendees", "status")
    for said in page.take("apologies", []):
        _attend(page, row, said, "apologies", "apologies")
    for place, each in enumerate(page.take("attendees", [])):
        _attend(page, row, each["name"], each.get("status", ""), f"attendees.{place}", role=each.get("role", ""))
    passages: list[Passage] = []
    for reading in page.reading.parts:
        part = page.part(reading)
        title = str(part.take("title") or "")
        if title:
            about = joining.matter(page.hand, title, day, among=[of])
            part.tell_unsure("title")
            item = put_item(part, row, about, title)
            put_declarations(part, row, item)
            put_undertakings(part, item)
            for said in part.take("apologies", []):
                _attend(part, row, said, "apologies", "apologies")
            put_decision(part, Deciding(item=item, matter=about, body=of, post=None, day=day))
            if "resolved" not in part.fields and (said := part.take("decided")):
                passages.append((item, "", str(said)))
    if any("declarations" in part.fields for part in page.parts):
        page.take("declarations")  # its items have them, with more said
    else:
        put_declarations(page, row, None)
    _put_minutes(page, row, passages)


def _put_minutes(page: Page, row: m.Meeting, passages: list[Passage]) -> None:
    """What the page says of each item that is no resolution, as minutes. Minutes that are here already stand."""
    held = m.Minutes.objects.filter(meeting=row).first()
    if held is None and passages:
        drafted = minutes.draft_minutes(meeting=row, passages=passages, actor=page.hand.actor, at=page.hand.at)
        page.hand.made(drafted.reference)
    for item, _, text in passages if held else ():
        if item and all(folded(each.text) != folded(text) for each in item.minuted.all()):
            page.doubt("contradiction", f"The minutes here do not say of {item}: “{text}”", about=held)


def put_attendance(page: Page) -> None:
    """Somebody's attendance at meetings: each meeting is found by its body and day, or entered."""
    if not (name := page.take("person")):
        page.doubt("unresolved", "The page does not say whose attendance it is")
        return
    for place, said in enumerate(page.take("meetings", [])):
        if not (said.get("body") and said.get("date")):
            page.doubt("unresolved", f"A meeting that is not surely read: {said}", field=f"meetings.{place}")
            continue
        day = date.fromisoformat(said["date"])
        row = joining.meeting(page.hand, joining.body(page.hand, said["body"], day), day, said.get("time", ""))
        page.tell_unsure(f"meetings.{place}", row)
        if row is None:
            continue
        page.of(row, f"meetings.{place}")
        _attend(page, row, name, said.get("status", ""), f"meetings.{place}", role="member")


def put_interests(page: Page) -> None:
    """A register of interests. Whose it is has to be known; what it says is entered by somebody who reads it."""
    page.doubt("unresolved", "A register of interests is entered by hand, because it names partners and addresses")


def _attend(page: Page, row: m.Meeting, name: str, said: str, field: str, *, role: str = "") -> None:
    status = _STATUS.get(said.casefold())
    if status is None:
        page.doubt("unresolved", f"{name}: “{said}” does not say whether they were there", field=field, about=row)
        return
    if said.casefold() == "in attendance" and folded(role) != "member":
        who = joining.attendant(page.hand, name, "officer" if folded(role) == "officer" else "other")
    else:
        who = joining.person(page.hand, name)
    page.tell_unsure(field, row)
    if who is None:
        return
    held = m.Attendance.objects.filter(meeting=row, person=who).first()
    if held is None and page.behind_minutes(row, f"{who.name} is {status} by this page", field):
        return
    if held is None:
        held = meetings.note_attendance(
            meeting=row,
            person=who,
            status=status,
            capacity=_capacity(said, role),
            actor=page.hand.actor,
            at=page.hand.at,
        )
        held.published_at = page.hand.at
        held.save(update_fields=["published_at"])
        tell_alike(page, who, field)
    elif held.status != status:
        page.doubt(
            "contradiction",
            f"{row}: {who.name} is noted as {held.status}, and this page says {status}",
            field=field,
            about=row,
        )


def _capacity(said: str, role: str) -> str:
    """As what somebody was there, as far as the page says; else as a member."""
    if said.casefold() == "in attendance":
        return "in-attendance"
    plain = folded(role)
    if plain in ("chair", "chairman", "chairwoman", "chairperson"):
        return "chair"
    return "officer" if plain == "officer" else "member"
