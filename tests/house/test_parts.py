"""Promises about the parts that Guildhall stands on, and what its repository gives away."""

import json
import re
import tomllib
from importlib.metadata import metadata

import pytest
from tests.house.source import ROOT, tracked

LOCKS = ("requirements.lock", "requirements-dev.lock")
REGISTRIES = r"https?://[\w.:-]+/(simple|pypi)/|registry\.npm" + r"js\.org|files\.python" + "hosted"
MACHINES = r"(?<![\w./}])/(wor[k]|roo[t]|hom[e]|Use[r]s|op[t])/[a-z]"


def test_no_file_names_a_registry_or_a_path_of_somebodys_machine() -> None:
    told = re.compile(f"{REGISTRIES}|{MACHINES}")
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        if match := told.search(text):
            found.append(f"{path.relative_to(ROOT)}: {match[0]}")
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_part_is_locked_to_a_version_and_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    parts = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert parts
    assert [part for part in parts if "==" not in part or "--hash=sha256:" not in part] == []
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_every_part_that_the_project_names(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[~=<>]", each)[0].replace(".", "-").lower() for each in project["dependencies"]}
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert named - set(re.findall(r"^([\w.-]+)==", text, flags=re.MULTILINE)) == set()


def test_the_two_locks_agree() -> None:
    held = re.compile(r"^([\w.-]+)==(\S+)", flags=re.MULTILINE)
    run, dev = (set(held.findall((ROOT / lock).read_text(encoding="utf-8"))) for lock in LOCKS)
    assert run <= dev


def test_the_styles_parts_are_locked_by_their_contents_and_not_by_an_address() -> None:
    lock = json.loads((ROOT / "styles" / "package-lock.json").read_text(encoding="utf-8"))
    parts = {name: part for name, part in lock["packages"].items() if name}
    assert [name for name, part in parts.items() if "resolved" in part] == []
    assert [name for name, part in parts.items() if "integrity" not in part] == []


def test_the_styles_are_those_that_our_templates_are_written_for() -> None:
    package = json.loads((ROOT / "styles" / "package.json").read_text(encoding="utf-8"))
    said = str(metadata("govuk-frontend-jinja").json["description"])
    tracked_version = re.search(r"GOV\.UK%20Frontend-v([\d.]+)-", said)
    assert tracked_version
    assert package["dependencies"]["govuk-frontend"] == tracked_version[1]
