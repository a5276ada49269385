"""Promises about emails and calls that nobody tied to anything: whoever alone can have sent them sees them, and has them erased."""

from datetime import timedelta

import pytest
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.privacy_world import WYN, held_of_vera
from tests.rooms.test_estate_files import a_pdf

from guildhall.estate.door import open_file, store_file
from guildhall.kernel.canonical import canonical_json
from guildhall.people.door import assert_link, contacts_of, no_longer_reached_by
from guildhall.people.models import ContactPoint, Party
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Arrival, Call, Hold, Message
from guildhall.serve.privacy import carrying_out, holds, judging, requests, retention
from guildhall.serve.privacy.gathering import Thing, held_about

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
HERS, NUMBER = "vera.lind@example.org", "+441632960101"


def wrote(text: str, sender: str = HERS, files: tuple[str, ...] = ()) -> Arrival:
    """An email that is on no case."""
    return Arrival.objects.create(
        key=text, became="unknown", sender=sender, text=text, files=canonical_json(list(files)), at=WEDNESDAY
    )


def rang(number: str = NUMBER, *, direction: str = "in", contact: int | None = None) -> Call:
    key = str(Call.objects.count())
    return Call.objects.create(key=key, direction=direction, number=number, rang_at=WEDNESDAY, interaction_id=contact)


def told(*parties: str) -> list[Thing]:
    return [each for each in held_about(parties=parties, language="en") if each.sort in {"email", "call", "document"}]


def vera() -> str:
    return person("Vera Lind", phone="01632 960101", email=HERS)


def test_a_copy_has_what_she_wrote_and_rang_by_what_is_hers_alone() -> None:
    one = vera()
    file = store_file(content=a_pdf(), name="gate.pdf", by="", channel="email")
    assert isinstance(file, str)
    wrote("My gate sticks", "Vera.Lind@Example.org", files=(file,))
    wrote("Not hers", "carol@example.org")
    rang()
    rang(direction="out")
    rang("+441632960177")
    said = [(each.sort, [text for _label, text in each.said]) for each in told(one)]
    assert said == [
        ("email", ["Vera.Lind@Example.org", "My gate sticks"]),
        ("document", ["gate.pdf"]),
        ("call", ["18 November 2026, 17:30", "From this number to us", "01632 960101"]),
        ("call", ["18 November 2026, 17:30", "From us to this number", "01632 960101"]),
    ]


def test_what_a_family_shares_is_shown_to_none_of_them() -> None:
    one, other = vera(), person("Amina Yusuf", phone="01632 960101", email=HERS)
    wrote("Which of them?")
    rang()
    assert told(one) == told(other) == []
    assert_link(one=one, other=other, actor=ASHA, at=WEDNESDAY)
    assert [each.sort for each in told(one, other)] == ["email", "call"]


def test_the_call_by_which_she_was_in_contact_is_hers_whoever_else_has_the_number() -> None:
    one, other = vera(), person("Amina Yusuf", phone="01632 960101")
    for contact in ({"party": one}, {"called": "a woman called Mo"}):
        rang(contact=interactions.log(channel="phone", reason="thanks", **contact, actor=ASHA, at=WEDNESDAY))  # type: ignore[arg-type]
    assert [each.sort for each in told(one)] == ["call"]
    assert told(other) == []


def test_what_came_after_she_gave_an_address_up_is_not_hers() -> None:
    one = vera()
    [point] = (each for each in contacts_of(reference=one) if each.kind == "email")
    no_longer_reached_by(reference=one, point=point.id, actor=ASHA, at=WEDNESDAY - timedelta(days=1))
    wrote("From whoever has it now")
    assert told(one) == []


def test_she_may_have_them_erased_and_is_told_so() -> None:
    held = held_of_vera()
    file = store_file(content=a_pdf(), name="gate.pdf", by="", channel="email")
    assert isinstance(file, str)
    email, call = wrote("My gate sticks", files=(file,)), rang()
    requests.prove(request=held.request, known_by="document", actor=WYN, at=WEDNESDAY)
    for each in judging.lay_out(request=held.request, at=WEDNESDAY):
        judging.decide(request=held.request, record=each.record, decided=each.proposed, why="", actor=WYN, at=WEDNESDAY)
    carrying_out.answer(request=requests.find(reference=held.request.case.reference), actor=WYN, at=WEDNESDAY)
    email.refresh_from_db()
    call.refresh_from_db()
    assert (email.sender, email.text, email.dealt_with_at, call.number) == ("", "", WEDNESDAY, "")
    assert open_file(reference=file) is None
    body = Message.objects.filter(case_id=held.request.case.id, about="closed").latest("id").body
    assert "Your email of 18 November 2026: we erased it." in body
    assert "The call of 18 November 2026 with your number: we erased it." in body


@pytest.mark.full
def test_what_two_thousand_held_people_wrote_and_rang_is_kept_by_the_nightly_round() -> None:
    people = Party.objects.bulk_create(Party(kind="person", name=f"P {each}") for each in range(2_000))
    ContactPoint.objects.bulk_create(
        ContactPoint(
            party=each, kind=kind, value=value, found_by=value, since=WEDNESDAY - timedelta(days=9), until=until
        )
        for number, each in enumerate(people)
        for until in [WEDNESDAY + timedelta(days=1) if number % 2 else None]
        for kind, value in (("email", f"p{number}@example.org"), ("phone", f"+44163296{number:04}"))
    )
    Hold.objects.bulk_create(Hold(subject=each.reference, reason="A claim", by="", at=WEDNESDAY) for each in people)
    for number in (0, 1_999):
        wrote(f"My gate {number}", f"P{number}@example.org")
        rang(f"+44163296{number:04}")
    wrote("Of nobody held", "carol@example.org")
    retention.forget(at=WEDNESDAY + timedelta(days=800))
    assert set(Arrival.objects.values_list("sender", flat=True)) == {"P0@example.org", "P1999@example.org", ""}
    assert set(Call.objects.values_list("number", flat=True)) == {"+441632960000", "+441632961999"}


def test_a_hold_keeps_them_from_the_nightly_round() -> None:
    one = vera()
    Arrival.objects.filter(id=wrote("My gate sticks").pk).update(dealt_with_at=WEDNESDAY)
    rang()
    holds.place(subject=one, reason="A claim was announced", actor=ASHA, at=WEDNESDAY)
    later = WEDNESDAY + timedelta(days=400)
    retention.forget(at=later)
    assert (Arrival.objects.get().sender, Call.objects.get().number) == (HERS, NUMBER)
    [hold] = holds.holds_on(subjects=[one])
    holds.lift(hold=hold.id, because="It was withdrawn", actor=ASHA, at=later)
    retention.forget(at=later)
    assert (Arrival.objects.get().sender, Call.objects.get().number) == ("", "")
