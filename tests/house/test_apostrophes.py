"""Words are set as people print them: between letters stands ’ and not the straight mark of a typewriter."""

import re
from pathlib import Path

import pytest
from tests.house.source import PACKAGE

_STRAIGHT = re.compile(r"\w'\w")
_ROOMS = ("decide", "estate", "front", "plan", "understand")
"""The rooms of which every word is set so. What serve says is still to be set anew."""

SHIPPED = sorted(
    file
    for folder in (*(PACKAGE / room for room in _ROOMS), PACKAGE / "catalogue" / "measures")
    for file in folder.rglob("*.yaml")
)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_straight_apostrophe_stands_between_letters(file: Path) -> None:
    words, _, _sql = file.read_text(encoding="utf-8").partition("\nsql:")
    assert [line for line in words.splitlines() if _STRAIGHT.search(line)] == []
