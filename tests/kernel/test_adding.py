"""The how-to pages are true: a kind, a service and a channel are added to a copy of the house, each in the files counted."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import guildhall.kernel

SOURCE = Path(next(iter(guildhall.__path__)))
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"

KIND = '''"""A colour, as a web page writes it."""

from typing import Literal

from guildhall.kernel.question import Box, Question, Refused, text_of


class Colour(Question):
    """A colour in six hexadecimal digits, kept in small letters."""

    kind: Literal["colour"]
    refusals = {"not-a-colour": {"en": "Write a colour like a1b2c3", "cy": "Ysgrifennwch liw fel a1b2c3"}}

    def boxes(self, style):
        return (Box(width=6),)

    def check(self, value, scope):
        written = text_of(value).lower().removeprefix("#")
        if len(written) != 6 or set(written) - set("0123456789abcdef"):
            raise Refused("not-a-colour")
        return written

    def as_schema(self):
        return {"type": "string", "pattern": "^[0-9a-f]{6}$"}
'''
CHANNEL = '''"""A kiosk in a library: large buttons, chosen by letter."""

from guildhall.kernel.surface import LETTERS, Surface


class Kiosk(Surface):
    """A page of a kiosk."""

    keys = LETTERS
    style = "line"

    def name(self, question):
        return f"kiosk-{question.id}"


def surface(service, position, language):
    return Kiosk(service.pages[str(position.page)].steps, language)
'''
SERVICE = """\
id: paint-a-bench
title: {en: Paint a bench, cy: Paentio mainc}
steps:
  - {id: shade, kind: KIND, label: {en: Which colour?, cy: Pa liw?}}
  - {id: sort, kind: choice, label: {en: Which paint?}, options: [{code: oil, label: {en: Oil}}, {code: water, label: {en: Water}}]}
outcomes: [{id: painted, kind: submit, title: {en: We will paint it, cy: Byddwn yn ei phaentio}}]
"""
WALK = """
import json, sys
from datetime import datetime
from pathlib import Path
from typing import Any
from guildhall.channels import SURFACES
from guildhall.kernel.journey import Compiled
from guildhall.kernel.loading import json_schema, load_service
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import walk

service = Compiled(load_service(Path(sys.argv[1]).read_text()))
now = Circumstances(datetime(2026, 3, 27))
walks = [
    {name: walk(service, surface, {"shade": shade, "sort": "water"}, now).as_json() for name, surface in SURFACES.items()}
    for shade in ("#A1B2C3", "reddish")
]
print(json.dumps({"walks": walks, "schema": "colour" in json.dumps(json_schema())}))
"""


def walked(house: Path) -> dict[str, Any]:
    """Walk the new service in a copy of the house, in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", WALK, str(house / "guildhall/catalogue/services/paint-a-bench.yaml")],
        env={"PYTHONPATH": str(house)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the pure rooms, with one new service in it."""
    for room in ("kernel", "channels"):
        shutil.copytree(SOURCE / room, tmp_path / "guildhall" / room, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "guildhall" / "__init__.py").write_text("", encoding="utf-8")
    services = tmp_path / "guildhall/catalogue/services"
    services.mkdir(parents=True)
    (services / "paint-a-bench.yaml").write_text(SERVICE.replace("KIND", "text"), encoding="utf-8")
    return tmp_path


def counted(page: str, files: int) -> bool:
    """Whether a page ends in so many files touched."""
    last = (HOW_TO / page).read_text(encoding="utf-8").rstrip().rpartition("\n\n")[2]
    return last.startswith((f"**Files touched: {files}.**", f"**Files touched: {files}** "))


def test_a_service_is_one_file(house: Path) -> None:
    right, _ = walked(house)["walks"]
    assert {walk["outcome"] for walk in right.values()} == {"painted"}
    assert counted("add-a-service.md", 1)


def test_a_kind_of_question_is_one_file(house: Path) -> None:
    (house / "guildhall/kernel/kinds/colour.py").write_text(KIND, encoding="utf-8")
    (house / "guildhall/catalogue/services/paint-a-bench.yaml").write_text(
        SERVICE.replace("KIND", "colour"), encoding="utf-8"
    )
    found = walked(house)
    right, wrong = found["walks"]
    assert {walk["case"]["shade"] for walk in right.values()} == {"a1b2c3"}
    assert {walk["errors"][0]["message"] for walk in wrong.values()} == {"Write a colour like a1b2c3"}
    assert len(right) == 5
    assert found["schema"]
    assert counted("add-a-question-kind.md", 1)


def test_a_channel_is_one_file_and_one_line_in_the_list(house: Path) -> None:
    (house / "guildhall/channels/kiosk.py").write_text(CHANNEL, encoding="utf-8")
    listed = house / "guildhall/channels/__init__.py"
    text = listed.read_text(encoding="utf-8").replace('    "web":', '    "kiosk": kiosk.surface,\n    "web":')
    listed.write_text(text.replace("import api, ", "import api, kiosk, "), encoding="utf-8")
    right, wrong = walked(house)["walks"]
    assert right["kiosk"] == right["web"]
    assert wrong["kiosk"] == wrong["paper"]
    assert counted("add-a-channel.md", 2)
