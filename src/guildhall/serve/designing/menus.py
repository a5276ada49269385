"""Conditions from menus: a subject, what is asked of it, a value; several of them, all or any, one group inside another.

A condition becomes rows and is made again from them. One that the menus have no place for is kept as it is, said in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import Json
from guildhall.serve.designing.known import WORDS, Choices, Known, Sort

Typed = Mapping[str, Sequence[str]]
"""What was posted, by the name of each box."""

ASKS: Mapping[str, str] = {
    "is": "is",
    "not-is": "is not",
    "isOneOf": "is one of",
    "not-isOneOf": "is none of",
    "contains": "has",
    "not-contains": "does not have",
    "atLeast": "is at least",
    "not-atLeast": "is not at least",
    "lessThan": "is less than",
    "not-lessThan": "is not less than",
    "before": "is before",
    "not-before": "is not before",
    "after": "is after",
    "not-after": "is not after",
    "answered": "is answered",
    "blank": "is left blank",
    "holds": "holds",
    "not-holds": "does not hold",
}
"""What may be asked of a subject. ``not-`` stands before the opposite."""
_OF: Mapping[str, tuple[str, ...]] = {
    "truth": ("is", "answered", "blank"),
    "code": ("is", "not-is", "isOneOf", "not-isOneOf", "answered", "blank"),
    "codes": ("contains", "not-contains", "answered", "blank"),
    "number": ("is", "not-is", "atLeast", "lessThan", "answered", "blank"),
    "date": ("is", "before", "after", "answered", "blank"),
    "time": ("before", "atLeast", "after"),
    "words": ("is", "not-is", "isOneOf", "contains", "before", "after", "atLeast", "lessThan", "answered", "blank"),
}
UNITS: Choices = (("workingDays", "working days"), ("days", "days"), ("months", "months"))
WAYS: Choices = (("minus", "before"), ("plus", "after"))
RESHAPE = "reshape"
"""Posted when a form is only to be laid out anew: an empty group is then kept, to be filled."""
MOST_ROWS = 400
DEEPEST = 6
"""Groups inside one another that the menus lay out."""
DEEPEST_KEPT = 40
"""Levels of lists and objects in what is only carried."""


@dataclass(frozen=True, slots=True)
class Value:
    """The right-hand side of a test: written out, or found elsewhere, so much later or earlier."""

    source: str = "written"
    written: tuple[str, ...] = ()
    count: str = ""
    unit: str = "workingDays"
    way: str = "minus"
    sort: Sort = WORDS
    sources: Choices = ()

    @property
    def text(self) -> str:
        return "\n".join(self.written)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a condition: a test, a group, or one kept as it was."""

    name: str
    about: str = ""
    asks: str = ""
    offered: Choices = ()
    value: Value | None = None
    group: "Group | None" = None
    kept: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Several lines, and whether all or any of them must hold."""

    name: str
    how: str
    rows: tuple[Row, ...]
    subjects: tuple[tuple[str, Choices], ...]


def menu(condition: Json, known: Known, name: str, *, depth: int = 0) -> Group:
    """A condition as rows, with an empty one after them."""
    how, parts = _opened(condition)
    rows = [_row(part, known, f"{name}.{place}", depth) for place, part in enumerate(parts)]
    rows.append(Row(f"{name}.{len(parts)}"))
    return Group(name, how, tuple(rows), known.subjects())


def condition_from(typed: Typed, known: Known, name: str, *, depth: int = 0) -> Json:
    """The condition that was put together; ``None`` where none was."""
    parts = [
        part
        for place in places(typed, name)
        if (part := _part_from(typed, known, f"{name}.{place}", depth)) is not None
    ]
    how = first(typed, f"{name}.how") or "all"
    opposite, joined = how.startswith("not-"), how.removeprefix("not-")
    joined = joined if joined in {"all", "any"} else "all"
    if not parts:
        return None
    made = parts[0] if len(parts) == 1 else {joined: parts}
    return {"not": made} if opposite else made


def value_from(typed: Typed, known: Known, name: str, sort: Sort, *, several: bool = False) -> Json:
    """A value that was written, or a reference to one."""
    source = first(typed, f"{name}.from") or "written"
    if source != "written":
        return _reference(typed, name, source)
    written = [line for held in typed.get(f"{name}.value", ()) for line in (held.splitlines() if several else [held])]
    values = [value for each in written if (value := sort.read(each)) is not None]
    if several:
        return values or None
    return values[0] if values else None


def value_of(operand: Json, known: Known, sort: Sort) -> Value | None:
    """An operand as the boxes that it stands in; ``None`` where they have no place for it."""
    sources = sources_for(known, sort)
    if isinstance(operand, dict):
        return _value_of_reference(operand, sort, sources)
    written = operand if isinstance(operand, list) else [] if operand is None else [operand]
    if any(isinstance(each, dict | list) for each in written):
        return None
    return Value("written", tuple(sort.written(each) for each in written), sort=sort, sources=sources)


def sources_for(known: Known, sort: Sort) -> Choices:
    """Where else a value of this sort may stand."""
    if sort.is_a not in {"date", "number", "words"}:
        return ()
    same = [
        (f"answer:{code}", f"the answer to “{label}”")
        for code, label in known.choices("steps")
        if known.sort_of_answer(code).is_a == sort.is_a
    ]
    facts = [(f"fact:{code}", f"the fact “{label}”") for code, label in known.choices("facts")]
    today = [("today", "today")] if sort.is_a != "number" else []
    return (("written", "this:"), *today, *same, *facts)


def kept_json(text: str) -> Json:
    """A part that a form only carried. ``None`` where it is no JSON, or nested deeper than any definition."""
    try:
        found = read_json(text)
    except ValueError:
        return None
    left, depth = [found], 0
    while left and depth <= DEEPEST_KEPT:
        left = [inner for held in left for inner in _inside(held)]
        depth += 1
    return None if left else found


def _inside(held: Json) -> Iterable[Json]:
    return held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()


def places(typed: Typed, name: str) -> list[int]:
    """The numbers of the rows that stand under a name."""
    start = f"{name}."
    heads = {key[len(start) :].partition(".")[0] for key in typed if key.startswith(start)}
    return sorted(int(head) for head in heads if head.isascii() and head.isdecimal() and len(head) < 4)[:MOST_ROWS]


def first(typed: Typed, name: str) -> str:
    """What stands in a box, cut of the spaces round it."""
    held = typed.get(name, ())
    return held[0].replace("\x00", "").strip() if held else ""


def asks_of(sort: Sort, chosen: str = "") -> Choices:
    """What may be asked of a subject of some sort, the one that was chosen among it."""
    codes = list(_OF[sort.is_a])
    return tuple((code, ASKS[code]) for code in [*codes, *([chosen] if chosen in ASKS and chosen not in codes else [])])


def _opened(condition: Json) -> tuple[str, list[Json]]:
    if condition is None:
        return "all", []
    if isinstance(condition, dict) and len(condition) == 1:
        for how in ("all", "any"):
            if isinstance(condition.get(how), list):
                return how, condition[how]
        inner = condition.get("not")
        if isinstance(inner, dict) and len(inner) == 1:
            for how in ("all", "any"):
                if isinstance(inner.get(how), list):
                    return f"not-{how}", inner[how]
    return "all", [condition]


def _row(part: Json, known: Known, name: str, depth: int) -> Row:
    if _is_group(part) and depth < DEEPEST:
        return Row(name, group=menu(part, known, name, depth=depth + 1))
    return _test_row(part, known, name) or Row(
        name, kept=canonical_json(part), said="A condition that is kept as it is"
    )


def _is_group(part: Json) -> bool:
    if not isinstance(part, dict) or len(part) != 1:
        return False
    inner = part.get("not")
    return "all" in part or "any" in part or (isinstance(inner, dict) and bool({"all", "any"} & inner.keys()))


def _test_row(part: Json, known: Known, name: str) -> Row | None:
    opposite = isinstance(part, dict) and len(part) == 1 and isinstance(part.get("not"), dict)
    test = part["not"] if opposite else part
    if not isinstance(test, dict):
        return None
    before = "not-" if opposite else ""
    if set(test) == {"rule"} and isinstance(test["rule"], str):
        return Row(
            name, f"rule:{test['rule']}", f"{before}holds", (("holds", ASKS["holds"]), ("not-holds", ASKS["not-holds"]))
        )
    subjects = [(sort, test[sort]) for sort in ("answer", "fact", "decision", "count", "actor", "now") if sort in test]
    asked = [(key, held) for key, held in test.items() if key not in {sort for sort, _ in subjects}]
    if len(subjects) != 1 or not isinstance(subjects[0][1], str) or len(asked) > 1:
        return None
    about = f"{subjects[0][0]}:{subjects[0][1]}"
    sort = known.sort_of(about)
    if not asked:
        return Row(name, about, "", asks_of(sort), value_of(None, known, sort))
    key, operand = asked[0]
    if key == "answered":
        asks = "answered" if operand is True else "blank"
        return None if opposite or not isinstance(operand, bool) else Row(name, about, asks, asks_of(sort))
    asks = before + key
    value = value_of(operand, known, sort)
    return Row(name, about, asks, asks_of(sort, asks), value) if asks in ASKS and value is not None else None


def _part_from(typed: Typed, known: Known, name: str, depth: int) -> Json:
    kept = first(typed, f"{name}.kept")
    if kept:
        return kept_json(kept)
    if f"{name}.how" in typed and depth < DEEPEST:
        made = condition_from(typed, known, name, depth=depth + 1)
        return {"any": []} if made is None and RESHAPE in typed else made
    return _test_from(typed, known, name)


def _test_from(typed: Typed, known: Known, name: str) -> Json:
    """A test, as far as it was put together: one that lacks its operator or value is kept so, and is no condition yet."""
    about, asks = first(typed, f"{name}.about"), first(typed, f"{name}.asks")
    sort, _, code = about.partition(":")
    if not code:
        return None
    if sort == "rule":
        return {"not": {"rule": code}} if asks == "not-holds" else {"rule": code}
    made: dict[str, Json] = {sort: code}
    if asks in {"answered", "blank"}:
        made["answered"] = asks == "answered"
    elif asks in ASKS and not asks.endswith("holds"):
        key = asks.removeprefix("not-")
        made[key] = value_from(typed, known, name, known.sort_of(about), several=key == "isOneOf")
        return {"not": made} if asks.startswith("not-") else made
    return made


def _reference(typed: Typed, name: str, source: str) -> Json:
    sort, _, code = source.partition(":")
    found: dict[str, Json] = {"today": True} if source == "today" else {sort: code}
    count, unit, way = (first(typed, f"{name}.{part}") for part in ("count", "unit", "way"))
    if count:
        number = int(count) if count.isascii() and count.isdecimal() and len(count) < 7 else count
        found[way if way in dict(WAYS) else "minus"] = {unit if unit in dict(UNITS) else "days": number}
    return found


def _value_of_reference(operand: dict[str, Json], sort: Sort, sources: Choices) -> Value | None:
    spans = [(way, operand[way]) for way in ("plus", "minus") if way in operand]
    where = [(key, held) for key, held in operand.items() if key not in {"plus", "minus"}]
    if len(where) != 1 or len(spans) > 1:
        return None
    key, held = where[0]
    source = "today" if key == "today" else f"{key}:{held}"
    if not spans:
        return Value(source, sort=sort, sources=_with(sources, source))
    way, span = spans[0]
    if not isinstance(span, dict) or len(span) != 1 or next(iter(span)) not in dict(UNITS):
        return None
    unit, count = next(iter(span.items()))
    return Value(source, (), str(count), unit, way, sort, _with(sources, source))


def _with(sources: Choices, source: str) -> Choices:
    return sources if source in dict(sources) else (*(sources or (("written", "this:"),)), (source, source))
