"""Promises at the councillor's desk: who asked is helped without a form, is told, is counted once; a ward has no names."""

import pytest
from tests.rooms.acquainted import POTHOLE, about_vera, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.ledger.door import Actor
from guildhall.people import door
from guildhall.serve.casework import acts, cases
from guildhall.serve.models import Case, Interaction, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
OFFICER = Actor("staff", "account/1")


@pytest.fixture
def ann() -> Clerk:
    return clerk("councillor", team="mill-lane", name="Ann Moss")


def asks(ann: Clerk, **typed: str) -> Clerk:
    return ann.open("/desk/councillor").press("They asked me", typed)


def test_the_law_lets_her_and_nobody_is_made_to_sign(ann: Clerk) -> None:
    vera = about_vera()
    assert "Data Protection Act 2018, Schedule 1" in ann.open("/desk/councillor").main
    asks(ann, name="Vera Lind", reference=vera.bin.reference)
    (given,) = door.represented_by(reference=vera.reference)
    assert (given.basis, given.wording, given.scope) == ("elected-member", "", (f"case/{vera.bin.reference}",))
    assert door.name_of(reference=given.agent) == "Ann Moss"
    assert vera.bin.reference in ann.main


def test_the_constituent_is_told_by_their_own_way(ann: Clerk) -> None:
    vera = about_vera()
    asks(ann, name="Vera Lind", reference=vera.bin.reference)
    told = Message.objects.order_by("-id")[0]
    assert (told.kind, told.to) == ("email", "vera.lind@example.org")
    assert "Ann Moss, a councillor, told us that you asked them" in told.body
    assert door.represented_by(reference=vera.reference)[0].told_at == WEDNESDAY


def test_she_reads_beforehand_what_they_are_told_and_not_how_they_are_reached(ann: Clerk) -> None:
    vera = about_vera()
    before = ann.open("/desk/councillor").main
    asks(ann, name="Vera Lind", reference=vera.bin.reference)
    assert Message.objects.latest("id").told in before
    assert "Dywedodd Ann Moss" in before
    assert "vera.lind@example.org" not in before + ann.main


def test_it_is_neither_a_second_case_nor_a_second_contact(ann: Clerk) -> None:
    vera = about_vera()
    before = Case.objects.count(), Interaction.objects.count()
    for _ in range(2):
        asks(ann, name="Vera Lind", reference=vera.bin.reference)
    assert (Case.objects.count(), Interaction.objects.count()) == before
    assert len(door.represented_by(reference=vera.reference)) == 1


def test_a_button_pressed_twice_without_a_reference_is_one_constituent_told_once_and_the_next_of_that_name_another(
    ann: Clerk,
) -> None:
    new = {"name": "Vera Lind", "email": "vera@example.org", "service": "missed-bin"}
    in_force()
    form = ann.open("/desk/councillor").page
    ann.press("They asked me", new)
    before = Interaction.objects.count(), Message.objects.count(), ann.main.count("Vera Lind")
    assert before[1] == 1
    ann.page = form
    ann.press("They asked me", new)
    assert ann.status == 200
    assert (Interaction.objects.count(), Message.objects.count(), ann.main.count("Vera Lind")) == before
    asks(ann, **new)
    assert Message.objects.count() == 2


def test_she_sees_progress_and_public_reasons_and_nothing_that_is_for_staff(ann: Clerk) -> None:
    vera = about_vera()
    asks(ann, name="Vera Lind", reference=vera.bin.reference)
    acts.note(case=vera.bin, text="A difficult household", shown=False, actor=OFFICER, at=WEDNESDAY)
    acts.note(case=vera.bin, text="The lorry broke down", shown=True, actor=OFFICER, at=WEDNESDAY)
    ann.open(f"/desk/councillor/cases/{vera.bin.reference}")
    assert "The lorry broke down" in ann.main
    for hidden in ("difficult", "Mill Lane", "vera.lind@example.org", "960101"):
        assert hidden not in ann.source
    assert ann.open(f"/desk/councillor/cases/{vera.hole.reference}").status == 404
    assert (
        clerk("councillor", team="harbour", name="Tom Rees").open(f"/desk/councillor/cases/{vera.bin.reference}").status
        == 404
    )


def test_a_reference_alone_opens_nothing(ann: Clerk) -> None:
    vera = about_vera()
    for reference in (vera.bin.reference, "7QX4-M3KD", "nothing"):
        asks(ann, name="Somebody Else", reference=reference)
        assert "No case has this reference and this name" in ann.main
        assert ann.value("name") == "Somebody Else"
    assert door.represented_by(reference=vera.reference) == ()


def test_without_a_reference_staff_match_the_constituent_and_then_she_sees(ann: Clerk) -> None:
    vera = about_vera()
    asks(ann, name="Vera Lind", email="vera.lind@example.org", service="missed-bin", lang="cy")
    assert vera.bin.reference not in ann.main
    told = Message.objects.order_by("-id")[0]
    assert (told.case, told.to, told.language) == (None, "vera.lind@example.org", "cy")
    logged = Interaction.objects.order_by("-id")[0]
    assert (logged.service, logged.whose) == ("missed-bin", "other")
    link = door.assert_link(one=logged.party, other=vera.reference, actor=OFFICER, at=WEDNESDAY)
    ann.open("/desk/councillor")
    assert vera.bin.reference in ann.main
    assert vera.hole.reference not in ann.main
    door.retract_link(link=link.id, why="", actor=OFFICER, at=WEDNESDAY)
    assert vera.bin.reference not in ann.open("/desk/councillor").main


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"service": "missed-bin"}, "Write the name of the constituent"),
        ({"name": "Vera"}, "Choose what it is about"),
        ({"name": "Vera", "service": "missed-bin", "email": "at home"}, "email"),
        ({"name": "Vera", "service": "missed-bin", "phone": "12"}, "telephone"),
    ],
)
def test_what_is_amiss_is_said_at_its_box_and_nothing_is_lost(ann: Clerk, typed: dict[str, str], told: str) -> None:
    in_force()
    asks(ann, **typed)
    assert told in ann.main
    assert all(ann.value(name) == said for name, said in typed.items() if name != "service")
    assert not Interaction.objects.exists()


def test_when_it_is_withdrawn_she_is_told_that_it_is_over(ann: Clerk) -> None:
    vera = about_vera()
    asks(ann, name="Vera Lind", reference=vera.bin.reference)
    (given,) = door.represented_by(reference=vera.reference)
    door.withdraw(representation=given.id, channel="phone", actor=OFFICER, at=WEDNESDAY)
    ann.open(f"/desk/councillor/cases/{vera.bin.reference}")
    assert (ann.status, "You no longer act for this person" in ann.words) == (410, True)
    assert vera.bin.reference not in ann.open("/desk/councillor").main


def missed_bins(times: int) -> list[str]:
    live = in_force()
    home = {"address": MILL_LANE, "bin": "general", "assisted": False, "contact-by": "none"}
    return [case_of(live, person(f"Person {n}"), **home, name=f"Person {n}").reference for n in range(times)]


def listed_there(ann: Clerk) -> list[str]:
    return [" ".join(each.text_content().split()) for each in ann.page.xpath("//tbody")[1:2] for each in each]


@pytest.mark.parametrize(("times", "told"), [(4, "fewer than 5"), (5, "5")])
def test_the_wards_cases_have_no_names_and_small_numbers_are_not_told(ann: Clerk, times: int, told: str) -> None:
    references = missed_bins(times)
    ann.open("/desk/councillor").follow("Mill Lane")
    assert f"Report a missed bin{told}" in ann.main
    assert not any(reference in ann.source for reference in references)
    for hidden in ("Person", "4 Mill", "ZZ1"):
        assert hidden not in ann.main


@pytest.mark.parametrize("chosen", ["", "?service=missed-bin"])
def test_what_is_too_few_to_be_told_cannot_be_counted_on_the_list(ann: Clerk, chosen: str) -> None:
    references = missed_bins(9)
    for reference in references[4:]:
        acts.close(case=cases.find(reference=reference), outcome="done", told="Emptied.", actor=OFFICER, at=WEDNESDAY)
    ann.open(f"/desk/councillor/wards/mill-lane{chosen}")
    assert "Report a missed binfewer than 5" in ann.main
    assert listed_there(ann) == []
    assert "Services with fewer than 5 open cases are left out here" in ann.main
    missed_bins(1)
    ann.open(f"/desk/councillor/wards/mill-lane{chosen}")
    assert "Report a missed bin5" in ann.main
    assert sum("Open" in row for row in listed_there(ann)) == 5
    assert len(listed_there(ann)) == 10
    assert "left out" not in ann.main


def test_what_is_nobodys_private_matter_is_counted_and_listed_however_few(ann: Clerk) -> None:
    missed_bins(1)
    case_of(in_force("street-problem"), person("Vera Lind"), **POTHOLE)
    Case.objects.filter(service="street-problem").update(ward="mill-lane")
    ann.open("/desk/councillor/wards/mill-lane")
    assert "Report a pothole or street problem1" in ann.main
    assert len(listed_there(ann)) == 1
    assert "Report a missed binfewer than 5" in ann.main


def test_the_street_of_somebody_protected_is_not_told(ann: Clerk) -> None:
    missed_bins(5)
    door.protect(reference=Case.objects.latest("id").customer, actor=OFFICER, at=WEDNESDAY)
    ann.open("/desk/councillor/wards/mill-lane")
    assert sum("not told" in row for row in listed_there(ann)) == 1
    assert sum("Mill Lane" in row for row in listed_there(ann)) == 4


@pytest.mark.parametrize("code", ["harbour", "no-such", "0"])
def test_another_ward_is_not_hers(ann: Clerk, code: str) -> None:
    in_force()
    assert ann.open(f"/desk/councillor/wards/{code}").status == 404


def test_a_long_ward_is_read_stretch_by_stretch(ann: Clerk) -> None:
    missed_bins(52)
    ann.open("/desk/councillor/wards/mill-lane")
    assert len(ann.page.xpath("//tbody")[1]) == 50
    ann.follow("Earlier")
    assert len(ann.page.xpath("//tbody")[1]) == 2
    for mark in ("x", "~", "2026-01-01~1", "2026-01-01T00:00:00+00:00~99999999999999999999999"):
        assert ann.open(f"/desk/councillor/wards/mill-lane?after={mark}").status == 200
