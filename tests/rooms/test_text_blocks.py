"""Promises of texts that a team writes often: filled by the case, in its language, put in where one writes, nothing lost."""

import pytest
from tests.rooms.council import VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.ledger.door import Actor
from guildhall.serve.casework import cases, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case, Message, TextBlock, TextBlockVersion
from guildhall.serve.telling import textblocks
from guildhall.serve.telling.textblocks import UnknownHole

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def tom() -> Clerk:
    in_force()
    return clerk("service-officer", name="Tom Webb")


def case_in(language: str = "en") -> CaseValue:
    journey = finished(in_force(), contact_by="email", email="vera@example.org")
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    Case.objects.filter(id=case.id).update(language=language)
    return cases.find(reference=case.reference)


def late(tom: Clerk, team: str = "", english: str = "Case {reference} is due {due}.", welsh: str = "") -> int:
    by = Actor("staff", tom.reference)
    return textblocks.write(name="Late", team=team, english=english, welsh=welsh, actor=by, at=WEDNESDAY)


def test_a_text_is_put_behind_what_was_typed_and_nothing_is_lost_or_sent(tom: Clerk) -> None:
    number, case = late(tom), case_in()
    tom.open(f"/desk/cases/{case.reference}")
    tom.press("Put it in", {"note": "Dear Vera.", "block-note": str(number)})
    assert tom.value("note").strip() == f"Dear Vera.\n\nCase {case.reference} is due Monday 23 November 2026."
    assert not Message.objects.exists()


def test_putting_in_no_text_says_so_and_loses_nothing(tom: Clerk) -> None:
    late(tom)
    tom.open(f"/desk/cases/{case_in().reference}")
    tom.press("Put it in", {"note": "Dear Vera.", "block-note": ""})
    assert "Choose a text" in tom.main
    assert tom.value("note").strip() == "Dear Vera."


def test_what_a_case_cannot_fill_stays_and_is_named(tom: Clerk) -> None:
    number = late(tom, english="{customer}, {reference}")
    case = case_in()
    tom.open(f"/desk/cases/{case.reference}").press("Put it in", {"note": "", "block-note": str(number)})
    assert "This case cannot fill in {customer}. Write it yourself." in tom.main
    assert tom.value("note").strip() == f"{{customer}}, {case.reference}"


def test_another_team_s_text_is_neither_offered_nor_put_in(tom: Clerk) -> None:
    number, case = late(tom, team="highways"), case_in()
    gina = clerk("service-officer", team=case.team, name="Gina Ito")
    late(tom)
    gina.open(f"/desk/cases/{case.reference}")
    assert str(number) not in gina.page.xpath("//option/@value")
    gina.press("Put it in", {"note": "", "block-note": str(number)})
    assert "Choose a text" in gina.main


def test_a_hole_that_no_case_fills_is_refused_at_its_box(tom: Clerk) -> None:
    tom.open("/desk/texts").press("Keep it", {"name": "Late", "english": "Due.", "welsh": "Erbyn {dyddiad}"})
    assert "No case fills {dyddiad}" in tom.main
    assert tom.value("english").strip() == "Due."
    assert not TextBlock.objects.exists()
    with pytest.raises(UnknownHole):
        late(tom, english="{}")


def test_every_version_is_kept_and_a_name_is_a_team_s_once(tom: Clerk) -> None:
    tom.open("/desk/texts").press("Keep it", {"name": "Late", "english": "One."})
    tom.press("Keep it", {"name": "Late", "english": "Two."})
    assert "This team has a text of that name already" in tom.main
    tom.open("/desk/texts").follow("Late").press("Keep it", {"english": "Two.", "welsh": "Dau."})
    tom.press("Keep it", {})
    assert list(TextBlockVersion.objects.order_by("number").values_list("english", "welsh")) == [
        ("One.", ""),
        ("Two.", "Dau."),
    ]
    tom.press("Offer it no more")
    assert "No text is kept yet." in tom.main
    assert TextBlockVersion.objects.count() == 2


def test_a_welsh_case_is_filled_in_welsh(tom: Clerk) -> None:
    number, case = late(tom, welsh="Achos {reference}, {council}."), case_in("cy")
    tom.open(f"/desk/cases/{case.reference}").press("Put it in", {"note": "", "block-note": str(number)})
    assert tom.value("note").strip() == f"Achos {case.reference}, Cyngor Elverdon."
