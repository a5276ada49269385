"""Two who wrote the same part at once: what each of them wrote, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guildhall.kernel.model import Json
from guildhall.serve.designing.shapes import Field


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that two people left differently: as it was, as they saved it, as it was typed here."""

    label: str
    was: str
    theirs: str
    mine: str


Clash = tuple[Differing, ...]


def clash(
    was: Mapping[str, Json], theirs: Mapping[str, Json] | None, mine: Mapping[str, Json], fields: Sequence[Field]
) -> Clash:
    """Every field that differs between what was saved and what was typed. ``theirs`` is ``None`` for a part taken out."""
    saved = theirs or {}
    labels = {each.name: each.label for each in fields}
    names = dict.fromkeys([*labels, *saved, *mine])
    return tuple(
        Differing(labels.get(name, name), told(was.get(name)), told(saved.get(name)), told(mine.get(name)))
        for name in names
        if saved.get(name) != mine.get(name)
    )


def told(value: Json) -> str:
    """A value of a definition, as somebody can read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(told, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {told(held)}" for key, held in value.items())
    return str(value)
