"""Promises about how the rooms of the house stand to one another."""

from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from tests.house.source import PACKAGE, ROOMS, ROOT, imported, modules, tracked


def test_each_room_leans_only_on_rooms_below_it_and_every_room_has_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(PACKAGE.parent.parent)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_a_room_is_entered_only_by_its_door() -> None:
    climbed = [
        f"{path}: {name}"
        for room in ROOMS
        for path, tree in modules(room)
        for name in imported(tree)
        if _of_another_room(name, room) and not _through_the_door(name)
    ]
    assert climbed == []


def test_every_room_that_keeps_records_has_a_door() -> None:
    rooms = [room for room in ROOMS if any((PACKAGE / room).glob("models*"))]
    assert [room for room in rooms if not (PACKAGE / room / "door.py").exists()] == []


def _of_another_room(name: str, room: str) -> bool:
    parts = name.split(".")
    return parts[0] == "guildhall" and len(parts) > 1 and parts[1] in {*ROOMS, "config"} - {room}


def _through_the_door(name: str) -> bool:
    return name.split(".")[2:3] == ["door"]


def test_no_drawer_is_kept_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    found = [str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*") if Path(path.name).stem.lower() in drawers]
    assert found == []


def test_service_always_means_the_residents_service() -> None:
    assert [str(path) for path, _ in modules() if path.name == "services.py"] == []


def test_every_file_is_short_enough_to_read() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts
    }
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}
