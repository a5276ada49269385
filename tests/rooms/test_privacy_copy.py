"""Promises about a copy of what is held: everything about the person, nothing about others, looked at before it goes, once."""

from io import BytesIO
from typing import Any

import pypdf
import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk
from tests.rooms.privacy_world import WYN, Held, held_of_vera

from guildhall.ledger.door import Actor
from guildhall.people.door import assert_link, looked, protect, reached_by, register
from guildhall.serve.casework import acts, advice, tasks
from guildhall.serve.models import Case, Message, Release
from guildhall.serve.privacy import giving, printing, requests
from guildhall.serve.privacy.carrying_out import NotAllDecided
from guildhall.serve.privacy.giving import Item
from guildhall.serve.privacy.requests import Answered, NotKnown

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
CAROL = "Ring Carol Danvers, her neighbour, on 01632 960177 or carol@example.org. She lives at ZZ9 9ZZ."


def everything(held: Held) -> list[Item]:
    items: list[Item] = []
    after = ""
    while True:
        stretch, after = giving.to_review(request=held.request, after=after)
        items += stretch
        if not after:
            return items


def words_of(items: list[Item]) -> str:
    return "\n".join(text for each in items for _label, text in each.said)


def agree(held: Held, *, leave_out: tuple[str, ...] = ()) -> None:
    requests.prove(request=held.request, known_by="document", actor=WYN, at=WEDNESDAY)
    for each in everything(held):
        giving.review(request=held.request, item=each.id, decided="give", leave_out=leave_out, actor=WYN, at=WEDNESDAY)


def released(held: Held) -> str:
    giving.release(request=requests.find(reference=held.request.case.reference), actor=WYN, at=WEDNESDAY)
    return Release.objects.get().pack


def test_everything_about_her_is_there_under_every_record_of_hers() -> None:
    held = held_of_vera(wanted="copy")
    other = register(name="V. Lind", phone="01632 960109", at=WEDNESDAY)
    assert_link(one=held.vera, other=other, reasons=("name",), actor=ASHA, at=WEDNESDAY)
    acts.note(case=held.open_case, text="The gate sticks.", shown=False, actor=ASHA, at=WEDNESDAY)
    found = words_of(everything(held))
    for said in (
        "Vera Lind",
        "01632 960101",
        "01632 960109",
        "4 Mill Lane",
        "The gate sticks.",
        "I fell",
        "Mended, Vera.",
    ):
        assert said in found
    sorts = {each.sort for each in everything(held)}
    assert {"person", "way", "residence", "case", "note", "end", "contact"} <= sorts


def test_each_part_is_called_what_it_is_to_her() -> None:
    held = held_of_vera(wanted="copy")
    told = {"actor": ASHA, "at": WEDNESDAY}
    tasks.set_task(case=held.open_case, kind="chase", words="Look at the gate", due_on=None, **told)  # type: ignore[arg-type]
    advice.ask(case=held.open_case, team="highways", question="Whose gate?", due_on=WEDNESDAY.date(), **told)  # type: ignore[arg-type]
    said = {(each.sort, *part) for each in everything(held) for part in each.said}
    assert {
        ("contact", "By which way", "By telephone"),
        ("task", "What was to be done", "Look at the gate"),
        ("advice", "What was asked", "Whose gate?"),
    } <= said


def test_what_is_about_others_is_left_out_and_marked_where_it_stood() -> None:
    held = held_of_vera(wanted="copy")
    carol = register(name="Carol Danvers", phone="01632 960177", at=WEDNESDAY)
    protect(reference=carol, actor=ASHA, at=WEDNESDAY)
    Case.objects.get(id=held.open_case.id).journey.consents.create(
        helper=carol, wording="Carol Danvers helps me.", language="en", by=ASHA.reference, at=WEDNESDAY
    )
    acts.note(case=held.open_case, text=CAROL, shown=False, actor=ASHA, at=WEDNESDAY)
    items = everything(held)
    found = words_of(items)
    for said in ("Carol", "Danvers", "960177", "carol@example.org", "ZZ9 9ZZ"):
        assert said not in found
    [note] = [each for each in items if each.sort == "note"]
    assert note.because == "inside"
    assert sorted(note.left_out) == ["email", "name", "phone", "postcode"]
    assert "[left out: somebody else's name], her neighbour, on [left out: somebody else's telephone number]" in found


def test_her_own_ways_and_words_stay_however_they_are_written() -> None:
    held = held_of_vera(wanted="copy")
    reached_by(reference=held.vera, kind="phone", value="+44 7700 900982", actor=ASHA, at=WEDNESDAY)
    acts.note(
        case=held.open_case,
        text="Mrs Lind: 07700900982, vera.lind@example.org, ZZ12AB.",
        shown=True,
        actor=ASHA,
        at=WEDNESDAY,
    )
    assert "Mrs Lind: 07700900982, vera.lind@example.org, ZZ12AB." in words_of(everything(held))


def test_nobody_of_the_staff_is_named_neither_in_words_nor_as_one_who_looked() -> None:
    held = held_of_vera(wanted="copy")
    tom = clerk("service-officer", name="Tom Harrow")
    acts.note(
        case=held.open_case,
        text="Tom Harrow will go there.",
        shown=True,
        actor=Actor("staff", tom.reference),
        at=WEDNESDAY,
    )
    looked(references=[held.vera], by=tom.reference, page="people-person", at=WEDNESDAY)
    agree(held)
    pack = released(held)
    assert "Harrow" not in pack
    assert "[a member of staff] will go there." in pack
    assert '"looks":[{"on":"2026-11-18","page":"people-person","role":"service-officer"}]' in pack
    assert tom.reference not in pack


def test_an_officer_takes_out_what_no_record_could_tell() -> None:
    held = held_of_vera(wanted="copy")
    acts.note(case=held.open_case, text="The man at number six drinks.", shown=False, actor=ASHA, at=WEDNESDAY)
    agree(held, leave_out=("the man at number six drinks",))
    pack = released(held)
    assert "drinks" not in pack
    assert "[left out: about somebody else]" in pack


def test_it_is_released_once_and_only_when_all_was_looked_at_and_we_know_who_asks() -> None:
    held = held_of_vera(wanted="copy")
    with pytest.raises(NotKnown):
        released(held)
    requests.prove(request=held.request, known_by="in-person", actor=WYN, at=WEDNESDAY)
    with pytest.raises(NotAllDecided):
        released(held)
    agree(held)
    acts.note(case=held.open_case, text="Something new.", shown=False, actor=ASHA, at=WEDNESDAY)
    with pytest.raises(NotAllDecided):
        released(held)
    agree(held)
    released(held)
    row = Release.objects.get()
    assert (row.by, row.at) == (WYN.reference, WEDNESDAY)
    with pytest.raises(Answered):
        released(held)
    told = Message.objects.filter(case_id=held.request.case.id, about="closed").latest("id")
    assert "Information Commissioner" in told.body


def test_the_copy_is_an_accessible_pdf_that_says_what_was_released() -> None:
    held = held_of_vera(wanted="copy")
    tom = clerk("service-officer", name="Tom Harrow")
    for page in ("people-person", "people-post"):
        looked(references=[held.vera], by=tom.reference, page=page, at=WEDNESDAY)
    agree(held)
    released(held)
    found = giving.released(request=held.request)
    assert found is not None
    made = pypdf.PdfReader(BytesIO(printing.printed(pack=found)))
    text = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert "What we hold about Vera Lind" in text
    assert "4 Mill Lane" in text
    assert text.count("an officer of a service") == 1  # on however many pages that day
    root: Any = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
