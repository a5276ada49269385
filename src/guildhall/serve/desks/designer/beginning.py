"""How a draft begins: with nothing but a title, with a definition in a file, with somebody else's form, or as a copy."""

from collections.abc import Mapping
from dataclasses import dataclass

from ruamel.yaml.scalarbool import ScalarBoolean

from guildhall.catalogue.importing import ARCHIVES, READERS, NotThatForm
from guildhall.estate.door import council
from guildhall.kernel.loading import Unreadable, read_tree
from guildhall.kernel.model import Json
from guildhall.serve.clock import now
from guildhall.serve.desks.places.told import told_places

FORMS: tuple[tuple[str, str], ...] = tuple(
    (
        name,
        {"xgov": "XGov digital forms", "defra": "DEFRA forms", "open-forms": "Open Forms"}.get(
            name, name.replace("-", " ").capitalize()
        ),
    )
    for name in READERS
)
"""The sorts of form that can be imported, and what they are called."""

AROUND = 3
"""Lines shown before and after one on which something is wrong."""
LONGEST_LINE = 400
"""Characters of a line that are shown beside what is wrong on it."""


class NotReadable(ValueError):
    """A file that holds no definition. ``faults`` says why, each with its line where it is known; ``text`` is what it holds."""

    code = "not-readable"

    def __init__(self, faults: tuple[tuple[int | None, str], ...], text: str = "") -> None:
        super().__init__("\n".join(told for _, told in faults))
        self.faults = faults
        self.text = text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that was not read, with its number and what is wrong on it."""

    number: int
    text: str
    faults: tuple[str, ...]


def blank(code: str, title: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, Json]:
    """A service of which nothing is known but its title. It is open on every way in, where the council can be reached.

    Its counter is the first place where people are helped. Three statements.
    """
    house = council()
    place = next(iter(told_places(at=now())), None)
    here = {lang: text for lang, text in house.telephone_hours.items() if lang in languages}
    channels: dict[str, Json] = {
        "web": {},
        "phone": {"contact": dict.fromkeys(languages, house.telephone), "hours": here},
        "counter": {},
        "paper": {"contact": dict.fromkeys(languages, ", ".join(house.post))},
        "api": {},
    }
    if place is not None:
        channels["counter"] = {
            "contact": {lang: f"{place.name[lang]}, {place.address}" for lang in languages if lang in place.name},
            "hours": {lang: text for lang, text in place.hours.items() if lang in languages},
        }
    made: dict[str, Json] = {"guildhall": 1, "id": code, "title": dict(title), "channels": channels}
    return made if languages == ("en",) else made | {"languages": list(languages)}


def copied(document: Mapping[str, Json], code: str) -> dict[str, Json]:
    """The same service under another code, as its first version."""
    made = {key: held for key, held in document.items() if key not in {"version", "status"}}
    return made | {"id": code}


def text_of(content: bytes) -> str:
    """The text that a file holds. Raises ``NotReadable``."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable(((None, "The file is not text in UTF-8"),)) from None


def document_in(text: str, name: str) -> dict[str, Json]:
    """The definition in a file, whatever its faults. Raises ``NotReadable`` where it is no definition at all."""
    try:
        found = _plain(read_tree(text, name))
    except Unreadable as unreadable:
        raise NotReadable(tuple((each.line, each.message) for each in unreadable.faults), text) from None
    if not isinstance(found, dict) or not found:
        told = f"{name} is not a definition: it has no keys such as id:, title: and steps:"
        raise NotReadable(((1, told),), text)
    return found


def round_faults(text: str, faults: tuple[tuple[int | None, str], ...]) -> tuple[Line, ...]:
    """The lines on which something is wrong, each with a few before and after it."""
    lines = text.splitlines()
    last = max(len(lines), 1)
    wrong: dict[int, list[str]] = {}
    for number, told in faults:
        if number is not None:
            wrong.setdefault(min(number, last), []).append(told)
    near = {each for number in wrong for each in range(number - AROUND, number + AROUND + 1)}
    return tuple(
        Line(number, line[:LONGEST_LINE], tuple(wrong.get(number, ())))
        for number, line in enumerate(lines or [""], 1)
        if number in near
    )


def imported(sort: str, content: bytes, service: str) -> tuple[dict[str, Json], tuple[str, ...]]:
    """A form that somebody else wrote, as a definition, and what was lost. Raises ``NotReadable``."""
    try:
        form = content if sort in ARCHIVES else text_of(content)
        found = READERS[sort](form, service=service)
    except NotThatForm as refused:
        held = form if isinstance(form, str) else ""
        raise NotReadable(tuple((None, told) for told in str(refused).splitlines()), held) from None
    return dict(found.definition), tuple(str(each) for each in found.losses)


def _plain(node: Json) -> Json:
    """A tree that was read from a file, without what its reader remembers of lines and quotes."""
    if isinstance(node, dict):
        return {str(key): _plain(held) for key, held in node.items()}
    if isinstance(node, list):
        return [_plain(held) for held in node]
    if isinstance(node, ScalarBoolean):
        return bool(node)
    if isinstance(node, int) and not isinstance(node, bool):
        return int(node)
    return str(node) if isinstance(node, str) else node
