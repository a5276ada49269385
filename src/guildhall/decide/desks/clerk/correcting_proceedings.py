"""How a meeting went is put right at the desk: who was there, what an item says and when it was taken, and what was undertaken."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from guildhall.decide import models as m
from guildhall.decide.desks.clerk import attending
from guildhall.decide.desks.clerk.correction_forms import YES_NO, Box, Form, day_of, key_of, names_of, person_of
from guildhall.decide.desks.clerk.naming import elected, posts_of_all
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.attended import correct_attendance
from guildhall.decide.keeping.meetings import Attended
from guildhall.decide.keeping.reworded import correct_item, correct_undertaking

_GONE = "gone"
_STATUSES = (*attending.STATUSES.items(), (_GONE, "They do not belong in the list"))
_CAPACITIES = (("chair", "In the chair"), ("member", "Member"), *attending.CAPACITIES.items())


def _attendance(request: HttpRequest, row: m.Minutes) -> Iterator[Box]:
    """One person's attendance; whoever is named in the address stands in the boxes as the record has them."""
    known = attending.there(request, row.meeting)
    asked = next((each for each in known if each.person.key == request.GET.get("person")), None)
    noted, day = asked.row if asked else None, row.meeting.day
    people = attending.others(request, known).beside(*(each.person for each in known), first=True).by_key()
    for_whom = noted.substitute_for if noted else None
    seats = names_of([each.person for each in known if not each.is_guest], for_whom)
    yield Box(
        "person", "Whose attendance is wrong?", key_of(asked.person if asked else None), "choice", people,
        blank="Choose somebody", missing="Choose whose attendance is wrong",
    )  # fmt: skip
    yield Box(
        "status", "Were they there?", noted.status if noted else "", "choice", _STATUSES, blank="Choose",
        missing="Choose whether they were there",
    )  # fmt: skip
    yield Box("capacity", "As what?", noted.capacity if noted else "member", "choice", _CAPACITIES, missing="Choose")
    yield Box(
        "substitute_for", "In whose place?", key_of(for_whom), "choice", seats,
        blank="Nobody’s", only=("capacity", "substitute"), missing="Choose whose place they took",
    )  # fmt: skip
    yield Box(
        "remote",
        "Did they attend remotely?",
        "yes" if noted and noted.remote else "no",
        "choice",
        YES_NO,
        missing="Choose",
    )
    yield Box("arrived_at", "Arrived late, at", asked.arrived if asked else "", "time", hint="Such as 18:45", on=day)
    yield Box("left_at", "Left early, at", asked.left if asked else "", "time", hint="Such as 19:40", on=day)


def _correct_attendance(_: HttpRequest, row: m.Minutes, told: dict[str, Any], why: Correction) -> None:
    who = person_of(told["person"])
    attended = Attended(
        told["status"], told["capacity"],
        person_of(told["substitute_for"]) if told["capacity"] == "substitute" else None,
        told["remote"] == "yes", told["arrived_at"], told["left_at"],
    )  # fmt: skip
    correct_attendance(minutes=row, person=who, attended=None if told["status"] == _GONE else attended, why=why)  # type: ignore[arg-type]  # chosen


def _item(_: HttpRequest, row: m.AgendaItem) -> Iterator[Box]:
    yield Box("title", "What is it called?", row.title, "line", missing="Write what it is called")
    yield Box("title_cy", "And in Welsh?", row.title_cy, "line")
    yield Box("text", "What is it for?", row.text)
    yield Box("text_cy", "And in Welsh?", row.text_cy)
    hint = "1 where it was taken first. Those that were taken after it follow. Blank where it was not taken"
    yield Box("taken", "As which item was it taken?", str(row.taken or ""), "number", hint=hint)


def _correct_item(_: HttpRequest, row: m.AgendaItem, told: dict[str, Any], why: Correction) -> None:
    correct_item(item=row, why=why, **told)


def _undertaking(request: HttpRequest, row: m.Undertaking) -> Iterator[Box]:
    yield Box("text", "What was undertaken?", row.text, missing="Write what was undertaken")
    yield Box(
        "by", "Who undertook it?", key_of(row.by), "choice", elected(request).by_key(row.by), blank="Nobody is named"
    )
    holders = posts_of_all(request).beside(row.by_post)
    post = row.by_post.reference if row.by_post else ""
    yield Box("by_post", "As the holder of which post?", post, "choice", holders, blank="No post is named")
    yield Box("to", "To whom?", row.to, "line", longest=200)
    yield Box("due_on", "By which day?", day_of(row.due_on), "day")
    if row.kept_on is not None:
        yield Box("kept_on", "On which day was it kept?", day_of(row.kept_on), "day", missing="Write on which day")
        yield Box("kept_how", "How was it kept?", row.kept_how, missing="Write how it was kept")


def _correct_undertaking(_: HttpRequest, row: m.Undertaking, told: dict[str, Any], why: Correction) -> None:
    correct_undertaking(
        undertaking=row, by=person_of(told["by"]), by_post=_post_of(told["by_post"]), to=told["to"],
        text=told["text"], due_on=told["due_on"], kept_on=told.get("kept_on"), kept_how=told.get("kept_how", ""), why=why,
    )  # fmt: skip


def _post_of(reference: str) -> m.Post | None:
    return m.Post.objects.get(reference=reference) if reference else None


def _live(item: m.AgendaItem) -> str:
    return f"{reverse('decide:clerk-live', args=[item.meeting.key])}?item={item.key}"


PROCEEDINGS: Mapping[str, Form] = {
    "minutes": Form(
        "Put right who was there", m.Minutes, lambda row: reverse("decide:clerk-live", args=[row.meeting.key]), _attendance,
        _correct_attendance, lambda row: (row.meeting, None),
    ),
    "item": Form(
        "Put an item right", m.AgendaItem, lambda row: reverse("decide:clerk-item", args=[row.key]), _item, _correct_item,
        lambda row: (row.meeting, row),
    ),
    "undertaking": Form(
        "Put an undertaking right", m.Undertaking, lambda row: _live(row.item), _undertaking, _correct_undertaking,
        lambda row: (row.item.meeting, row.item),
    ),
}  # fmt: skip
"""Each kind of record of how a meeting went that is put right, by the kind in its reference."""
