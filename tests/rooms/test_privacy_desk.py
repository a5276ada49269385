"""Promises of the privacy desk: requests are taken up, decided and answered there; holds and looks are seen there."""

import pytest
from tests.rooms.acquainted import about_vera
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.privacy_world import Held, asks, held_of_vera

from guildhall.ledger.door import Actor
from guildhall.people.door import looked, protect
from guildhall.serve.models import Case, CaseLook, Considered, Hold, Release, RightsRequest, Tombstone

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def wyn() -> Clerk:
    """Who sees to the law of people's records."""
    return clerk("information-governance", name="Wyn Keating")


def at_request(wyn: Clerk, held: Held) -> Clerk:
    return wyn.open(f"/desk/privacy/requests/{held.request.case.reference}")


def test_a_request_is_taken_up_for_the_person_who_asks(wyn: Clerk) -> None:
    vera = about_vera()
    case = asks(vera.reference)
    wyn.open("/desk/privacy")
    assert case.reference in wyn.main
    wyn.follow(case.reference)
    assert "Erase what you hold" in wyn.main
    wyn.press("Take it up")
    assert wyn.status == 409
    assert "Choose who asks" in wyn.main
    wyn.press("Find", {"typed": "vera lind"}).press("Take it up", {"party": vera.key})
    taken = RightsRequest.objects.get()
    assert (taken.kind, taken.party) == ("erasure", vera.reference)
    assert "Record by record" in wyn.main


def test_each_record_is_decided_and_she_is_told_and_what_goes_goes(wyn: Clerk) -> None:
    held = held_of_vera()
    at_request(wyn, held)
    assert "Public task (UK GDPR Article 6(1)(e))" in wyn.main
    wyn.press("Tell them, and erase what goes")
    assert "Say first how we know that it is them" in wyn.main
    wyn.press("We know", {"known_by": "document"})
    wyn.press("Tell them, and erase what goes")
    assert "6 records are not decided yet" in wyn.main
    wyn.press("Record these decisions").press("Tell them, and erase what goes")
    assert "Answered today" in wyn.main
    assert Case.objects.get(id=held.old.id).answers == "{}"
    wyn.open("/desk/privacy/tombstones")
    assert held.old.reference in wyn.main
    assert "They asked for it" in wyn.main
    assert wyn.open(f"/desk/cases/{held.old.reference}").status == 200


def test_a_decision_without_its_reason_is_refused_at_its_box_and_nothing_typed_is_lost(wyn: Clerk) -> None:
    held = held_of_vera()
    at_request(wyn, held)
    number = Considered.objects.get(record=held.old.subject).pk
    wyn.press("Record these decisions", {f"decided-{number}": "keep"})
    assert wyn.status == 409
    assert wyn.page.xpath(f'//a[@href="#why-{number}"]')
    assert wyn.page.xpath(f'//input[@id="decided-{number}-keep" and @checked]')


def test_a_hold_stands_on_the_pages_until_it_is_lifted_with_a_reason(wyn: Clerk) -> None:
    held = held_of_vera()
    wyn.open("/desk/privacy/holds").press("Hold it", {"subject": "NOPE"})
    assert "There is no such case or person" in wyn.main
    assert "Write why nothing may be erased" in wyn.main
    wyn.press("Hold it", {"subject": held.old.reference, "reason": "A claim was announced"})
    assert "A claim was announced" in wyn.main
    assert "Legal hold" in wyn.open(f"/desk/cases/{held.old.reference}").main
    wyn.open(f"/desk/privacy/holds?of={held.old.subject}")
    assert wyn.page.xpath(f'//input[@name="subject" and @value="{held.old.subject}"]')
    wyn.open(f"/desk/privacy/holds?of={held.vera}").press("Hold it", {"reason": "Another claim"})
    assert "Legal hold" in wyn.open(f"/desk/people/{held.vera.removeprefix('party/')}").main
    wyn.open("/desk/privacy/holds")
    wyn.press("Lift it")
    assert "Write why it is lifted" in wyn.main
    newest = Hold.objects.latest("id")
    wyn.press("Lift it", {f"because-{newest.pk}": "It was withdrawn"})
    newest.refresh_from_db()
    assert newest.lifted_because == "It was withdrawn"


def test_what_would_go_is_shown_with_its_rule(wyn: Clerk) -> None:
    held = held_of_vera()
    wyn.open("/desk/privacy/retention?ahead=0")
    assert held.old.reference in wyn.main
    assert held.recent.reference not in wyn.main
    assert "36 months" in wyn.main
    assert not Tombstone.objects.exists()


def test_who_looked_at_a_person_and_their_cases_stands_on_one_page(wyn: Clerk, tom: Clerk) -> None:
    vera = about_vera()
    tom.open(f"/desk/cases/{vera.bin.reference}")
    looked(references=[vera.reference], by=tom.reference, page="people-person", at=WEDNESDAY)
    assert CaseLook.objects.count() == 1
    wyn.open(f"/desk/privacy/looks/party/{vera.key}")
    assert wyn.main.count("Tom Harrow") == 2
    assert vera.bin.reference in wyn.main
    wyn.open(f"/desk/privacy/looks/case/{vera.bin.reference}")
    assert wyn.main.count("Tom Harrow") == 1
    assert tom.open(f"/desk/privacy/looks/party/{vera.key}").status == 403


def test_who_looked_at_a_person_tells_of_no_case_that_whoever_asks_does_not_see(tom: Clerk) -> None:
    vera = about_vera()
    Case.objects.filter(reference=vera.bin.reference).update(team="waste-rounds")
    Case.objects.filter(reference=vera.hole.reference).update(team="highways")
    for each in (vera.bin, vera.hole):
        tom.open(f"/desk/cases/{each.reference}")
    looked(references=[vera.reference], by=tom.reference, page="people-person", at=WEDNESDAY)
    streets = clerk("administrator", team="highways", name="Ada Vane")
    for who, seen in ((clerk("safeguarding", name="Ruth Calder"), ()), (streets, (vera.hole,))):
        who.open(f"/desk/privacy/looks/party/{vera.key}")
        assert [each for each in (vera.bin, vera.hole) if each.reference in who.source] == list(seen)
        assert who.main.count("Tom Harrow") == 1 + len(seen)


def test_who_looked_at_a_case_is_told_where_the_case_itself_is_seen() -> None:
    vera = about_vera()
    Case.objects.filter(reference=vera.bin.reference).update(team="waste-rounds")
    Case.objects.filter(reference=vera.hole.reference).update(team="highways")
    streets = clerk("administrator", team="highways", name="Ada Vane")
    assert streets.open(f"/desk/privacy/looks/case/{vera.hole.reference}").status == 200
    assert streets.open(f"/desk/privacy/looks/case/{vera.bin.reference}").status == 403
    assert (
        clerk("safeguarding", name="Ruth Calder").open(f"/desk/privacy/looks/case/{vera.hole.reference}").status == 403
    )
    assert streets.open("/desk/privacy/looks/case/none").status == 404


def test_the_looks_come_in_stretches_that_lose_nothing(wyn: Clerk) -> None:
    vera = about_vera()
    for _ in range(60):
        looked(references=[vera.reference], by=wyn.reference, page="people-person", at=WEDNESDAY)
        CaseLook.objects.create(case_id=vera.bin.id, by=wyn.reference, page="cases-case", at=WEDNESDAY)
    seen = 0
    wyn.open(f"/desk/privacy/looks/party/{vera.key}")
    for _ in range(3):
        seen += len(wyn.page.xpath("//tbody/tr"))
        if wyn.page.xpath('//a[@rel="next"]'):
            wyn.follow("Earlier ones")
    assert seen == 120


def test_a_copy_of_somebody_protected_is_seen_and_released_only_by_those_who_keep_people_safe(wyn: Clerk) -> None:
    held = held_of_vera(wanted="copy")
    protect(reference=held.vera, actor=held_actor(wyn), at=WEDNESDAY)
    at_request(wyn, held)
    assert "Withheld" in wyn.main
    assert "960101" not in wyn.source
    assert "Mill Lane" not in wyn.source
    wyn.press("We know", {"known_by": "document"})
    assert not Release.objects.exists()


def held_actor(who: Clerk) -> Actor:
    return Actor("staff", who.reference)


@pytest.mark.parametrize("page", ["", "/holds", "/retention", "/tombstones"])
def test_nobody_else_opens_the_desk(tom: Clerk, page: str) -> None:
    assert tom.open(f"/desk/privacy{page}").status == 403
