"""Promises about what is written at a desk: it is kept whole or not at all, and nothing that was typed is lost."""

import pytest
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk
from tests.rooms.test_sending import veras_case

from guildhall.ledger.door import Actor
from guildhall.serve.models import Case, Closure, Enquiry, Message, Note, Pause, Task
from guildhall.serve.telling import textblocks

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

LONG = "The lorry was late. " * 210
"""4,199 signs, when the last space is left out."""


@pytest.fixture
def page(tom: Clerk) -> Clerk:
    return tom.open(f"/desk/cases/{veras_case().reference}")


def test_a_note_that_is_too_long_is_refused_and_kept_nowhere(page: Clerk) -> None:
    page.press("Keep the note", {"note": LONG})
    assert page.status == 409
    assert not Note.objects.exists()
    assert "Write 4,000 characters or fewer. You have 199 characters too many" in page.main
    assert page.page.xpath('//*[@id="note-error"]')
    assert page.page.xpath('//a[@href="#note"]')


def test_all_that_was_typed_stands_in_its_box_and_the_rest_goes_with_it(page: Clerk) -> None:
    page.press("Close", {"told": LONG, "outcome": "done"})
    assert page.value("told").strip() == LONG.strip()
    page.press("Go on", {"told": "We emptied it."})
    assert [(each.outcome, each.told) for each in Closure.objects.all()] == [("done", "We emptied it.")]


def test_what_fits_exactly_is_kept_to_its_last_letter(page: Clerk) -> None:
    words = "x" * 3998 + "\nŵ"
    page.press("Keep the note", {"note": words.replace("\n", "\r\n")})
    assert Note.objects.get().text == words


def test_what_would_be_sent_is_never_shortened_on_the_way_to_its_preview(page: Clerk) -> None:
    page.press("See what goes", {"question": LONG})
    assert page.status == 409
    page.press("Go on", {"question": "Which lane is it?"}).press("Ask")
    assert Enquiry.objects.get().question == "Which lane is it?"
    assert "Which lane is it?" in Message.objects.get(about="asked").body


@pytest.mark.parametrize(
    ("where", "button", "typed", "box", "kept"),
    [
        ("clocks", "Stop the clock", {"reason": "other", "words": "x" * 1001}, "words", Pause),
        ("work", "Set the task", {"words": "x" * 1001, "within": "2"}, "words", Task),
    ],
)
def test_a_shorter_box_says_its_own_length(  # a row of the table
    page: Clerk, where: str, button: str, typed: dict[str, str], box: str, kept: type[Pause | Task]
) -> None:
    before = kept._default_manager.count()
    page.open(f"{page.address}/{where}").press(button, typed)
    assert "Write 1,000 characters or fewer. You have 1 character too many" in page.main
    assert page.value(box).strip() == "x" * 1001
    assert kept._default_manager.count() == before


def test_a_text_block_is_put_behind_words_of_any_length_and_cuts_none(tom: Clerk) -> None:
    by = Actor("staff", tom.reference)
    number = textblocks.write(name="Late", team="", english="Sorry.", welsh="", actor=by, at=WEDNESDAY)
    tom.open(f"/desk/cases/{veras_case().reference}")
    tom.press("Put it in", {"note": LONG, "block-note": str(number)})
    assert tom.value("note").strip() == f"{LONG.strip()}\n\nSorry."


def test_no_box_of_words_is_cut_by_the_browser(page: Clerk) -> None:
    for where in ("", "/work", "/clocks", "/decision", "/matter"):
        page.open(f"/desk/cases/{Case.objects.get().reference}{where}")
        assert not page.page.xpath("//textarea[@maxlength] | //input[@maxlength]")
