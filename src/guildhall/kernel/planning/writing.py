"""Write a strategy piece by piece: each is put in, changed, moved or taken out where it stands, and the whole still hangs together.

A piece is what stands on one form: an element, or a part of a commitment. Those that have a code are found by it; the others by their
number and by what they said when they were read, so that whoever changes one never changes the one that took its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guildhall.kernel.model import Json
from guildhall.kernel.planning.strategy import Strategy, strategy_of

Sort = Literal[
    "strategy",
    "level",
    "statement",
    "theme",
    "commitment",
    "action",
    "milestone",
    "measure",
    "budget",
    "need",
    "audience",
    "alignment",
    "became",
]

LISTS: Mapping[Sort, str] = {
    "statement": "statements", "theme": "themes", "commitment": "commitments", "alignment": "alignments",
}  # fmt: skip
PARTS: Mapping[Sort, str] = {
    "measure": "measures", "milestone": "milestones", "action": "actions", "budget": "budget", "need": "needs",
    "audience": "audience",
}  # fmt: skip
"""The parts of a commitment, each with the list that it stands in."""

CODED: frozenset[Sort] = frozenset({"level", "statement", "theme", "commitment", "action", "milestone", "became"})

_OWN = ("title", "period")
_LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands: its code, or its number from 1; nothing for one that is not there yet.

    ``under`` is the commitment that a part is of; of what became of the predecessor, the predecessor's reference.
    """

    sort: Sort
    key: str = ""
    under: str = ""


class NotThere(LookupError):
    """What was to be changed is not there any more: somebody took it out."""


def pieces(text: Strategy, sort: Sort, under: str = "") -> list[Json]:
    """The pieces of one sort, in their order. Raises ``NotThere`` where the commitment that they are of is not."""
    return _rows(text.to_json(), Place(sort, "", under))


def piece(text: Strategy, place: Place, was: Json = None) -> Json:
    """What stands at a place; ``None`` where nothing does. ``was`` is what one without a code said when it was read."""
    try:
        rows = pieces(text, place.sort, place.under)
    except NotThere:
        return None
    found = _index(rows, place, was)
    return None if found is None else rows[found]


def put(text: Strategy, place: Place, new: Json, was: Json = None) -> Strategy:
    """The strategy with a piece in its place, or behind the others where none stands there.

    Raises ``NotThere``, and pydantic's ``ValidationError`` where the whole would not hang together.
    """
    tree = text.to_json()
    rows = _rows(tree, place)
    found = _index(rows, place, was)
    return _with(tree, place, [*rows, new] if found is None else [*rows[:found], new, *rows[found + 1 :]])


def taken_out(text: Strategy, place: Place, was: Json = None) -> Strategy:
    """The strategy without a piece. Raises as ``put`` does: what others name stays until they do not."""
    tree = text.to_json()
    rows = _rows(tree, place)
    found = _index(rows, place, was)
    return text if found is None else _with(tree, place, rows[:found] + rows[found + 1 :])


def moved(text: Strategy, place: Place, up: bool) -> Strategy:
    """The strategy with a piece before or behind the next of its kind; a commitment, of its theme. At the end it stays."""
    tree = text.to_json()
    rows = _rows(tree, place)
    found = _index(rows, place, None)
    if found is None:
        return text
    beside = [at for at, each in enumerate(rows) if each.get("theme") == rows[found].get("theme")]
    other = beside.index(found) + (-1 if up else 1)
    if not 0 <= other < len(beside):
        return text
    swapped = beside[other]
    rows[found], rows[swapped] = rows[swapped], rows[found]
    return _with(tree, place, rows)


def named_by(text: Strategy, place: Place) -> tuple[str, ...]:
    """The elements that name one by its code, by theirs: while they do, it cannot be taken out."""
    return tuple(dict.fromkeys(_naming(text, place)))


def _naming(text: Strategy, place: Place) -> Iterator[str]:
    if place.sort == "theme":
        yield from (each.code for each in text.statements if each.theme == place.key)
        yield from (each.code for each in text.of_theme(place.key))
    if place.sort == "commitment":
        others = [each for each in text.commitments if each.code != place.key]
        yield from (each.code for each in others if any(need.commitment == place.key for need in each.needs))
        yield from (each.name.get("en", "") for each in text.alignments if place.key in each.commitments)
        became = text.predecessor.became if text.predecessor else ()
        yield from (each.code for each in became if place.key in each.as_)


def _rows(tree: Json, place: Place) -> list[Json]:
    match place.sort:
        case "strategy":
            return [{name: tree[name] for name in _OWN if name in tree}]
        case "level":
            return [{"code": code, "called": called} for code, called in tree.get(_LEVELS, {}).items()]
        case "became":
            return list(tree.get("predecessor", {}).get("became", ()))
        case "audience":
            return [{"text": each} for each in _commitment(tree, place).get("audience", ())]
        case part if part in PARTS:
            return list(_commitment(tree, place).get(PARTS[part], ()))
        case element:
            return list(tree.get(LISTS[element], ()))


def _with(tree: Json, place: Place, rows: list[Json]) -> Strategy:
    match place.sort:
        case "strategy":
            tree = {name: held for name, held in tree.items() if name not in _OWN} | rows[-1]
        case "level":
            tree[_LEVELS] = {each["code"]: each["called"] for each in rows}
        case "became":
            tree.setdefault("predecessor", {"strategy": place.under})["became"] = rows
        case "audience":
            _commitment(tree, place)["audience"] = [each["text"] for each in rows]
        case part if part in PARTS:
            _commitment(tree, place)[PARTS[part]] = rows
        case element:
            tree[LISTS[element]] = rows
    return strategy_of(tree)


def _commitment(tree: Json, place: Place) -> Json:
    found = next((each for each in tree.get("commitments", ()) if each["code"] == place.under), None)
    if found is None:
        raise NotThere(place.under)
    return found


def _index(rows: list[Json], place: Place, was: Json) -> int | None:
    """Where among its like a piece stands."""
    if place.sort == "strategy":
        return 0
    if place.sort in CODED:
        return next((at for at, each in enumerate(rows) if each["code"] == place.key), None)
    at = int(place.key) - 1 if place.key.isascii() and place.key.isdecimal() and len(place.key) < 5 else -1
    there = 0 <= at < len(rows)
    if was is None or (there and rows[at] == was):
        return at if there else None
    return rows.index(was) if was in rows else (at if there else None)
