"""Charts as SVG: figures over time as a line, and the parts of a whole as bars, each with the interval that holds it. Pure.

A chart is read in print, in black and white, by a screen reader and on a telephone: it is drawn in the colour of the text, tells
things apart by dashes and shapes, has a title and says in a sentence what it shows, needs no script and no style. Beside it stands a
table with the same marks (``Mark.name``, ``Mark.said``): what a chart has no room for is there in full. Words come in one language.

Places in the drawing are in units of which the chart is ``WIDTH`` wide, so that its letters can be read on a narrow screen.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby
from unicodedata import east_asian_width

WIDTH = 360
"""How wide every chart is, in its own units."""
LETTER = 13
"""How high its letters are, in the same units."""

_LINE = 20
_PLOT = 150
_APART = 8
_EDGE = 6
_BAR = 14
_STEPS = 4
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of a line or one bar: what it is called, its value with the interval that holds it, and how all that is said.

    Without a ``value`` nothing is drawn: ``said`` has the reason. ``short`` is what it is called where there is little room.
    """

    name: str
    said: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The value that was promised, and how that is said."""

    value: Decimal
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: ``about`` says in a sentence what it shows, ``say`` an amount on its scale.

    ``name`` is one word for machines, other than that of any chart on the page. ``interval`` and ``absent`` say what a band or a
    whisker is and what a cross is: a mark without a value. ``empty`` says that there is nothing to draw.
    """

    name: str
    title: str
    about: str
    marks: Sequence[Mark]
    say: Callable[[Decimal], str]
    interval: str
    absent: str
    empty: str
    target: Target | None = None


def trend(chart: Chart) -> str:
    """Figures over time as SVG: a line, its intervals as a band, the target as a dashed line, a cross where nothing is shown."""
    known = [each for each in chart.marks if each.value is not None]
    if not known:
        return _drawn(chart, _LINE, [_text(0, LETTER, chart.empty, WIDTH)])
    ticks = _ticks(_amounts(chart))
    told = [fitted(chart.say(each), WIDTH / 3) for each in ticks]
    left, right = max(map(_wide, told)) + _APART, float(WIDTH - _EDGE)
    legend, top = _legend(chart, band=True)
    bottom = top + _PLOT
    across = [_between(left + _EDGE, right - _EDGE, place, len(chart.marks)) for place in range(len(chart.marks))]

    def up(amount: Decimal) -> float:
        return bottom - float((amount - ticks[0]) / (ticks[-1] - ticks[0])) * _PLOT

    lines = [*legend]
    for each, words in zip(ticks, told, strict=True):
        lines.append(_stroke(left, up(each), right, up(each), 'stroke-opacity="0.25"'))
        lines.append(_text(left - _APART / 2, up(each) + LETTER / 3, words, anchor="end"))
    if chart.target:
        lines.append(_stroke(left, up(chart.target.value), right, up(chart.target.value), _DASHED))
    for run in _runs(chart.marks, across):
        lines += _band(run, up)
        lines += _line(run, up)
    lines += [_cross(at, bottom) for at, each in zip(across, chart.marks, strict=True) if each.value is None]
    lines += _below(chart.marks, across, bottom + LETTER + _EDGE)
    return _drawn(chart, bottom + _LINE + _EDGE, lines)


def bars(chart: Chart) -> str:
    """Parts as SVG: a bar for each, from nought, with a whisker for its interval; the target as a dashed line across them."""
    known = [each for each in chart.marks if each.value is not None]
    if not known:
        return _drawn(chart, _LINE, [_text(0, LETTER, chart.empty, WIDTH)])
    ticks = _ticks([*_amounts(chart), Decimal(0)])
    legend, top = _legend(chart, band=False)

    def along(amount: Decimal) -> float:
        return _EDGE + float((amount - ticks[0]) / (ticks[-1] - ticks[0])) * (WIDTH - 2 * _EDGE)

    lines = [*legend]
    high = _LINE + _BAR + _EDGE
    for place, each in enumerate(chart.marks):
        at = top + place * high
        said = fitted(each.said, WIDTH / 2)
        lines.append(_text(WIDTH, at + LETTER, said, anchor="end"))
        lines.append(_text(0, at + LETTER, each.name, WIDTH - _wide(said) - _APART))
        lines += _one_bar(each, at + _LINE, along)
        if chart.target:
            x = along(chart.target.value)
            lines.append(_stroke(x, at + _LINE - 2, x, at + _LINE + _BAR + 2, _DASHED))
    return _drawn(chart, top + len(chart.marks) * high, lines)


_DASHED = 'stroke-width="2" stroke-dasharray="6 4"'


def _drawn(chart: Chart, height: float, lines: Sequence[str]) -> str:
    name = safe(chart.name)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {written(height)}" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-about" font-size="{LETTER}" fill="currentColor" stroke="none">'
        f'<title id="{name}-title">{safe(chart.title)}</title><desc id="{name}-about">{safe(chart.about)}</desc>'
    )
    return f"{head}{''.join(lines)}</svg>"


def _legend(chart: Chart, *, band: bool) -> tuple[list[str], float]:
    """What each sort of mark means, line by line, and how high all of it is. Only what is drawn is named."""
    signs: list[tuple[str, str]] = []
    if chart.target:
        signs.append((_stroke(0, 0, 24, 0, _DASHED), chart.target.said))
    if any(each.value is not None and each.low is not None for each in chart.marks):
        sign = '<rect y="-6" width="24" height="12" fill-opacity="0.18"/>' if band else _whisker(2, 22, 0)
        signs.append((sign, chart.interval))
    if band and any(each.value is None for each in chart.marks):
        signs.append((_cross(12, 4), chart.absent))
    lines = [
        f'<g transform="translate(0 {written(_LINE * place + LETTER / 2 + 1)})">{sign}{_text(32, LETTER / 3, words, WIDTH - 32)}</g>'
        for place, (sign, words) in enumerate(signs)
    ]
    return lines, _LINE * len(signs) + _APART


def _band(run: Sequence[tuple[float, Mark]], up: Callable[[Decimal], float]) -> Iterator[str]:
    """The intervals of marks that follow one another. One alone has a whisker, which has no width to be a band."""
    held = [(at, each.low, each.high) for at, each in run if each.low is not None and each.high is not None]
    if len(held) < len(run):
        return
    if len(held) == 1:
        at, low, high = held[0]
        yield _path([(at, up(low)), (at, up(high))], 'stroke="currentColor"')
        return
    outline = [(at, up(high)) for at, _, high in held] + [(at, up(low)) for at, low, _ in reversed(held)]
    yield _path(outline, 'fill-opacity="0.18"', closed=True)


def _line(run: Sequence[tuple[float, Mark]], up: Callable[[Decimal], float]) -> Iterator[str]:
    points = [(at, up(each.value)) for at, each in run if each.value is not None]
    if len(points) > 1:
        yield _path(points, 'fill="none" stroke="currentColor" stroke-width="2"')
    for x, y in points[-1:]:
        yield f'<circle cx="{written(x)}" cy="{written(y)}" r="3.5"/>'


def _one_bar(mark: Mark, at: float, along: Callable[[Decimal], float]) -> Iterator[str]:
    """A bar from nought to its value, and its whisker beneath the middle of it."""
    nought = along(Decimal(0))
    yield _stroke(nought, at, nought, at + _BAR, "")
    if mark.value is None:
        return
    begun, ended = sorted((nought, along(mark.value)))
    yield (
        f'<rect x="{written(begun)}" y="{written(at)}" width="{written(ended - begun)}" height="{_BAR}" fill-opacity="0.3" '
        'stroke="currentColor"/>'
    )
    if mark.low is not None and mark.high is not None:
        yield _whisker(along(mark.low), along(mark.high), at + _BAR / 2)


def _runs(marks: Sequence[Mark], across: Sequence[float]) -> Iterator[list[tuple[float, Mark]]]:
    """The marks with a value, in stretches without a gap."""
    placed = list(zip(across, marks, strict=True))
    for drawn, run in groupby(placed, key=lambda each: each[1].value is not None):
        if drawn:
            yield list(run)


def _below(marks: Sequence[Mark], across: Sequence[float], y: float) -> Iterator[str]:
    """What marks are called, under them: the last first, then the first, then as many between as there is room for."""
    taken: list[tuple[float, float]] = []
    last = len(marks) - 1
    for place in dict.fromkeys((last, 0, last // 2, last // 4, last * 3 // 4)):
        words = fitted(marks[place].short or marks[place].name, WIDTH / 2)
        half = _wide(words) / 2
        middle = min(max(across[place], half), WIDTH - half)
        if all(middle + half + _APART <= begun or ended + _APART <= middle - half for begun, ended in taken):
            taken.append((middle - half, middle + half))
            yield _text(middle, y, words, anchor="middle")


def _amounts(chart: Chart) -> list[Decimal]:
    found = [amount for each in chart.marks if each.value is not None for amount in (each.value, each.low, each.high)]
    return [each for each in (*found, chart.target.value if chart.target else None) if each is not None]


def _ticks(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Round amounts, evenly apart, that hold all of these: a scale."""
    least, most = min(amounts), max(amounts)
    rough = (most - least) / _STEPS or abs(most) / _STEPS or Decimal(1)
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(each for each in (power, 2 * power, 5 * power, 10 * power) if each >= rough)
    first, last = least // step, most // step
    first -= 1 if first * step > least else 0
    last += 1 if last * step < most or last == first else 0
    return [step * each for each in range(int(first), int(last) + 1)]


def _between(left: float, right: float, place: int, many: int) -> float:
    return (left + right) / 2 if many == 1 else left + (right - left) * place / (many - 1)


def _text(x: float, y: float, words: str, room: float = WIDTH, *, anchor: str = "start") -> str:
    said = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{written(x)}" y="{written(y)}"{said}>{safe(fitted(words, room))}</text>'


def _stroke(x1: float, y1: float, x2: float, y2: float, how: str) -> str:
    return _path([(x1, y1), (x2, y2)], f'stroke="currentColor" {how}'.strip())


def _whisker(x1: float, x2: float, y: float) -> str:
    ends = (
        f"M{written(x1)} {written(y - 4)}v8M{written(x1)} {written(y)}H{written(x2)}M{written(x2)} {written(y - 4)}v8"
    )
    return f'<path d="{ends}" fill="none" stroke="currentColor" stroke-width="1.5"/>'


def _cross(x: float, bottom: float) -> str:
    return f'<path d="M{written(x - 3)} {written(bottom - 7)}l6 6m0-6l-6 6" fill="none" stroke="currentColor"/>'


def _path(points: Sequence[tuple[float, float]], how: str, *, closed: bool = False) -> str:
    drawn = "L".join(f"{written(x)} {written(y)}" for x, y in points)
    return f'<path d="M{drawn}{"Z" if closed else ""}" {how}/>'


def _wide(words: str) -> float:
    """How wide words may be, at most, in any letters that a browser has."""
    return sum(1.0 if each in "mwMWŴŵ@%—…" or east_asian_width(each) in "WFA" else 0.62 for each in words) * LETTER


def fitted(words: str, room: float) -> str:
    """The words, cut where there is no room for them. The table has them whole."""
    line = " ".join(words.split())
    if _wide(line) <= room:
        return line
    while line and _wide(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def safe(words: str) -> str:
    """Words as they may stand in SVG, whatever is in them."""
    return escape(_UNWRITABLE.sub("\ufffd", words))


def written(place: float) -> str:
    """A place in a drawing, to a tenth."""
    return f"{place:.1f}".removesuffix(".0")
