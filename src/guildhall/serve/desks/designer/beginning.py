"""How a draft begins: with nothing but a title, with a definition in a file, with somebody else's form, or as a copy."""

from collections.abc import Mapping

from ruamel.yaml.scalarbool import ScalarBoolean

from guildhall.catalogue.importing import ARCHIVES, READERS
from guildhall.estate.door import council
from guildhall.kernel.loading import Unreadable, read_tree
from guildhall.kernel.model import Json

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


class NotReadable(ValueError):
    """A file that holds no definition. Its text says why, one fault on a line."""

    code = "not-readable"


def blank(code: str, title: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, Json]:
    """A service of which nothing is known but its title. It is open on every way in, where the council can be reached."""
    house = council()
    place = house.places[0] if house.places else None
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
            "contact": {
                lang: f"{place.name[lang]}, {', '.join(place.address)}" for lang in languages if lang in place.name
            },
            "hours": {lang: text for lang, text in place.hours.items() if lang in languages},
        }
    made: dict[str, Json] = {"guildhall": 1, "id": code, "title": dict(title), "channels": channels}
    return made if languages == ("en",) else made | {"languages": list(languages)}


def copied(document: Mapping[str, Json], code: str) -> dict[str, Json]:
    """The same service under another code, as its first version."""
    made = {key: held for key, held in document.items() if key not in {"version", "status"}}
    return made | {"id": code}


def document_in(content: bytes, name: str) -> dict[str, Json]:
    """The definition in a file, whatever its faults. Raises ``NotReadable`` where it is no definition at all."""
    try:
        found = _plain(read_tree(content.decode("utf-8-sig"), name))
    except UnicodeDecodeError:
        raise NotReadable("The file is not text in UTF-8") from None
    except Unreadable as unreadable:
        raise NotReadable("\n".join(map(str, unreadable.faults))) from None
    if not isinstance(found, dict) or not found:
        raise NotReadable(f"{name} is not a definition: it has no keys such as id:, title: and steps:")
    return found


def imported(sort: str, content: bytes, service: str) -> tuple[dict[str, Json], tuple[str, ...]]:
    """A form that somebody else wrote, as a definition, and what was lost. Raises ``NotReadable``, ``NotThatForm``."""
    try:
        form = content if sort in ARCHIVES else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable("The file is not text in UTF-8") from None
    found = READERS[sort](form, service=service)
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
