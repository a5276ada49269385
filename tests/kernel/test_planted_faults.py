"""Promises about the publish gate: what it says it finds it finds, where it is, and nowhere else."""

from functools import cache
from pathlib import Path

import pytest
from tests.kernel.planted_faults import CALENDAR, FOLDER, Planted, files, finds, planted

from guildhall.channels import SURFACES
from guildhall.kernel.clocks import local
from guildhall.kernel.gate.check import FINDS, NAMESPACES, check
from guildhall.kernel.gate.finding import Counterexample
from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.loading import load_service
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Service
from guildhall.kernel.walk import walk

KINDS = 47
FILES = [pytest.param(file, id=f"{file.parent.name}/{file.stem}") for file in files()]


@cache
def _planted(file: Path) -> Planted:
    return planted(file)


def test_the_definition_that_faults_are_planted_in_is_sound() -> None:
    file = FOLDER / "base.yaml"
    base = load_service(file.read_text(encoding="utf-8"), file.name)
    at = planted(files()[0]).at
    assert check(base, at=at, calendar=CALENDAR, surfaces=SURFACES) == ()


@pytest.mark.parametrize("file", FILES)
def test_a_planted_fault_is_found_where_it_is(file: Path) -> None:
    fault = _planted(file)
    found = [each for each in fault.found_in(fault.faulty) if each.id == fault.finds]
    assert fault.step in [each.step for each in found]
    assert {each.severity for each in found} == {FINDS[fault.finds]}


@pytest.mark.parametrize("file", FILES)
def test_its_sound_twin_raises_no_alarm(file: Path) -> None:
    fault = _planted(file)
    found = fault.found_in(fault.sound)
    assert [each for each in found if each.id == fault.finds or each.severity == "blocks"] == []


@pytest.mark.parametrize("file", FILES)
def test_a_counter_example_leads_to_the_fault_on_every_channel(file: Path) -> None:
    fault = _planted(file)
    finding = next(each for each in fault.found_in(fault.faulty) if (each.id, each.step) == (fault.finds, fault.step))
    if finding.counterexample is None:
        assert fault.arrives is None, "there are no answers that could arrive anywhere"
        return
    assert fault.arrives is not None, f"say under arrives where {finding.counterexample} leads"
    for channel in fault.faulty.channels.offered():
        position = _position(fault.faulty, finding.counterexample, channel, fault)
        told = {
            "stuck": position.stuck,
            "page": position.page,
            "outcome": position.outcome.id if position.outcome else None,
        }
        assert {key: told[key] for key in fault.arrives if key in told} == {
            key: held for key, held in fault.arrives.items() if key in told
        }, channel
        assert set(fault.arrives.get("refused", ())) <= {each.step for each in position.refusals}, channel
        assert set(fault.arrives.get("asked", ())) <= set(position.asked), channel
        assert not set(fault.arrives.get("notAsked", ())) & set(position.asked), channel


def _position(service: Service, shown: Counterexample, channel: str, fault: Planted) -> Position:
    now = fault.at if shown.now is None else local(fault.at.fromisoformat(shown.now))
    around = Circumstances(now, channel, shown.actor or "resident", shown.facts, CALENDAR)
    return walk(Compiled(service), SURFACES[channel], shown.answers, around).position


@pytest.mark.parametrize("file", FILES)
def test_every_finding_says_in_one_sentence_what_it_is_about(file: Path) -> None:
    fault = _planted(file)
    for finding in fault.found_in(fault.faulty):
        assert finding.id in FINDS
        assert finding.message == " ".join(finding.message.split())
        assert finding.message[-1] in ".”?!"


def test_every_sort_of_finding_has_a_planted_fault() -> None:
    assert set(FINDS) - {finds(file) for file in files()} == set()


def test_at_least_45_faults_are_planted() -> None:
    assert len(files()) >= KINDS


@pytest.mark.parametrize("namespace", [each.__name__.rpartition(".")[2] for each in NAMESPACES])  # type: ignore[attr-defined]
def test_each_namespace_names_only_its_own_findings(namespace: str) -> None:
    module = next(each for each in NAMESPACES if each.__name__.endswith(f".{namespace}"))  # type: ignore[attr-defined]
    assert {kind.partition(".")[0] for kind in module.FINDS} == {namespace}
