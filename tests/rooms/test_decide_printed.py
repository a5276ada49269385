"""Promises about the record on paper: anybody can have a decision, an agenda or a whole meeting printed, in the print they need."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided, put_right
from tests.rooms.test_estate_printing import fonts_in

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address, address_of
from guildhall.decide.desks.public.printed import PAPERS_IN
from guildhall.decide.keeping.agendas import put_report, restrict
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HOSTILE = 'Dŵr & <tŷ>\n#panic() [x] $y$ "z" \\ 漢字'
SEALED = "gooseberry"


@pytest.fixture
def made() -> Council:
    return decided()


def paper(kind: str, row: Any, lang: str = "en", **asked: str) -> PdfReader:
    answer = Client().get(address(lang, "printed", row.key, kind), asked)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.content))


def text(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def sizes(read: PdfReader) -> set[float]:
    """How large whatever is printed is, in points."""
    found: set[float] = set()

    def see(words: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if words.strip():
            found.add(round(size * abs(tm[3] * cm[3]), 1))

    for page in read.pages:
        page.extract_text(visitor_text=see)
    return found


def tree(read: PdfReader) -> list[Any]:
    """Everything in the tree of tags that a screen reader follows."""
    root: Any = read.trailer["/Root"]
    found, waiting = [], [root["/StructTreeRoot"].get_object()]
    while waiting:
        found.append(waiting.pop())
        below = found[-1].get("/K", ())
        parts = [each.get_object() for each in (below if isinstance(below, list) else [below])]
        waiting += [each for each in parts if hasattr(each, "get")]
    return found


def every_paper(made: Council) -> list[tuple[str, Any]]:
    return [("decision", made.decision), ("agenda", made.meeting), ("pack", made.meeting)]


def test_a_notice_says_who_decided_what_when_and_why(made: Council) -> None:
    said = text(paper("decision", made.decision))
    for words in (
        "Notice of decision: Digital strategy", "Decided by: Cabinet", "Decided on: Thursday 12 March 2026",
        "Recommended: Full Council", "1 The Digital Strategy be adopted", "It keeps every way open.",
        "Options rejected None", "Conflicts of interest None", "Key decision: Yes",
    ):  # fmt: skip
        assert words in said


def test_a_pack_holds_the_agenda_the_papers_the_decisions_and_the_minutes(made: Council) -> None:
    summons, pack = text(paper("agenda", made.meeting)), text(paper("pack", made.meeting))
    for words in (
        "Cabinet. Meeting on Thursday 12 March 2026",
        "Where: The Guildhall",
        "1. Digital strategy",
        "Paper: Report",
    ):
        assert words in summons
        assert words in pack
    for words in ("No one is excluded.", "1 The Digital Strategy be adopted", "The Cabinet welcomed it."):
        assert words not in summons
        assert words in pack


def test_a_pack_made_before_the_meeting_has_no_decision_and_no_minutes() -> None:
    made = decided(published=False)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    pack = text(paper("pack", made.meeting))
    assert "No one is excluded." in pack
    assert "adopted" not in pack
    assert "welcomed" not in pack


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_paper_is_accessible_in_our_own_font_and_says_its_language(made: Council, lang: str) -> None:
    for kind, row in every_paper(made):
        read = paper(kind, row, lang)
        root: Any = read.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF value)
        assert root["/Lang"] == lang
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
        assert fonts_in(read) == {"SourceSans3-Regular", "SourceSans3-Bold"}
        assert read.outline


def test_in_welsh_the_words_are_welsh_and_what_was_not_translated_says_that_it_is_english(made: Council) -> None:
    read = paper("decision", made.decision, "cy")
    said = text(read)
    assert "Penderfynwyd gan: Y Cabinet" in said
    assert "Dydd Iau 12 Mawrth 2026" in said
    assert "Cyhoeddwyd ar ddydd Gwener 13 Mawrth 2026" in said
    assert "en" in [each.get("/Lang") for each in tree(read)]


def test_large_print_is_sixteen_points_or_more_throughout(made: Council) -> None:
    for kind, row in every_paper(made):
        assert min(sizes(paper(kind, row, size="large"))) >= 15.9
        assert min(sizes(paper(kind, row))) < 12


def test_one_version_prints_the_same_bytes_whenever_it_is_printed(made: Council) -> None:
    where = address("en", "printed", made.decision.key, "decision")
    first = Client().get(where, {"version": 1}).content
    put_right(made, "Another text", "A slip")
    assert Client().get(where, {"version": 1}).content == first
    again = text(paper("decision", made.decision))
    assert "Another text" in again
    assert "Why it changed: A slip" in again


def test_the_foot_of_every_page_names_the_version_and_its_fingerprint(made: Council) -> None:
    version = m.Publication.objects.get(subject=made.decision.reference)
    read = paper("decision", made.decision, size="large")
    for page in read.pages:
        assert f"{made.decision.reference} · Version 1 · {version.sha256[:16]}" in " ".join(page.extract_text().split())
    assert version.sha256 in "".join(text(read).split())


def test_a_packs_fingerprint_changes_with_any_version_in_it(made: Council) -> None:
    before = text(paper("pack", made.meeting)).rpartition("(SHA-256)")[2]
    put_right(made, "Another text", "A slip")
    assert text(paper("pack", made.meeting)).rpartition("(SHA-256)")[2] != before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_that_a_part_is_withheld_and_why_is_printed_and_never_what_it_says(lang: str) -> None:
    made = decided(published=False)
    for row in (made.item, made.report, made.decision, made.meeting):
        restrict(
            record=row, paragraph="3", public_interest="The price would be known", part="Appendix", text=SEALED,
            actor=CLERK, at=NOW,
        )  # fmt: skip
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    publish(reference=made.decision.reference, actor=CLERK, at=AFTER)
    for kind, row in every_paper(made):
        said = text(paper(kind, row, lang))
        assert "Appendix: " in said
        assert "The price would be known" in said
        assert SEALED not in said


def test_nothing_is_printed_of_a_draft_or_of_a_version_that_there_is_not() -> None:
    made = decided(published=False)
    for kind, row in every_paper(made):
        assert Client().get(address("en", "printed", row.key, kind)).status_code == 404
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    where = address("en", "printed", made.meeting.key, "agenda")
    for asked in ("2", "0", "-1", "x", "9" * 5000, "١"):
        assert Client().get(where, {"version": asked}).status_code == 404
    assert Client().get(address("en", "printed", made.meeting.key, "minutes")).status_code == 404


def test_what_people_wrote_is_printed_as_they_wrote_it_and_never_obeyed() -> None:
    made = decided(published=False, mark=HOSTILE)
    put_report(item=made.item, title=HOSTILE, text=HOSTILE, address="https://example.org/a", actor=CLERK, at=NOW)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    publish(reference=made.decision.reference, actor=CLERK, at=AFTER)
    for kind, row in every_paper(made):
        assert 'Dŵr & <tŷ> #panic() [x] $y$ "z" \\ □□' in text(paper(kind, row))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_of_a_decision_and_a_meeting_lead_to_their_papers(made: Council, lang: str) -> None:
    with standing_at(AFTER):
        shown = [
            Client().get(address_of(lang, each.reference)).content.decode() for each in (made.decision, made.meeting)
        ]
    for page, kinds, row in ((shown[0], ["decision"], made.decision), (shown[1], ["agenda", "pack"], made.meeting)):
        for kind in kinds:
            where = address(lang, "printed", row.key, kind)
            assert f'href="{where}"' in page
            assert f'href="{where}?size=large"' in page


def test_a_paper_that_somebody_has_is_not_set_again(made: Council) -> None:
    where = address("en", "printed", made.decision.key, "decision")
    first = Client().get(where)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = Client().get(where, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(where, {"size": "large"}, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    put_right(made, "Another text", "A slip")
    changed = Client().get(where, headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status_code, changed.headers["ETag"] != first.headers["ETag"]) == (200, True)


def test_one_place_is_given_so_many_papers_and_another_goes_on_reading(made: Council) -> None:
    where = address("en", "printed", made.decision.key, "decision")
    with standing_at(AFTER):
        given = [Client().get(where).status_code for _ in range(PAPERS_IN + 1)]
        elsewhere = Client(REMOTE_ADDR="192.0.2.7").get(where)
    assert given == [200] * PAPERS_IN + [429]
    assert elsewhere.status_code == 200


@pytest.mark.parametrize(("lang", "words"), [("en", "This cannot be printed"), ("cy", "Ni ellir argraffu hwn")])
def test_what_no_accessible_document_can_be_made_of_has_a_page_that_says_so(lang: str, words: str) -> None:
    made = decided(published=False)
    m.AgendaItem.objects.filter(pk=made.item.pk).update(title="", number="")  # a heading that nobody could read aloud
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    answer = Client().get(address(lang, "printed", made.meeting.key, "agenda"))
    assert answer.status_code == 500
    assert words in answer.content.decode()
