"""Promises of the reader: what a page says is read as it stands there, with its place; what is not sure is left out and listed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.decide.reading.pages import read, read_text
from guildhall.decide.reading.record import Reading, Unreadable

PAGES = Path(__file__).parent.parent / "fixtures" / "records"
"""Invented pages in the manners of committee systems, each with what it says."""
INVENTED = sorted(each for each in PAGES.iterdir() if each.suffix != ".json")
DERIVED = {"pass", "fail", "confirm", "refer", "recommend", "general exception", "special urgency"}
"""What a reader calls by one word, however the page says it."""
DONE = {
    "approve", "note", "adopt", "agree", "endorse", "refuse", "defer", "reject", "accept", "receive", "member", "partner",
}  # fmt: skip
MARK = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{2}:\d{2}(?::\d{2})?|(?:19|20)\d{2}")


def leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Each text in a field, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, f"{path}.{number}")


def invented_by_the_reader(reading: Reading) -> list[tuple[str, str]]:
    """What a reading says in words that do not stand where it says that they do."""
    return [
        (path, value)
        for each in [reading, *reading.parts]
        for name, field in each.fields.items()
        for path, value in leaves(field, name)
        if value not in DERIVED | DONE and not MARK.fullmatch(value) and not stands(reading, each.spans[path], value)
    ]


def stands(reading: Reading, span: tuple[int, int], value: str) -> bool:
    said = words(reading.text[slice(*span)])
    return words(value) <= said | {"councillor", "cllr", "adoption", "approval", "by", "return", "in"}


def passed_over(reading: Reading) -> list[str]:
    """The numbers and the councillors' names of a page that no field has and no passage that is listed, with their lines.

    What attached files measure, and the numbers that paragraphs and items are counted by, say nothing of the council. Nor does
    what is only there a second time: a resolution that its item's minutes repeat, the day and the share in a row of attendance.
    """
    each_of_them = [reading, *reading.parts]
    spans = [
        span
        for each in each_of_them
        for path, span in each.spans.items()
        if not any(other.startswith(f"{path}.") for other in each.spans)
    ]
    kept = {at for start, end in [*spans, *reading.not_understood] for at in range(start, end)}
    text = NO_FIGURE.sub(lambda each: " " * len(each[0]), reading.text)
    said = [words(text[start:end]) for start, end in spans]
    gone = []
    for match in FIGURE_OR_NAME.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
        mark = COUNTED_BY.match(text, match.end())
        if (
            kept & set(range(match.start(), match.end()))
            or (mark and mark.end() in kept)
            or words(line.partition(") ")[2]) in said
            or words(line.partition("Meeting summary for ")[2] or line) in said
        ):
            continue
        gone.append(f"{match[0]}: {line}")
    return gone


FIGURE_OR_NAME = re.compile(
    r"\d+|(?<=\bCouncillors )[A-Z][\w.'-]+|(?<=\bCouncillor )[A-Z][\w.'-]+|(?<=\bCllr )[A-Z][\w.'-]+"
)
NO_FIGURE = re.compile(
    r"\b(?:PDF|DOC) [\d.]+ [KM]B\b|\b\d+%|(?<=, )\d\d/\d\d/\d{4}, \d\d:\d\d(?= \|)|(?<=,)\d\d/\d\d/\d{4}, \d\d:\d\d(?= \|)"
)
COUNTED_BY = re.compile(r"[.)]{0,2}\s+")


def words(text: str) -> set[str]:
    return {each for each in re.split(r"[^\w£&'’]+", text.lower()) if each}


@pytest.mark.parametrize("page", INVENTED, ids=lambda each: each.name)
def test_a_page_is_read_as_it_stands_there(page: Path) -> None:
    reading = read(page.read_bytes())
    assert {"kind": reading.kind} | reading.fields | {"flags": reading.flags} == json.loads(
        page.with_suffix(".json").read_text()
    )


@pytest.mark.parametrize("page", INVENTED, ids=lambda each: each.name)
def test_every_field_stands_where_its_span_says(page: Path) -> None:
    assert invented_by_the_reader(read(page.read_bytes())) == []


@given(st.data())
def test_nothing_is_invented_whatever_lines_of_pages_are_put_together(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
    try:
        reading = read_text("\n".join([data.draw(st.sampled_from(HEADINGS)), "", *lines, ""]))
    except Unreadable:
        return
    assert invented_by_the_reader(reading) == []


@given(st.integers(0, 10_000), st.data())
def test_a_page_that_is_cut_off_is_refused_or_says_less_and_never_something_else(at: int, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    try:
        reading = read_text(text[: at % len(text)])
    except Unreadable:
        return
    assert invented_by_the_reader(reading) == []


TEXTS = [each.read_text() for each in INVENTED if each.suffix == ".txt"]
LINES = sorted({line for text in TEXTS for line in text.splitlines() if line.strip()})
HEADINGS = (
    "Agenda item",
    "Issue - meetings",
    "Issue - decisions",
    "Decision details",
    "Decisions",
    "Agenda and minutes",
)


@pytest.mark.parametrize("page", INVENTED, ids=lambda each: each.name)
def test_no_number_and_no_name_of_a_page_is_passed_over(page: Path) -> None:
    assert passed_over(read(page.read_bytes())) == []


@pytest.mark.parametrize(
    ("line", "vote"),
    [
        (
            "The motion was LOST with 12 voting for, 21 against and 3 abstentions.",
            {"result": "fail", "yes": 12, "no": 21, "abstain": 3},
        ),
        ("The motion was carried, 15 voting in favour and 7 against.", {"result": "pass", "yes": 15, "no": 7}),
        (
            "The motion was carried by 20 votes to 10, with 3 Members abstaining.",
            {"result": "pass", "yes": 20, "no": 10, "abstain": 3},
        ),
    ],
)
def test_how_many_voted_is_read_however_it_is_said(line: str, vote: dict[str, object]) -> None:
    reading = read(f"Agenda item\n\nA motion\n\n{line}\n".encode())
    assert (reading.fields["votes"], reading.not_understood) == ([vote], [])


@pytest.mark.parametrize(
    "line",
    [
        "The motion was carried by 9 votes to 4, Councillors Ash, Birch and C Cedar voting against.",
        "The motion was carried by 9 votes to 4, and two members had left by then.",
        "The motion was carried with three members against.",
        "The motion was put to the vote: it was lost at first and on a recount carried.",
        "For (4): Councillors Adams, Brown, Clark and somebody else",
        "For (4): Councillors Adams, Brown and Clark",
    ],
)
def test_what_a_vote_says_beside_its_count_is_listed(line: str) -> None:
    reading = read(f"Agenda item\n\nA motion\n\nThe motion was carried.\n\n{line}\n\nAgainst: 2\n".encode())
    assert line in [each["text"] for each in reading.passages()]


def test_who_voted_how_is_read_where_the_names_stand_with_their_count() -> None:
    rows = "For (2): Councillors Ann Adams and Bo Brown\n\nAgainst (1): Councillor Clark\n\nAbstained (0)"
    reading = read(f"Agenda item\n\nA motion\n\nThe motion was carried.\n\n{rows}\n".encode())
    assert reading.fields["votes"] == [{"result": "pass", "yes": 2, "no": 1, "abstain": 0}]
    assert reading.fields["named_votes"] == [
        {"yes": ["Councillor Ann Adams", "Councillor Bo Brown"], "no": ["Councillor Clark"]}
    ]
    assert reading.not_understood == []


@pytest.mark.parametrize(
    ("counted", "rows", "sure"),
    [
        ("by 2 votes to 1", ("For: Councillors Ann Adams and Bo Brown", "Against: Councillor Clark"), True),
        ("by 3 votes to 1", ("For: Councillors Ann Adams and Bo Brown", "Against: Councillor Clark"), False),
        (
            "by 2 votes to 1",
            ("For: Councillors Ann Adams and Bo Brown", "Against: Councillor Clark and another"),
            False,
        ),
        ("by 2 votes to 1", ("For: Councillors Ann Adams and Bo Brown",), False),
        ("", ("For: Councillors Ann Adams and Bo Brown", "Against: Councillor Clark"), False),
    ],
)
def test_who_voted_how_is_read_under_a_heading_without_a_count_where_the_vote_was_by_just_so_many(
    counted: str, rows: tuple[str, ...], sure: bool
) -> None:
    said = f"The motion was carried {counted}".strip()
    reading = read("\n\n".join(("Agenda item", "A motion", f"{said}.", *rows, "")).encode())
    named = [{"yes": ["Councillor Ann Adams", "Councillor Bo Brown"], "no": ["Councillor Clark"]}]
    assert reading.fields.get("named_votes", []) == (named if sure else [])
    assert (rows[0] in [each["text"] for each in reading.passages()]) != sure


@pytest.mark.parametrize(
    ("line", "votes"),
    [
        ("RESOLVED by 7 votes to 4: That the park be open.", {"result": "pass", "yes": 7, "no": 4}),
        ("It was agreed by seven votes to four that the park be open.", {"result": "pass", "yes": 7, "no": 4}),
        (
            "Resolved, by 7 votes to 4 with 2 abstentions, that the park be open.",
            {"result": "pass", "yes": 7, "no": 4, "abstain": 2},
        ),
    ],
)
def test_by_how_many_something_was_resolved_is_no_part_of_it(line: str, votes: dict[str, object]) -> None:
    reading = read(f"Agenda item\n\nParks\n\n{line}\n".encode())
    assert [str(each).lower() for each in reading.fields["resolved"]] == ["that the park be open."]  # type: ignore[attr-defined]
    assert reading.fields["votes"] == [votes]


def test_what_the_report_recommends_stays_in_the_report() -> None:
    reading = read(b"Agenda item\n\nParks\n\nRESOLVED that the recommendations in the report be approved.\n")
    assert reading.fields["resolved"] == ["that the recommendations in the report be approved."]
    assert "delegations" not in reading.fields


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("Date of decision: 31/02/2020", "“31/02/2020” is no date"),
        ("Date of decision: 04/03/2021", "Published on 2020-03-03, before it was decided on 2021-03-04"),
        ("Date of decision: 01/03/2018", "Published 733 days after it was decided: is a year wrong?"),
        ("Effective from: 01/03/2019", "Effective from 2019-03-01, before it was published on 2020-03-03"),
    ],
)
def test_what_cannot_be_so_is_flagged_and_not_put_right(line: str, flag: str) -> None:
    reading = read(
        f"Decision details\n\nA grant\n\nDecision Maker: Cabinet\n\nPublication date: 03/03/2020\n\n{line}\n".encode()
    )
    assert reading.flags == [flag]
    assert reading.fields["publication_date"] == "2020-03-03"


def test_votes_that_do_not_agree_with_their_result_are_flagged_as_they_stand() -> None:
    reading = read(b"Agenda item\n\nA motion\n\nThe motion was carried by 3 votes to 9.\n")
    assert reading.fields["votes"] == [{"result": "pass", "yes": 3, "no": 9}]
    assert reading.flags == ["The page says the vote was carried, by 3 for and 9 against"]


def test_a_weekday_that_is_another_is_flagged() -> None:
    reading = read(b"Agenda and minutes\n\nCabinet - Friday 4 March 2025 6.30 pm\n\nVenue: Moot Hall\n")
    assert reading.flags == ["Friday 4 March 2025 is a Tuesday, not the day of the week the page says"]


@pytest.mark.parametrize(
    "line",
    [
        "Agenda item\n\nParks\n\nMeeting of Cabinet, Tuesday, 14th March, 2203",
        "Issue - meetings\n\nParks\n\nMeeting: 31/06/2023 - Cabinet (Item 4)",
        "Agenda item\n\nParks\n\nThe scheme had been consulted on since 31 September 2023.",
    ],
)
def test_a_day_that_is_none_is_listed_and_flagged_on_every_kind_of_page(line: str) -> None:
    reading = read(f"{line}\n\nRESOLVED that the park be open.\n".encode())
    assert [each.endswith("is no date") for each in reading.flags] == [True]
    assert [each["text"] for each in reading.passages()] == [line.rpartition("\n")[2]]


def test_another_day_of_the_week_is_listed_and_flagged_on_every_kind_of_page() -> None:
    line = "Meeting of Cabinet, Tuesday, 14th March, 2024"
    reading = read(f"Agenda item\n\nParks\n\n{line}\n\nRESOLVED that the park be open.\n".encode())
    assert reading.flags == ["Tuesday, 14th March, 2024 is a Thursday, not the day of the week the page says"]
    assert [each["text"] for each in reading.passages()] == [line]


def test_a_stretch_of_time_that_ends_before_it_begins_is_flagged_and_not_put_right() -> None:
    line = "RESOLVED that fares be free from 1 April 2032 to 31 March 2025."
    reading = read(f"Agenda item\n\nFares\n\n{line}\n".encode())
    assert reading.flags == ["“from 1 April 2032 to 31 March 2025” ends before it begins"]
    assert [each["text"] for each in reading.passages()] == [line]
    assert reading.fields["resolved"] == ["that fares be free from 1 April 2032 to 31 March 2025."]


@pytest.mark.parametrize("page", [each for each in INVENTED if each.suffix == ".txt"], ids=lambda each: each.name)
def test_a_page_that_was_saved_without_its_last_blanks_or_with_more_says_the_same(page: Path) -> None:
    held = page.read_bytes()
    said = read(held)
    for again in (read(held.rstrip()), read(held.rstrip() + b"  \t ")):
        assert (again.fields, again.flags) == (said.fields, said.flags)


def test_a_last_line_without_a_stop_is_listed_and_flagged() -> None:
    line = "The park stays open and nothing changes at the park"
    reading = read(f"Agenda item\n\nParks\n\nRESOLVED that the park be open.\n\n{line}".encode())
    assert reading.flags == [f"It stops at “{line[-40:]}”: is the page cut off?"]
    assert [each["text"] for each in reading.passages()] == [line]


def test_scripts_styles_and_the_frame_of_a_page_say_nothing() -> None:
    page = (
        b"<html><head><script>RESOLVED that x be y</script></head><body><div id=nav>Decision Maker: Nobody</div>"
        b"<div id='modgov'><h1>Agenda item</h1><h2>Parks</h2><style>p{}</style><p onclick='x()'>RESOLVED that the park be open."
        b"</p></div><p>Moved by Councillor Ann Lee</p></body></html>"
    )
    reading = read(page)
    assert reading.fields["resolved"] == ["that the park be open."]
    assert {"decision_maker", "moved_by"} & set(reading.fields) == set()
