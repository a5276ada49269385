"""A map of areas as SVG: their boundaries where these are known, else a tile for each, about where it lies. Pure.

Like every chart it needs no colour, script or style: what is flagged is hatched with a thick edge, what cannot be told is dashed. Each
area has a number, by which the table beside it names it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, sqrt
from typing import Literal

from guildhall.kernel.measures.charts import LETTER, WIDTH, fitted, safe, written
from guildhall.kernel.reach.outlines import ACROSS, Ring

State = Literal["fewer", "expected", "untold"]
_GAP = 4
_LINE = 22
_SIGN = 26
_HOW = {
    "fewer": 'fill="url(#{name}-hatch)" stroke-width="2.5"',
    "expected": 'fill="none" stroke-width="1"',
    "untold": 'fill="none" stroke-width="1" stroke-dasharray="2 3"',
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """An area on the map: its number in the table, what is to be seen of it, its boundary on the canvas and its middle where known."""

    number: int
    state: State
    rings: tuple[Ring, ...] = ()
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What is said with a map: its title, a sentence of what it shows, and what each sort of area is called."""

    title: str
    about: str
    states: dict[State, str]


def mapped(name: str, words: Words, areas: Sequence[Mapped], high: int) -> str:
    """Areas as SVG, by their boundaries where all have one (on a canvas so high), else by tiles. ``name`` is one word for machines."""
    there = list(dict.fromkeys(each.state for each in areas))
    signs = [state for state in words.states if state in there]
    top = _LINE * len(signs) + _GAP
    lines = list(_legend(name, words, signs))
    if areas and all(each.rings for each in areas):
        height = top + high * WIDTH / ACROSS + _GAP
        lines += [line for each in areas for line in _outlined(name, each, top)]
    else:
        across = max(1, ceil(sqrt(len(areas))))
        wide = (WIDTH - _GAP) / across - _GAP
        tall = min(wide, 48.0)
        height = top + ceil(len(areas) / across) * (tall + _GAP) + _GAP
        for place, each in enumerate(_in_place(areas, across)):
            x, y = _GAP + place % across * (wide + _GAP), top + place // across * (tall + _GAP)
            lines.append(
                _shape(name, each, f"M{written(x)} {written(y)}h{written(wide)}v{written(tall)}h-{written(wide)}z")
            )
            lines.append(_numbered(x + wide / 2, y + tall / 2, each.number))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {written(height)}" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-about" font-size="{LETTER}" fill="currentColor" stroke="none">'
        f'<title id="{name}-title">{safe(words.title)}</title><desc id="{name}-about">{safe(words.about)}</desc>'
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0v6" stroke="currentColor" stroke-width="2.5"/></pattern></defs>{"".join(lines)}</svg>'
    )


def _legend(name: str, words: Words, signs: Sequence[State]) -> Iterator[str]:
    for place, state in enumerate(signs):
        y = place * _LINE + 3
        how = _HOW[state].format(name=name)
        yield f'<path d="M2 {y}h{_SIGN - 2}v14h-{_SIGN - 2}z" {how} stroke="currentColor"/>'
        yield f'<text x="{_SIGN + 8}" y="{y + 12}">{safe(fitted(words.states[state], WIDTH - _SIGN - 8))}</text>'


def _outlined(name: str, area: Mapped, top: float) -> Iterator[str]:
    scale = WIDTH / ACROSS
    path = "".join(
        "M" + "L".join(f"{written(x * scale)} {written(top + y * scale)}" for x, y in ring) + "z" for ring in area.rings
    )
    yield _shape(name, area, path)
    largest = max(area.rings, key=lambda ring: abs(_twice_the_size(ring)))
    x, y = _middle(largest)
    yield _numbered(x * scale, top + y * scale, area.number)


def _shape(name: str, area: Mapped, path: str) -> str:
    return f'<path d="{path}" {_HOW[area.state].format(name=name)} stroke="currentColor" fill-rule="evenodd"/>'


def _numbered(x: float, y: float, number: int) -> str:
    """A number, on paper of its own so that no hatching runs through it."""
    at = f'x="{written(x)}" y="{written(y + LETTER / 3)}" text-anchor="middle"'
    return f'<text {at} stroke="#fff" stroke-width="5">{number}</text><text {at}>{number}</text>'


def _in_place(areas: Sequence[Mapped], across: int) -> list[Mapped]:
    """Areas in rows from north to south, each row from west to east; as they come where it is not known where all lie."""
    if any(each.latitude is None or each.longitude is None for each in areas):
        return list(areas)
    down = sorted(areas, key=lambda each: (-(each.latitude or 0), each.number))
    rows = [down[begun : begun + across] for begun in range(0, len(down), across)]
    return [each for row in rows for each in sorted(row, key=lambda one: (one.longitude or 0, one.number))]


def _twice_the_size(ring: Ring) -> int:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True))


def _middle(ring: Ring) -> tuple[float, float]:
    """The middle of what a ring holds (its centroid); of one that holds nothing, that of its corners."""
    size = _twice_the_size(ring)
    if not size:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    sides = [
        (x1 + x2, y1 + y2, x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
    ]
    return sum(x * cross for x, _, cross in sides) / (3 * size), sum(y * cross for _, y, cross in sides) / (3 * size)
