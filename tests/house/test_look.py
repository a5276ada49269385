"""Promises about the built styles: a council's own look, small, and nothing that is the Crown's."""

import gzip
import json
import re

import pytest
from tests.house.source import PACKAGE

BUILT = PACKAGE / "estate" / "static" / "guildhall"
SHEETS = json.loads((BUILT / "styles.json").read_text(encoding="utf-8"))


def sheet(name: str) -> str:
    file: str = SHEETS[name]["file"]
    return (BUILT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHEETS)
def test_no_style_carries_the_crown_the_crest_or_gds_transport(name: str) -> None:
    assert re.findall(r"crown|crest|gds|transport|@font-face", sheet(name), re.IGNORECASE) == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_style_fetches_anything(name: str) -> None:
    assert re.findall(r"url\((?!['\"]?data:)[^)]*\)|@import", sheet(name)) == []


def test_a_residents_styles_leave_room_for_the_page_in_fourteen_kilobytes() -> None:
    assert len(gzip.compress(sheet("public").encode(), 9)) <= 10_000


@pytest.mark.parametrize("name", SHEETS)
def test_focus_is_always_to_be_seen(name: str) -> None:
    hidden = re.findall(r"([^{}]+)\{[^{}]*outline:\s*(?:none|0)\b[^{}]*\}", sheet(name))
    # The page's main part takes the focus only when someone skips to it; it is no control.
    own = [each for each in hidden if "main" not in each and "skip-link" not in each]
    assert own == []


def test_a_theme_is_about_twenty_values() -> None:
    used = set(re.findall(r"var\((--council-[\w-]+)", sheet("public") + sheet("desk")))
    given = set(re.findall(r"(--council-[\w-]+):", sheet("public")))
    assert used <= given
    assert len(given) <= 25
