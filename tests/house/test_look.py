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


WORDS = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "brand-pale"),
    ("ink-quiet", "paper"), ("ink-quiet", "surface"), ("ink-quiet", "brand-pale"),
    ("link", "paper"), ("link", "surface"), ("link", "brand-pale"), ("link-visited", "paper"),
    ("paper", "brand"), ("paper", "brand-deep"), ("paper", "error"), ("paper", "success"),
    ("brand-deep", "brand-pale"), ("error", "paper"), ("success", "paper"), ("warning", "paper"),
    ("focus-ink", "focus"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize(("line", "ground"), [("field-line", "paper"), ("focus-ink", "paper")])
def test_fields_and_focus_stand_out_from_the_page(line: str, ground: str) -> None:
    assert contrast(line, ground) >= 3  # WCAG 2.2, 1.4.11


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(name: str) -> float:
    """Relative luminance of a theme's colour, as WCAG 2.2 defines it."""
    found = re.search(rf"--council-{name}: ?#([0-9a-f]{{3,6}})", sheet("public"))
    assert found
    digits = found[1] if len(found[1]) == 6 else "".join(each * 2 for each in found[1])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
