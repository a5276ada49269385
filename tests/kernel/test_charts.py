"""Laws of charts: whatever is drawn can be read, lies within its box, says what is not shown, and harms no page."""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.measures.charts import LETTER, WIDTH, Chart, Mark, Target, bars, trend

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert("1")</script>&amp; \x00 \ud800 ]]> <!-- 😀'
LETTERS = st.one_of(st.sampled_from(["", HOSTILE, "W" * 90, "一" * 40, "Ŵyr y Bryn"]), st.text(max_size=40))
AMOUNTS = st.decimals(-1_000_000, 1_000_000, places=4, allow_nan=False)
DRAWN = (trend, bars)
Draw = Callable[[Chart], str]


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """A mark with a value, its interval or none; or without any."""
    low, value, high = sorted(draw(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)))
    known, held = draw(st.booleans()), draw(st.booleans())
    return Mark(
        draw(LETTERS), draw(LETTERS), value if known else None, low if known and held else None,
        high if known and held else None, draw(LETTERS),
    )  # fmt: skip


TARGETS = st.none() | st.builds(Target, AMOUNTS, LETTERS)
CHARTS = st.builds(
    Chart, st.just("c"), LETTERS, LETTERS, st.lists(marks(), max_size=12), st.just(lambda amount: f"{amount:f}"), LETTERS,
    LETTERS, LETTERS, TARGETS,
)  # fmt: skip


def _chart(*given_marks: Mark, target: Target | None = None) -> Chart:
    return Chart(
        "kept", "Promises kept", "From 80% to 90%.", given_marks, lambda amount: f"{amount:f}%", "Holds it, 95%", "Not shown",
        "Nothing to show yet", target,
    )  # fmt: skip


def _month(value: int | None, name: str = "May 2026") -> Mark:
    return Mark(name, "too few to show" if value is None else f"{value}%", None if value is None else Decimal(value))


def _texts(root: Element) -> list[tuple[float, float, float, str]]:
    """Each text with its left and its right, in letters as wide as usual ones are, its line, and its words."""
    found = []
    for x, each, line in _placed(root):
        words = each.text or ""
        wide = sum(1.0 if east_asian_width(letter) in "WF" else 0.62 for letter in words) * LETTER
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[each.get("text-anchor", "start")]
        found.append((left, left + wide, line, words))
    return found


def _placed(root: Element) -> list[tuple[float, Element, float]]:
    """Texts with their places, moved as the group moves them in which they stand."""
    found: list[tuple[float, Element, float]] = []
    for group in (root, *root.iter(f"{SVG}g")):
        moved = re.fullmatch(r"translate\(0 ([\d.]+)\)", group.get("transform", "translate(0 0)"))
        assert moved
        texts = [each for each in group if each.tag == f"{SVG}text"]
        found += [(float(each.get("x", "")), each, float(each.get("y", "")) + float(moved[1])) for each in texts]
    return found


def _places(root: Element) -> list[tuple[float, float]]:
    """Every place that is drawn at, but for the signs of the legend, which are moved."""
    found: list[tuple[float, float]] = []
    for each in root:
        if each.tag == f"{SVG}circle":
            found.append((float(each.get("cx", "")), float(each.get("cy", ""))))
        elif each.tag == f"{SVG}rect":
            x, y = float(each.get("x", "")), float(each.get("y", ""))
            found += [(x, y), (x + float(each.get("width", "")), y + float(each.get("height", "")))]
        elif each.tag == f"{SVG}path":
            pairs = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", each.get("d", ""))
            found += [(float(x), float(y)) for x, y in pairs]
    return found


@pytest.mark.parametrize("draw", DRAWN)
@given(chart=CHARTS)
def test_a_chart_is_sound_whatever_its_words_and_stays_within_its_box(draw: Draw, chart: Chart) -> None:
    root = fromstring(draw(chart))
    width, height = map(float, root.get("viewBox", "").split()[2:])
    assert width == WIDTH
    for x, y in _places(root):
        assert -0.1 <= x <= width + 0.1
        assert -0.1 <= y <= height + 0.1
    for left, right, line, _ in _texts(root):
        assert left >= -0.1
        assert right <= width + 0.1
        assert LETTER / 2 <= line <= height


@pytest.mark.parametrize("draw", DRAWN)
@given(chart=CHARTS)
def test_no_two_labels_lie_over_one_another(draw: Draw, chart: Chart) -> None:
    told = [each for each in _texts(fromstring(draw(chart))) if each[3]]
    for one, other in combinations(told, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= LETTER - 0.1
        assert apart, (one, other)


@pytest.mark.parametrize("draw", DRAWN)
def test_a_chart_has_no_script_no_style_and_no_colour_of_its_own(draw: Draw) -> None:
    marks = [Mark(HOSTILE, HOSTILE, Decimal(4), Decimal(3), Decimal(5), HOSTILE), Mark(HOSTILE, HOSTILE)]
    hostile = Chart(
        HOSTILE, HOSTILE, HOSTILE, marks, str, HOSTILE, HOSTILE, HOSTILE, Target(Decimal(7), HOSTILE)
    )  # fmt: skip
    root = fromstring(draw(hostile))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "text",
        "path",
        "rect",
        "circle",
    }
    for each in root.iter():
        assert not any(name.startswith("on") or name == "style" for name in each.attrib)
        assert each.get("fill", "none") in {"none", "currentColor"}
        assert each.get("stroke", "none") in {"none", "currentColor"}


@pytest.mark.parametrize("draw", DRAWN)
def test_a_chart_says_what_it_is_and_what_it_shows_to_whoever_does_not_see_it(draw: Draw) -> None:
    root = fromstring(draw(_chart(_month(90))))
    assert root.get("role") == "img"
    named, told = root.get("aria-labelledby"), root.get("aria-describedby")
    said = {each.get("id"): each.text for each in root if each.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert said == {named: "Promises kept", told: "From 80% to 90%."}


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("held", [(), (_month(None), _month(None))])
def test_a_chart_of_nothing_says_so_and_draws_nothing(draw: Draw, held: tuple[Mark, ...]) -> None:
    root = fromstring(draw(_chart(*held, target=Target(Decimal(95), "At least 95%"))))
    assert [each[3] for each in _texts(root)] == ["Nothing to show yet"]
    assert _places(root) == []


def test_a_line_breaks_where_nothing_is_shown_and_a_cross_stands_there() -> None:
    drawn = trend(_chart(_month(80), _month(82), _month(None), _month(85), _month(90)))
    whole = trend(_chart(_month(80), _month(82), _month(84), _month(85), _month(90)))
    assert (_lines(drawn), _lines(whole)) == (2, 1)
    assert ("Not shown" in drawn, "Not shown" in whole) == (True, False)
    assert (drawn.count("l6 6m0-6l-6 6"), whole.count("l6 6m0-6l-6 6")) == (2, 0)  # one in the legend, one in its place


def test_words_for_which_there_is_no_room_are_cut_or_left_out_and_never_pressed_together() -> None:
    told = [f"{'The month of May in the year' if place % 2 else 'May'} {2000 + place}" for place in range(9)]
    texts = [
        each for each in _texts(fromstring(trend(_chart(*(_month(80, name) for name in told))))) if "20" in each[3]
    ]
    assert [each[3] for each in texts] == ["May 2008", "May 2000", "May 2004"]
    (name, said, *_) = _texts(fromstring(bars(_chart(Mark("W" * 90, "90%", Decimal(90))))))[:2][::-1]
    assert name[3].endswith("W…")
    assert name[1] + LETTER / 2 < said[0]


def _lines(drawn: str) -> int:
    return len(re.findall(r'<path d="M[^"]*L[^"]*" fill="none"[^>]*stroke-width="2"/>', drawn))


def test_one_figure_alone_is_a_point_with_a_whisker() -> None:
    drawn = trend(_chart(Mark("May 2026", "90%", Decimal(90), Decimal(80), Decimal(95), "May")))
    assert drawn.count("<circle") == 1
    assert (_lines(drawn), "May" in drawn) == (0, True)


def test_a_higher_figure_stands_higher_and_a_longer_bar_is_more() -> None:
    held = [_month(80), _month(95), _month(90)]
    root = fromstring(trend(_chart(*held)))
    (line,) = [each.get("d", "") for each in root.iter(f"{SVG}path") if each.get("stroke-width") == "2"]
    first, second, third = (float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", line))
    assert second < third < first
    wide = [float(each) for each in re.findall(r'<rect [^>]*width="([\d.]+)"[^>]*stroke', bars(_chart(*held)))]
    assert wide[0] < wide[2] < wide[1]
    assert wide[0] / wide[1] == pytest.approx(80 / 95, abs=0.01)  # a bar begins at nought


@given(value=st.integers(0, 100), target=st.integers(0, 100))
def test_the_target_stands_on_the_scale_of_the_figures(value: int, target: int) -> None:
    drawn = trend(_chart(_month(value), _month(value), target=Target(Decimal(target), "Promised")))
    dashed = re.findall(r'<path d="M[\d.]+ ([\d.]+)L[^"]*" stroke="currentColor" stroke-width="2" stroke-dash', drawn)
    line = re.search(r'<path d="M[\d.]+ ([\d.]+)L[^"]*" fill="none"', drawn)
    assert line
    height = float(dashed[-1])  # the first is the legend's
    assert (height < float(line[1])) == (target > value)
    assert (height == float(line[1])) == (target == value)
