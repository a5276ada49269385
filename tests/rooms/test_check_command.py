"""Promises about ``guildhall services check``: plain lines or JSON, and a status that a machine can go by."""

import json
import shutil
from pathlib import Path

import pytest
from tests.kernel.planted_faults import FOLDER

from guildhall.kernel.model import Json
from guildhall.serve.command import services

pytestmark = pytest.mark.django_db

DAY = "2026-11-18"
KEYS = {"id", "severity", "step", "page", "message", "counterexample"}
BASE = FOLDER / "base.yaml"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return Path(shutil.copy(BASE, tmp_path / "sound.yaml"))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return _written(tmp_path / "faulty.yaml", ("expect: {outcome: told}", "expect: {outcome: gone}"))


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    return _written(tmp_path / "warned.yaml", ("approved: {cy: {by: Nia Rees, on: 2026-10-01}}\n", ""))


def _written(file: Path, *changes: tuple[str, str]) -> Path:
    text = BASE.read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def _checked(capsys: pytest.CaptureFixture[str], *given: object) -> tuple[int, str, str]:
    status = services(["check", *map(str, given), "--at", DAY])
    said = capsys.readouterr()
    return status, said.out, said.err


def _findings(capsys: pytest.CaptureFixture[str], *given: object) -> Json:
    return json.loads(_checked(capsys, *given, "--json")[1])


def test_a_sound_definition_ends_with_status_0(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _checked(capsys, sound) == (0, "Nothing was found: it can be published.\n", "")
    assert _findings(capsys, sound) == []


def test_a_warning_alone_is_in_nobodys_way(warned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said, _ = _checked(capsys, warned)
    assert status == 0
    assert said.startswith("warns words.unchecked-welsh ")


def test_what_blocks_ends_with_status_1_and_shows_the_answers_that_lead_there(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said, _ = _checked(capsys, faulty)
    assert status == 1
    assert "blocks tests.failed gone: The journey test “A light” should arrive at “gone”, but on every channel," in said
    assert '        where: "Mill Lane"' in said.splitlines()


def test_what_blocks_is_told_before_what_warns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _written(
        tmp_path / "both.yaml",
        ("approved: {cy: {by: Nia Rees, on: 2026-10-01}}\n", ""),
        ("    purpose: {en: To find it, cy: I ddod o hyd iddo}\n", ""),
    )
    graveness = [finding["severity"] for finding in _findings(capsys, file)]
    assert graveness == sorted(graveness)
    assert set(graveness) == {"blocks", "warns"}


def test_json_is_a_list_of_findings_with_the_keys_that_are_promised(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _findings(capsys, faulty)
    assert all(finding.keys() >= KEYS for finding in found)
    failed = next(finding for finding in found if finding["id"] == "tests.failed")
    assert failed["counterexample"] == {"about": "light", "where": "Mill Lane"}
    assert all("file" not in finding for finding in found)


def test_of_several_files_each_finding_names_its_own(
    sound: Path, warned: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _findings(capsys, sound, warned, faulty)
    assert {finding["file"] for finding in found} == {str(warned), str(faulty)}
    status, said, _ = _checked(capsys, sound, faulty)
    assert status == 1
    assert [line for line in said.splitlines() if line.endswith("yaml:")] == [f"{sound}:", f"{faulty}:"]


def test_an_older_definition_is_compared_step_by_step(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = _written(tmp_path / "new.yaml", ("Which street is it in?", "Which road is it on?"))
    status, said, _ = _checked(capsys, new, "--against", sound)
    assert status == 1
    assert "blocks words.stale-translation where: " in said
    assert (
        "    The question “Which road is it on?”: the English of its words was “Which street is it in?” and is now “Which"
        " road is it on?”."
    ) in said.splitlines()
    assert "Nothing has changed." in _checked(capsys, sound, "--against", sound)[1]


@pytest.mark.parametrize(
    "given",
    [(), ("no/such/file.yaml",), (BASE, "--at", "soon"), (BASE, BASE, "--against", BASE), (FOLDER,)],
)
def test_bad_input_ends_with_status_2_and_one_line(
    given: tuple[object, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    status = services(["check", *map(str, given)])
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
