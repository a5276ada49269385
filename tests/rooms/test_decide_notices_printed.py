"""Promises about notices on paper: each that the law asks for can be had in print, in the print and the language somebody needs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.clerks import EVENING, TODAY, Hall, hall
from tests.rooms.decided import CLERK
from tests.rooms.test_decide_printed import paper, sizes, text

from guildhall.decide.addresses import LANGUAGES, address, address_of
from guildhall.decide.keeping import bodies, meetings
from guildhall.decide.keeping.forward_plan import put_entry_right
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import publish
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": TODAY}


@pytest.fixture
def made() -> Hall:
    found = hall(is_key=True)
    publish(reference=found.meeting.reference, **BY)
    publish(reference=found.entry.matter.reference, **BY)
    return found


def given(made: Hall, kind: str, **of: Any) -> Any:
    row = give_notice(kind=kind, **of, **BY)
    publish(reference=row.reference, **BY)
    return row


def every_notice(made: Hall) -> list[tuple[str, Any]]:
    publish(reference=made.entry.reference, **BY)
    why = {"reasons": "The roof may fall in."}
    urgent = {"agreed_by": made.ann, "agreed_on": TODAY.date(), **why}
    return [
        ("plan", made.entry),
        ("notice", given(made, "key-decision", plan_entry=made.entry)),
        ("notice", given(made, "general-exception", plan_entry=made.entry, told="The chair of scrutiny", **why)),
        ("notice", given(made, "special-urgency", plan_entry=made.entry, **urgent)),
        ("notice", given(made, "private-meeting", meeting=made.meeting, **why)),
        ("notice", given(made, "private-reasons", meeting=made.meeting, representations="Meet in public", answer="No")),
        ("notice", given(made, "private-urgency", meeting=made.meeting, **urgent)),
    ]


def test_a_line_of_the_plan_is_printed_as_the_notice_that_it_is(made: Hall) -> None:
    publish(reference=made.entry.reference, **BY)
    said = text(paper("plan", made.entry))
    for words in (
        "Notice of what is to be decided: Library opening hours", "To agree when libraries open.", "Decided by: Cabinet",
        "When: Tuesday 1 December 2026 – Thursday 31 December 2026", "Key decision: Yes", "Given under: ", "regulation 9(2)",
    ):  # fmt: skip
        assert words in said


def test_a_notice_of_urgency_says_why_who_agreed_and_by_which_rule(made: Hall) -> None:
    publish(reference=made.entry.reference, **BY)
    urgent = {"agreed_by": made.ann, "agreed_on": TODAY.date(), "reasons": "The roof may fall in."}
    said = text(paper("notice", given(made, "special-urgency", plan_entry=made.entry, **urgent)))
    for words in (
        "Special urgency agreed: Library opening hours", "The roof may fall in.", "Agreed by: Councillor Ann Archer",
        "Agreed on: Wednesday 18 November 2026", "regulation 11", "Decided by: Cabinet",
    ):  # fmt: skip
        assert words in said


def test_a_notice_of_a_part_in_private_says_of_which_meeting_and_what_was_answered(made: Hall) -> None:
    row = given(
        made, "private-reasons", meeting=made.meeting, representations="Meet in public", answer="A price is told"
    )
    said = text(paper("notice", row))
    for words in (
        "Further notice of a meeting in private: Cabinet", "When: Thursday 10 December 2026", "Where: The Guildhall",
        "Meet in public", "A price is told", "regulation 5(4)",
    ):  # fmt: skip
        assert words in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_notice_is_accessible_and_to_be_had_in_large_print(made: Hall, lang: str) -> None:
    for kind, row in every_notice(made):
        read = paper(kind, row, lang, size="large")
        root: Any = read.trailer["/Root"]
        assert root["/Lang"] == lang
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
        assert min(sizes(read)) >= 15.9


def test_a_notice_prints_the_plan_as_it_was_when_it_was_given(made: Hall) -> None:
    publish(reference=made.entry.reference, **BY)
    row = given(made, "key-decision", plan_entry=made.entry)
    where = address("en", "printed", row.key, "notice")
    first = Client().get(where).content
    put_entry_right(entry=made.entry, what="Something else", reason="A slip", actor=CLERK, at=TODAY.replace(hour=12))
    assert Client().get(where).content == first
    assert "Something else" in text(paper("plan", made.entry))


def test_a_notice_says_when_and_where_the_meeting_was_to_be_when_it_was_given(made: Hall) -> None:
    row = given(made, "private-meeting", meeting=made.meeting, reasons="A price is told")
    where = address("en", "printed", row.key, "notice")
    first = Client().get(where).content
    meetings.move_meeting(
        meeting=made.meeting, starts_at=EVENING + timedelta(days=5), place="The Mill", why="A flood", actor=CLERK,
        at=TODAY.replace(hour=12),
    )  # fmt: skip
    assert Client().get(where).content == first
    said = text(paper("notice", row))
    assert ("Thursday 10 December 2026" in said, "The Guildhall" in said, "The Mill" in said) == (True, True, False)


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("council", ("section 100A(6)", "schedule 12, paragraph 4(1A)")),
        ("committee", ("section 100A(6)",)),
        ("executive", ("regulation 6(1)",)),
    ],
)
def test_the_notice_of_a_meeting_says_by_which_rule_it_is_given(made: Hall, kind: str, rules: tuple[str, ...]) -> None:
    body = bodies.found_body(name="The body", kind=kind, **BY)
    meeting = meetings.call_meeting(body=body, starts_at=EVENING, place="The Guildhall", **BY)
    publish(reference=meeting.reference, **BY)
    said = text(paper("notice", given(made, "meeting", meeting=meeting)))
    assert all(each in said for each in ("Given under: ", *rules))
    assert ("schedule 12" in said) == (kind == "council")


def test_no_notice_is_printed_before_it_and_what_it_stands_on_are_published(made: Hall) -> None:
    row = give_notice(kind="key-decision", plan_entry=made.entry, **BY)
    for kind, of in (("notice", row), ("plan", made.entry)):
        assert Client().get(address("en", "printed", of.key, kind)).status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_and_the_page_of_a_meeting_lead_to_their_notices(made: Hall, lang: str) -> None:
    notices = every_notice(made)
    with standing_at(TODAY):
        shown = "".join(
            Client().get(where).content.decode()
            for where in (address(lang, "plan"), address_of(lang, made.meeting.reference))
        )
    for kind, row in notices:
        where = address(lang, "printed", row.key, kind)
        assert f'href="{where}"' in shown
        assert f'href="{where}?size=large"' in shown
