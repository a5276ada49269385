"""Promises of ``guildhall records read`` about bad input: one plain line, a status that is not 0, and nothing changed."""

import json
from pathlib import Path

import pytest
from tests.house.test_command_line import guildhall

from guildhall.decide.command import records
from guildhall.decide.reading.pages import read
from guildhall.decide.reading.record import Unreadable

GOOD = "Agenda item\n\nParks\n\nMoved by Councillor Hart, seconded by Councillor Nash and\n\nRESOLVED that the park be open.\n"
LAUGHS = '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><meeting><x>&b;</x></meeting>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><meeting><x>&a;</x></meeting>'
BAD = {
    "a shopping list": b"Eggs\nMilk\nFlour for two cakes\n",
    "a page of another sort": b"<html><body><h1>Bin days</h1><p>Tuesday</p></body></html>",
    "a text cut off": GOOD.encode()[:100],
    "a text cut off at a small word": b"Agenda item\n\nParks\n\nRESOLVED that the park be open to the\n",
    "a text cut off in a word, with blanks after it": GOOD.encode()[:102] + b"  ",
    "HTML cut off": b"<html><body><h1>Agenda item</h1><p>RESOLVED that the park",
    "HTML cut off in a tag": b"<html><body><h1>Agenda item</h1><p class='x",
    "XML cut off": b"<?xml version='1.0'?><meeting><meetingdate>10/02/2026</meetingdate><agendaitems>",
    "another XML": b"<?xml version='1.0'?><rss><channel/></rss>",
    "entities that grow": LAUGHS.encode(),
    "an entity from outside": OUTSIDE.encode(),
    "XML in itself without end": b"<?xml version='1.0'?><meeting>" + b"<a>" * 5_000,
    "UTF-16": GOOD.encode("utf-16"),
    "another encoding": GOOD.replace("Hart", "Härt").encode("latin-1"),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "zeros": b"Agenda item\n\n\x00\x00\x00\n",
    "nothing": b"",
    "blanks": b" \n\n\t\n",
    "a heading alone": b"Agenda item\n",
    "too many lines": b"Agenda item\n" + b"x\n" * 60_000,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_page_of_a_council_is_refused_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page"
    file.write_bytes(BAD[name])
    refused(capsys, file)
    assert file.read_bytes() == BAD[name]


def test_a_file_of_fifty_million_bytes_is_refused_and_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page"
    with file.open("wb") as large:
        large.write(GOOD.encode())
        large.truncate(50_000_000)
    assert "larger than 5,000,000 bytes" in refused(capsys, file)


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is not a file" in refused(capsys, tmp_path)
    assert "no such file" in refused(capsys, tmp_path / "nowhere")


def test_a_command_that_is_not_known_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert records(["eat", "page"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def refused(capsys: pytest.CaptureFixture[str], file: Path) -> str:
    """The one line with which a file is refused."""
    assert records(["read", str(file), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    return told.err


def test_a_page_is_printed_to_read_and_as_json_with_places_and_what_was_not_understood(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(GOOD.replace("Moved", "The sun shone.\n\nMoved"))
    said = guildhall("records", "read", str(file), folder=tmp_path)
    assert (said.returncode, said.stderr) == (0, "")
    assert 'moved_by: ["Councillor Hart"]' in said.stdout.splitlines()
    assert said.stdout.splitlines()[-2:] == ["not understood:", "  The sun shone."]
    record = json.loads(guildhall("records", "read", str(file), "--json", folder=tmp_path).stdout)
    start, end = record["spans"]["moved_by.0"]
    assert record["text"][start:end] == "Councillor Hart"
    assert [each["text"] for each in record["not_understood"]] == ["The sun shone."]
    assert {each.name for each in tmp_path.iterdir()} == {"page.txt"}


@pytest.mark.parametrize(
    "words",
    [
        "Councillor ", "A, ", "Cllr A B and ", "the Strategy and the ", "by 3 votes to ", "in consultation with the A ", "12/12/2020 ",
        "<div>", "<p ", "<", "&amp;", "Councillor Ann Lee declared an interest in item 3. ", "The motion was put to the vote and lost. ",
        "RESOLVED that x be noted. ", "Moved by Councillor Ann Lee. ", "| ", "- ", "\t", "((((", '"', "Aa-",
    ],
)  # fmt: skip
@pytest.mark.full
def test_a_long_page_of_one_word_is_read_or_refused_and_never_waited_for(words: str) -> None:
    page = "Agenda item\n\nParks\n\n" + words * (2_000_000 // len(words)) + "end.\n"
    page = f"<html><body>{page}" if words[0] == "<" else page
    if words[0] == "<":
        with pytest.raises(Unreadable, match="cut off"):
            read(page.encode())
    else:
        assert read(page.encode()).kind == "agenda_item"


@pytest.mark.parametrize(
    "line",
    [
        "Minutes:", "1.", "(1) a", "a) That x", "For: 3", "That x be y.", "Reason: x", "RESOLVED:", "Decision Maker: A", "Agenda item",
        "In seconding the report, Councillor Ann Lee spoke.", "That Cabinet:", "Meeting: 01/01/2020 - Cabinet (Item 3)",
    ],
)  # fmt: skip
@pytest.mark.full
def test_a_long_page_of_one_line_is_read_and_never_waited_for(line: str) -> None:
    page = "Agenda item\n\nParks\n\n" + f"{line}\n" * 20_000
    assert read(page.encode()).kind in {"agenda_item", "issue"}


@pytest.mark.parametrize(
    "words", ["The Cabinet ", "Councillor ", "Report of the ", "12/", "A.B.C.", "x" + " " * 199, "RESOLVED" + " " * 150]
)
@pytest.mark.full
def test_a_long_page_of_long_lines_is_read_and_never_waited_for(words: str) -> None:
    line = "RESOLVED that " + words * (3_900 // len(words)) + ".\n"
    assert read(("Agenda item\n\nParks\n\n" + line * 100).encode()).kind == "agenda_item"
