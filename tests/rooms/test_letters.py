"""Promises about letters, and about the words of our notices."""

import base64
import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.rooms.acquainted import person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk
from tests.rooms.notify_stand_in import StandIn
from tests.rooms.test_sending import told, veras_case

from guildhall.estate.words import LANGUAGES
from guildhall.serve.models import Case, Wording
from guildhall.serve.telling import letters, messages, sending, wordings

ADDRESS = "Vera Lind, 4 Mill Lane, Elverdon, ZZ1 2AB"
MILLIMETRE = 72 / 25.4


def printed(shape: str = "standard", **more: str) -> PdfReader:
    given = {
        "to": ADDRESS,
        "subject": "Your bin",
        "body": 'Dŵr & <tŷ>.\n\n#panic() [x] $y$ "z" \\',
        "language": "en",
    } | more
    return PdfReader(BytesIO(letters.printed(**given, shape=shape, day=date(2026, 11, 18))))


def laid(page: PdfReader) -> list[tuple[float, float, float, str]]:
    """Each run of text on the first page: millimetres from the left and the top, its size in points, its words."""
    found: list[tuple[float, float, float, str]] = []
    height = float(page.pages[0].mediabox.height)

    def see(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x / MILLIMETRE, (height - y) / MILLIMETRE, size * abs(tm[3] * cm[3]), text.strip()))

    page.pages[0].extract_text(visitor_text=see)
    return found


def test_what_somebody_wrote_is_printed_as_they_wrote_it_and_never_obeyed() -> None:
    text = " ".join(printed().pages[0].extract_text().split())
    for part in ("Dŵr & <tŷ>.", '#panic() [x] $y$ "z" \\', "18 November 2026", "Your bin"):
        assert part in text


def test_a_letter_in_welsh_says_so_and_has_a_welsh_date() -> None:
    made = printed(language="cy")
    assert str(made.root_object["/Lang"]) == "cy"
    assert "18 Tachwedd 2026" in made.pages[0].extract_text()


@pytest.mark.parametrize("shape", ["standard", "large-print"])
def test_the_address_stands_in_the_window_and_nothing_else_does(shape: str) -> None:
    for to in (ADDRESS, "Vera Lind\nFlat 2\nThe Old Mill\n4 Mill Lane\nElverdon\nWestshire\nZZ1 2AB"):
        inside = [(x, y, words) for x, y, _, words in laid(printed(shape, to=to)) if 20 <= x <= 120 and 38 <= y <= 67]
        assert [words for _, _, words in inside] == [part.strip() for part in re.split(r"[,\n]", to)]
        assert all(24 <= x <= 26 and 39.5 <= y <= 66.3 for x, y, _ in inside)


def test_large_print_is_sixteen_points_or_more_in_all_that_is_to_be_read() -> None:
    small = [words for _, _, size, words in laid(printed("large-print")) if size < 15.9]
    assert small == ["Vera Lind", "4 Mill Lane", "Elverdon", "ZZ1 2AB"]


def test_every_notice_has_the_same_holes_in_both_languages_and_different_words() -> None:
    for each in wordings.in_force().values():
        for part in (each.subject, each.long, each.short):
            holes = [set(re.findall(r"\{\w+\}", str(part[language]))) for language in LANGUAGES]
            assert holes[0] == holes[1], each.about
            own = [re.sub(r"\{\w+\}|\W", "", str(part[language])) for language in LANGUAGES]
            assert own[0] != own[1] or own == ["", ""], each.about  # of holes alone, there is nothing to translate


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_message_keeps_its_wording_and_the_version_before_it_stays(tom: Clerk) -> None:
    message = told(veras_case())
    Wording.objects.create(
        hash="0" * 64,
        about="asked",
        texts=Wording.objects.get(hash=message.wording).texts.replace("We are working", "We used to work"),
        since=WEDNESDAY,
    )
    tom.open(f"/desk/outbox/{message.pk}").follow(message.wording[:12])
    assert "In force" in tom.main
    assert "We used to work on this" in tom.main
    assert "Not used yet" in tom.main


def test_braces_that_somebody_wrote_are_words_and_no_holes() -> None:
    holes = {"text": "{reference} {nothing}", "reference": "R"}
    said = wordings.worded(about="closed", short=False, language="en", holes=holes)
    assert "{reference} {nothing}" in said.body


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize("about", ["no case", "another's case"])
def test_the_letter_that_goes_is_the_one_that_staff_read_with_the_name_of_whoever_is_written_to(
    notify: StandIn, tom: Clerk, about: str
) -> None:
    case = Case.objects.get(id=veras_case().id) if about == "another's case" else None
    joan = person("Joan Marsh", post="9 Church Row, Elverdon, ZZ1 4CD", preferred="post")
    text = "Your form is ready."
    message = messages.write_to(party=joan, language="en", about="answer", text=text, at=WEDNESDAY, case=case)
    assert message is not None
    sending.deliver(message=message.pk, at=WEDNESDAY)
    gone = PdfReader(BytesIO(base64.b64decode(notify.taken[-1]["content"])))
    read = PdfReader(BytesIO(tom.open(f"/desk/outbox/{message.pk}/letter").response.content))
    assert laid(gone) == laid(read)
    words = gone.pages[0].extract_text()
    assert "Joan Marsh" in words
    assert "Vera Lind" not in words
