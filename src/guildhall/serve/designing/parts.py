"""The parts of a draft: where each stands, and how one is put in, taken out or moved. Nothing else is touched.

A part is named by the list it stands in and its code: ``steps/bin``, ``outcomes/reported``; inside a group, ``steps/people/name``.
One without a code of its own, or with another's, is named by its place: ``tests/~2``.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from guildhall.kernel.kinds import KINDS
from guildhall.kernel.model import Json, Model
from guildhall.kernel.question import Question
from guildhall.kernel.service import Fact, JourneyTest, Outcome, Page, Rule, Service
from guildhall.kernel.tables import DecisionTable
from guildhall.serve.designing.known import called
from guildhall.serve.designing.shapes import Field, fields_of

SERVICE = "service"
"""The part that holds the service's own facts: what is not a list of parts."""
MODELS: Mapping[str, type[Model]] = {
    SERVICE: Service,
    "steps": Question,
    "pages": Page,
    "facts": Fact,
    "rules": Rule,
    "decisions": DecisionTable,
    "outcomes": Outcome,
    "tests": JourneyTest,
}
TITLES: Mapping[str, str] = {
    "steps": "Questions",
    "outcomes": "Outcomes",
    "facts": "Facts that are looked up",
    "rules": "Rules",
    "decisions": "Decision tables",
    "pages": "Pages",
    "tests": "Journey tests",
}
"""The lists, in the order in which a designer comes to them."""
ONE: Mapping[str, str] = {
    "service": "the service's own facts",
    "steps": "question",
    "outcomes": "outcome",
    "facts": "fact",
    "rules": "rule",
    "decisions": "decision table",
    "pages": "page",
    "tests": "journey test",
}
NOT_OWN = frozenset({*TITLES, "guildhall", "version", "status"})
"""What of a service is not written on its own page: the lists of its parts, and what publishing sets."""


class NoSuchPart(LookupError):
    """There is no such part in the draft: it was taken out, or has another code now."""

    code = "no-such-part"


@dataclass(frozen=True, slots=True)
class Listed:
    """A part as an outline shows it. ``path`` names it, ``inner`` are the questions inside a group."""

    path: str
    part: Mapping[str, Json]
    called: str
    inner: tuple["Listed", ...] = ()


def fields_for(sort: str, part: Mapping[str, Json]) -> tuple[Field, ...]:
    """The fields of a part's form."""
    if sort == "steps":
        return fields_of(KINDS.get(str(part.get("kind")), Question))
    fields = fields_of(MODELS[sort])
    return tuple(each for each in fields if each.name not in NOT_OWN) if sort == SERVICE else fields


def outline(document: Json, sort: str) -> tuple[Listed, ...]:
    """The parts of one sort, in order."""
    return tuple(_listed(_list(document, sort), sort))


def get(document: Json, path: str) -> dict[str, Json]:
    """A part by its name. Raises ``NoSuchPart``."""
    if path == SERVICE:
        return dict(document) if isinstance(document, dict) else {}
    held, place = _place(document, path)
    found = held[place]
    if not isinstance(found, dict):
        raise NoSuchPart(path)
    return found


def put(document: Json, path: str, part: Mapping[str, Json]) -> Json:
    """The draft with a part in the place of the one of that name. Raises ``NoSuchPart``."""
    if path == SERVICE:
        return dict(part)
    made = deepcopy(document)
    held, place = _place(made, path)
    held[place] = dict(part)
    return made


def add(document: Json, path: str, part: Mapping[str, Json], *, after: str = "") -> Json:
    """The draft with a new part in a list (``steps``, or ``steps/people`` for inside a group), after another or at the end."""
    made = deepcopy(document)
    sort, _, group = path.partition("/")
    held = get(made, path).setdefault("steps", []) if group else made.setdefault(sort, [])
    if not isinstance(held, list):
        raise NoSuchPart(path)
    try:
        place = _place(made, after)[1] + 1 if after else len(held)
    except NoSuchPart:
        place = len(held)
    held.insert(place, dict(part))
    return made


def take_out(document: Json, path: str) -> Json:
    """The draft without a part. Raises ``NoSuchPart``."""
    made = deepcopy(document)
    held, place = _place(made, path)
    del held[place]
    return made


def move(document: Json, path: str, by: int) -> Json:
    """The draft with a part so many places further down its list (up, below nothing). Raises ``NoSuchPart``."""
    made = deepcopy(document)
    held, place = _place(made, path)
    part = held.pop(place)
    held.insert(min(max(place + by, 0), len(held)), part)
    return made


def path_of(document: Json, sort: str, place: int, *inner: int) -> str:
    """The name of the part at a place of a list, or inside a group there; as a fault's path gives it."""
    held, path = _list(document, sort), sort
    for each in (place, *inner):
        if each >= len(held):
            raise NoSuchPart(path)
        path = f"{path}/{_key(held, each)}"
        deeper = held[each].get("steps") if isinstance(held[each], dict) else None
        held = deeper if isinstance(deeper, list) else []
    return path


def found_by_code(document: Json, code: str) -> str | None:
    """The name of the first part with a code, questions first; for a finding, which knows no more."""
    for sort in TITLES:
        for each in every(outline(document, sort)):
            if each.part.get("id") == code:
                return each.path
    return None


def inner_of(document: Json, path: str) -> tuple[Listed, ...]:
    """The questions inside the group of that name; none where it is no group."""
    return next((each.inner for each in every(outline(document, path.partition("/")[0])) if each.path == path), ())


def every(listed: tuple[Listed, ...]) -> Iterator[Listed]:
    """Each part, and those inside it."""
    for each in listed:
        yield each
        yield from every(each.inner)


def _listed(held: list[Json], path: str) -> Iterator[Listed]:
    for place, part in enumerate(held):
        if isinstance(part, dict):
            inner = part.get("steps") if "kind" in part else None
            below = f"{path}/{_key(held, place)}"
            yield Listed(below, part, called(part), tuple(_listed(inner, below)) if isinstance(inner, list) else ())


def _list(document: Json, sort: str) -> list[Json]:
    held = document.get(sort) if isinstance(document, dict) and sort in TITLES else None
    return held if isinstance(held, list) else []


def _place(document: Json, path: str) -> tuple[list[Json], int]:
    sort, *keys = path.split("/")
    held = _list(document, sort)
    if not keys or len(keys) > 4:
        raise NoSuchPart(path)
    for depth, key in enumerate(keys):
        place = next((place for place in range(len(held)) if _key(held, place) == key), None)
        if place is None:
            raise NoSuchPart(path)
        if depth == len(keys) - 1:
            return held, place
        inner = held[place].get("steps") if isinstance(held[place], dict) else None
        held = inner if isinstance(inner, list) else []
    raise NoSuchPart(path)


def _key(held: list[Json], place: int) -> str:
    codes = [each.get("id") if isinstance(each, dict) else None for each in held]
    code = codes[place]
    plain = isinstance(code, str) and code and "/" not in code and not code.startswith("~")
    return str(code) if plain and codes.index(code) == place else f"~{place}"
