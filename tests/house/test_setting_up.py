"""Promises of the make targets: what is missing is said in one line, with what to type."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from setup import pagestyles, stamps, trials
from tests.house.source import ROOT

MAKE = shutil.which("make") or "make"


def python(*words: str, folder: Path = ROOT, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_that_is_too_old_is_told_with_what_to_type(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o700)
    (tmp_path / "sh").symlink_to("/bin/sh")
    done = subprocess.run(
        [MAKE, "run"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Guildhall needs Python 3.11 or later. Type: " in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_python_without_venv_is_told_with_what_to_type(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "setup", tmp_path / "setup")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    # Debian's Python without python3-venv has no ensurepip.
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text("import sys\nsys.modules['ensurepip'] = None\n", encoding="ascii")
    done = python("-m", "setup", "setup", folder=tmp_path, PYTHONPATH=str(tmp_path))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (f"Python's venv is missing. Type: sudo apt-get install python{version}-venv\n")
    assert not (tmp_path / ".venv").exists()


def test_a_missing_browser_is_told_with_what_to_type_and_how_to_go_without(tmp_path: Path) -> None:
    done = python("-c", "from setup import debian; debian.chromium()", PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "chromium is missing. Type: sudo apt-get install chromium  (or leave the browser out: BROWSER=0 make test)\n"
    )


def test_a_target_that_is_not_there_is_refused_in_one_line() -> None:
    done = python("-m", "setup", "cake", PATH=os.environ["PATH"])
    assert (done.returncode, done.stderr) == (2, "There is no target cake.\n")


@pytest.mark.parametrize("change", ["a word", "a name", "a file more"])
def test_a_step_is_done_again_only_when_what_it_was_made_from_changes(tmp_path: Path, change: str) -> None:
    source, stamp = tmp_path / "lock", tmp_path / "stamp"
    source.write_text("one", encoding="ascii")
    stamps.keep(stamp, stamps.digest([source]))
    assert stamps.holds(stamp, stamps.digest([source]))
    sources = [source]
    match change:
        case "a word":
            source.write_text("two", encoding="ascii")
        case "a name":
            sources = [source.rename(tmp_path / "other")]
        case "a file more":
            sources.append(tmp_path / "more")
            sources[1].write_text("", encoding="ascii")
    assert not stamps.holds(stamp, stamps.digest(sources))


def test_what_was_tried_is_tried_again_where_any_file_that_somebody_wrote_is_another(tmp_path: Path) -> None:
    def write(name: str, words: str) -> str:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, encoding="ascii")
        return trials.tried_in(tmp_path)

    before = write("src/guildhall/door.py", "one")
    assert write("src/guildhall/__pycache__/door.pyc", "made") == before
    assert write("src/guildhall/estate/static/guildhall/public.css", "made") == before
    for name in ("src/guildhall/door.py", "tests/rooms/test_door.py", "Makefile", "requirements.lock"):
        before, earlier = write(name, "two"), before
        assert before != earlier, name
    (tmp_path / "src/guildhall/door.py").rename(tmp_path / "tests/rooms/door.py")
    assert trials.tried_in(tmp_path) != before


def test_a_server_that_is_running_still_finds_the_styles_that_it_began_with(tmp_path: Path) -> None:
    def built(number: int) -> set[str]:
        pagestyles.place(tmp_path, {"public": b"a{order:%d}" % number, "desk": b"b{}"})
        assert all((tmp_path / each["file"]).exists() for each in listed().values())
        return {each.name for each in tmp_path.glob("public.*.css")}

    def listed() -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = json.loads((tmp_path / "styles.json").read_text(encoding="utf-8"))
        return found

    first = built(0)
    second = built(1)
    assert first < second
    assert built(1) == second
    for number in range(2, 20):
        last = built(number)
    assert len(last) == pagestyles.STAY + 1
    assert len(list(tmp_path.iterdir())) == 2 * (len(last) + 1) + 1
