"""Bringing pages in by the command line: each by itself, whole or not at all, and one clear line for what is refused."""

import json
from pathlib import Path

import pytest
from tests.rooms.test_decide_bringing_in import DECISION, ISSUE, counts

from guildhall.decide import models as m
from guildhall.decide.command import records

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HOSTILE = b"<html><body><script>alert(1)</script>" + b"<div>" * 5000 + b"</body></html>"
BAD = {
    "cut-off.txt": ISSUE.partition("given delegated")[0].rstrip().encode(),
    "wrong-page.txt": b"Bin days\n\nYour bins are emptied on Tuesdays.\n",
    "latin.txt": ISSUE.replace("Oaks", "Ôaks").encode("latin-1"),
    "hostile.html": HOSTILE,
    "large.txt": ISSUE.encode() * 20_000,
    "empty.txt": b"",
    "packed.zip": b"PK\x03\x04 and more",
}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "issue.txt"
    path.write_text(ISSUE)
    return path


def test_what_became_of_a_page_is_said_and_twice_is_once(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert records(["import", str(page)]) == 0
    assert "  new: decision/2019-12-CAB-12" in capsys.readouterr().out.splitlines()
    before = counts()
    assert records(["import", str(page), str(page)]) == 0
    assert capsys.readouterr().out.count("is here already. Nothing was changed.") == 2
    assert counts() == before


def test_a_program_is_told_the_same(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert records(["import", "--json", str(page)]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["known"]) == ("issue", False)
    assert "decision/2019-12-CAB-12" in told["new"]


@pytest.mark.parametrize("name", list(BAD))
def test_bad_input_gets_one_line_and_changes_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    assert records(["import", str(path)]) == 2
    told = capsys.readouterr()
    (line,) = told.err.splitlines()
    assert line.startswith(f"guildhall: {path} cannot be read: ")
    assert told.out == ""
    assert set(counts().values()) == {0}


def test_one_bad_file_keeps_no_other_out(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.txt"
    assert records(["import", str(missing), str(page)]) == 2
    assert capsys.readouterr().err == f"guildhall: {missing} cannot be read: no such file or directory\n"
    assert m.Decision.objects.get().reference == "decision/2019-12-CAB-12"


def test_a_page_that_the_record_refuses_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "backwards.txt"
    path.write_text(
        DECISION.replace("Cabinet", "Executive - for meetings from 03/06/11 to 26/04/00").format(status="Approved")
    )
    assert records(["import", str(path)]) == 2
    assert "was not brought in, because the record refuses it" in capsys.readouterr().err
    assert set(counts().values()) == {0}
    assert not m.Source.objects.exists()


def test_a_day_that_is_none_is_refused(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert records(["import", str(page), "--date", "31 February"]) == 2
    assert capsys.readouterr().err == "guildhall: 31 February is no date: write --date 2026-03-12\n"
