"""One component of an XGov page, as it is read: what it says, and what of it has been carried over."""

from dataclasses import dataclass, field

from guildhall.catalogue.importing.xgov_conditions import number_of
from guildhall.catalogue.importing.xgov_words import Owner
from guildhall.kernel.model import Json

Part = dict[str, Json]
"""A part of the form, or of the definition, as plain JSON."""


@dataclass(slots=True)
class Component:
    """One component being read, and which of its keys have been carried over."""

    given: Part
    page: Part
    kind: str
    name: str
    options: Part
    schema: Part
    taken: set[str] = field(default_factory=set)

    @property
    def path(self) -> str:
        return str(self.page.get("path"))

    @property
    def owner(self) -> Owner:
        return Owner("component", self.name, self.path)

    def option(self, key: str) -> Json:
        self.taken.add(f"options.{key}")
        return self.options.get(key)

    def limit(self, key: str) -> Json:
        """A bound as an exact number, or ``None``."""
        self.taken.add(f"schema.{key}")
        held = self.schema.get(key)
        number = number_of(held) if isinstance(held, str) else held
        return None if isinstance(number, str | bool | list | dict) else number

    def whole(self, key: str) -> int | None:
        found = self.limit(key)
        return found if isinstance(found, int) and found >= 0 else None


def component_of(given: Part, page: Part) -> Component:
    """Read a component, its faults of shape left out."""
    kind = str(given.get("type") or "component")
    options, schema = given.get("options"), given.get("schema")
    return Component(
        given,
        page,
        kind,
        str(given.get("name") or kind),
        options if isinstance(options, dict) else {},
        schema if isinstance(schema, dict) else {},
    )


def parts_of(held: Json, *needed: str) -> list[Part]:
    """The objects of a list that have these texts; whatever else stands there is no part of a form."""
    listed = held if isinstance(held, list) else []
    return [each for each in listed if isinstance(each, dict) and all(isinstance(each.get(key), str) for key in needed)]
