"""Promises about pages that councils made: what a right reader says of them lies beside the repository, in shared/data."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.rooms.test_records_reading import passed_over

from guildhall.decide.reading.pages import read
from guildhall.decide.reading.record import Reading

SHARED = Path(__file__).parents[3] / "shared" / "data"
PAGES = sorted((SHARED / "council-pages").glob("*.gold.json"))
MACHINE = SHARED / "council-machine"
FOR_PEOPLE = {"note", "source"}
"""Keys of a gold file that are for people."""
if not PAGES:
    sys.stderr.write(f"{SHARED} is not here: the reader is not held to the pages of councils, only to invented ones.\n")


def read_beside(gold: Path) -> Reading:
    return read(gold.with_name(gold.name.replace(".gold.json", ".txt")).read_bytes())


def expected(gold: Path) -> dict[str, object]:
    return {name: each for name, each in json.loads(gold.read_text()).items() if name not in FOR_PEOPLE}


def shares() -> Iterator[tuple[str, int, int, list[str]]]:
    """Of each page: how many fields are exact, of how many, and which are not."""
    for gold in PAGES:
        said, want = read_beside(gold).record(), expected(gold)
        differ = [name for name, each in want.items() if said.get(name) != each]
        yield gold.name.removesuffix(".gold.json"), len(want) - len(differ), len(want), differ


def test_of_the_fields_of_all_pages_at_least_ninety_five_in_a_hundred_are_exact() -> None:
    told = list(shares())
    exact, of = sum(each[1] for each in told), sum(each[2] for each in told)
    table = "\n".join(
        f"{name}: {right} of {all_of_them} {' '.join(missed)}" for name, right, all_of_them, missed in told
    )
    assert exact >= 0.95 * of, f"{exact} of {of}\n{table}"


def test_no_field_that_is_given_is_wrong_and_what_is_not_sure_is_left_out() -> None:
    wrong: dict[str, object] = {}
    for gold in PAGES:
        said, want = read_beside(gold).record(), expected(gold)
        wrong |= {
            f"{gold.name} {name}": said[name] for name, each in want.items() if name in said and said[name] != each
        }
    assert wrong == {}


def test_no_number_and_no_name_of_a_page_is_passed_over() -> None:
    gone = {gold.name: passed_over(read_beside(gold)) for gold in PAGES}
    assert {name: each for name, each in gone.items() if each} == {}


def test_a_page_that_was_saved_without_its_last_line_break_says_the_same() -> None:
    for gold in PAGES:
        held = gold.with_name(gold.name.replace(".gold.json", ".txt")).read_bytes()
        assert read(held.rstrip()).fields == read(held).fields == read(held.rstrip() + b"  ").fields, gold.name


FORMS: dict[str, dict[str, object]] = {
    "lgsf_cmis_meeting_summary.html": {
        "kind": "meeting", "body": "Licensing Sub-Committee A", "meeting_date": "2026-08-03", "time": "10:00", "status": "Scheduled",
        "venue": "On-line meeting", "remote": True,
    },
    "lgsf_meeting_with_minutes.xml": {
        "kind": "meeting", "body": "Audit Committee", "meeting_date": "2026-02-10", "time": "10:00", "status": "Confirmed",
        "items": ["1", "9"], "venue": "Council Antechamber, Level 2, Town Hall Extension",
    },
    "lgsf_modgov_decision_detail.html": {
        "kind": "decision", "title": "Minutes of Previous Meeting", "status": "Recommendations Approved", "key": False,
        "call_in": {"subject": False}, "publication_date": "2015-10-22", "date": "2015-10-19", "body": "Policy Committee",
    },
    "lgsf_modgov_decision_multi_paragraph.html": {
        "kind": "decision", "decision_maker": "Service Director - Homes & Neighbourhoods", "key": False,
        "publication_date": "2025-12-10", "date": "2021-07-27",
    },
    "lgsf_modgov_decisions_list.html": {
        "kind": "decisions_register",
        "decisions": [
            {"ref": "13567", "date": "2025-04-01", "effective_from": "2025-04-01", "call_in": {"subject": False}},
            {"ref": "13149", "date": "2025-11-03", "effective_from": "2025-11-03", "call_in": {"subject": False}},
        ],
    },
    "lgsf_modgov_rofi.html": {
        "kind": "register_of_interests", "publication_date": "2026-03-10",
        "registered": [{"category": "Employment", "member": "Accountant", "partner": "None"}],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", [each.name for each in MACHINE.glob("*.*ml")] or ["none"])
def test_the_forms_that_committee_systems_give_to_machines_are_read_as_their_pages_are(name: str) -> None:
    said = read((MACHINE / name).read_bytes()).record() if name in FORMS else {}
    assert {key: said.get(key) for key in FORMS.get(name, {})} == FORMS.get(name, {})
