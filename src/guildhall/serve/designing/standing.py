"""How a draft stands: the definition it makes, as far as it makes one, and where it is not one yet."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from pydantic import ValidationError

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.journey import Compiled
from guildhall.kernel.loading import Fault, Unreadable, kept_service, load_service
from guildhall.kernel.model import Json
from guildhall.kernel.question import UNPRINTED
from guildhall.kernel.service import Service
from guildhall.serve.designing.parts import SERVICE, TITLES, NoSuchPart, fields_for, get, path_of

_TIMES = 8
"""Times that faulty parts are left out before nothing is shown."""


@dataclass(frozen=True)
class PartFault:
    """A fault of one part: the part's name, the field, what a designer calls it, and what to do."""

    path: str
    field: str
    called: str
    message: str

    def __str__(self) -> str:
        return f"{self.called}: {self.message}" if self.called else self.message


@dataclass(frozen=True)
class Standing:
    """``service`` is the whole definition, ``None`` where it is not one yet; ``rest`` what can be shown without the faulty parts."""

    document: Json
    service: Service | None
    rest: Service | None
    faults: tuple[PartFault, ...]

    @cached_property
    def compiled(self) -> Compiled | None:
        """The definition made ready, or what there is of it."""
        return Compiled(self.rest) if self.rest is not None else None

    def faults_of(self, path: str) -> dict[str, list[str]]:
        """The faults of one part, by field."""
        found: dict[str, list[str]] = {}
        for each in self.faults:
            if each.path == path:
                found.setdefault(each.field, []).append(each.message)
        return found


def stand(document: Json) -> Standing:
    """Read a draft."""
    service, faults = _loaded(document)
    rest, left = service, document
    for _ in range(_TIMES):
        if rest is not None:
            break
        lighter = _without(left, _loaded(left)[1])
        if lighter is None:
            break
        left = lighter
        rest, _ = _loaded(left)
    return Standing(document, service, rest, tuple(_placed(document, each) for each in faults))


def _loaded(document: Json) -> tuple[Service | None, list[Fault]]:
    text = canonical_json(document)
    try:
        if _printed(document):
            return kept_service(text), []  # the same judgement, without the lines of a file
    except (ValidationError, ValueError):
        pass
    try:
        return load_service(text, "draft"), []
    except Unreadable as unreadable:
        return None, unreadable.faults


def _printed(value: Json) -> bool:
    """Whether every text can be printed: the loader says which cannot."""
    if isinstance(value, dict):
        return all(_printed(key) and _printed(held) for key, held in value.items())
    if isinstance(value, list):
        return all(map(_printed, value))
    return not isinstance(value, str) or value.translate(UNPRINTED) == value


def _without(document: Json, faults: list[Fault]) -> Json | None:
    """The draft without the parts that are faulty; ``None`` where that leaves it as it was."""
    places = {found for each in faults if (found := _list_and_place(each.where)) is not None}
    if not places:
        return _without_keys(document, faults)
    made = deepcopy(document)
    for sort, place in sorted(places, key=lambda each: each[1], reverse=True):
        held = made.get(sort)
        if isinstance(held, list) and place < len(held):
            del held[place]
    return made


def _without_keys(document: Json, faults: list[Fault]) -> Json | None:
    heads = {each.where.partition(".")[0] for each in faults} & set(document if isinstance(document, dict) else ())
    if not heads:
        return None
    return {key: held for key, held in document.items() if key not in heads}


def _list_and_place(where: str) -> tuple[str, int] | None:
    found = re.match(r"(\w+)\.(\d+)(?:\.|$)", where)
    return (found[1], int(found[2])) if found and found[1] in TITLES else None


def _placed(document: Json, fault: Fault) -> PartFault:
    """Where a fault stands, as the pages name parts and fields."""
    found = _list_and_place(fault.where)
    if found is None:
        return _told(SERVICE, SERVICE, fault.where.split("."), fault.message, document)
    sort, place = found
    rest = fault.where.split(".")[2:]
    inner = []
    while len(rest) > 1 and rest[0] == "steps" and rest[1].isdecimal():
        inner.append(int(rest[1]))
        rest = rest[2:]
    try:
        path = path_of(document, sort, place, *inner)
        return _told(path, sort, rest, fault.message, get(document, path))
    except NoSuchPart:
        return PartFault(sort, ".".join(rest), "", fault.message)


def _told(path: str, sort: str, rest: list[str], message: str, part: Json) -> PartFault:
    """A fault in a designer's words: the field as its form calls it, on which line, and what to do there."""
    names: list[str] = []
    fields = fields_for(sort, part)
    for step in rest:
        field = next((each for each in fields if each.name == step), None)
        if field is not None:
            names.append(field.label)
            fields = field.inner
        elif step.isdecimal():
            names.append(f"line {int(step) + 1}")
        if field is not None and field.shape == "condition":
            break
    plainly = next((said for loader, said in _SAID.items() if message.startswith(loader)), message)
    return PartFault(path, ".".join(rest), ", ".join(names) or (rest[0] if rest and rest[0] else ""), plainly)


_SAID: Mapping[str, str] = {
    "this key is missing": "write it",
    "write words here": "write it as words",
    "write letters, digits and hyphens": "use letters, digits and hyphens only",
    "write true or false": "tick it or not",
    "write a list here": "write it again",
    "write keys and values": "write it",
    "this key is not known": "this has no place here any more: take the part out and make it again",
    "write the words for at least one language": "write it in at least one language",
    "a condition asks one question": "choose what is asked, and give a value",
    "a condition asks about one thing": "choose what the condition asks about",
    "a column asks about one thing": "choose what the column asks about",
    "write one of hours, workingHours": "give it one length",
    "write one of days, workingDays": "give it one length",
    "write one of answer, fact or today": "choose where the value stands",
    "String should have at least 1 character": "write it",
}
"""What the loader says to whoever writes a file, as it is said to whoever fills in a form."""


def by_part(standing: Standing) -> Mapping[str, int]:
    """How many faults each part has."""
    found: dict[str, int] = {}
    for each in standing.faults:
        found[each.path] = found.get(each.path, 0) + 1
    return found
