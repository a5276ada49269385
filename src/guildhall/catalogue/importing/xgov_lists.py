"""The lists of an XGov form: the options to choose from, and what an option reveals when it is chosen."""

from dataclasses import dataclass

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.xgov_component import Component, Part, parts_of
from guildhall.catalogue.importing.xgov_words import Owner, Words
from guildhall.kernel.model import Json


@dataclass(frozen=True, slots=True)
class Lists:
    """The form's lists by their names. Faults in them are kept, and reported."""

    by_name: dict[str, Part]
    words: Words
    report: Report

    def of(self, component: Component) -> list[Part]:
        """The options of a list, its faults kept."""
        items = self._items(component)
        if items is None:
            wanted = component.given.get("list")
            self.report.lost("component", component.name, f"its list {wanted} does not exist", component.path)
        elif not items:
            reason = "its list has no items: nothing can be chosen"
            self.report.lost("component", component.name, reason, component.path)
        alone = self._exclusive(component, items or [])
        options: list[Part] = []
        for item in items or []:
            code = code_of_value(item.get("value"))
            if not code.strip() or len(code) > 500:
                self.report.lost(
                    "option", item.get("text") or code[:40], "its value cannot stand as a code", component.path
                )
                continue
            owner = Owner("option", code, component.path)
            option: Part = {
                "code": code,
                "label": self.words.label(item.get("text"), owner) or {self.words.language: code},
            }
            hint = self.words.guidance(item.get("description") or item.get("hint"), owner)
            if hint:
                option["hint"] = hint
            if code == alone or item.get("exclusive") is True:
                option["exclusive"] = True
            for key in item.keys() - {
                "text",
                "label",
                "value",
                "description",
                "hint",
                "conditional",
                "children",
                "exclusive",
            }:
                self.report.lost("option", code, f"its {key} is not carried over", component.path)
            options.append(option)
        return options

    def _items(self, component: Component) -> list[Part] | None:
        """The items of a component's list, or those written at the component itself; ``None`` where there is no list."""
        listed = self.by_name.get(str(component.given.get("list")))
        own = component.given.get("values")
        if listed is not None:
            return parts_of(listed.get("items"))
        if isinstance(own, dict) and own.get("type") == "static":
            return [{**each, "text": each.get("label", each.get("text"))} for each in parts_of(own.get("items"))]
        return None

    def _exclusive(self, component: Component, items: list[Part]) -> str | None:
        behaviour, alone = component.option("behaviour"), component.option("behaviourItemValue")
        last = component.option("finalValue")
        found = alone if behaviour == "exclusive" and alone else last
        if found and not any(code_of_value(item.get("value")) == str(found) for item in items):
            self.report.lost("option", found, "it is to stand alone but is not in the list", component.path)
        return str(found) if found else None

    def revealed(self, component: Component) -> list[tuple[str, Part]]:
        """The components that an option reveals, each with the option's code."""
        found: list[tuple[str, Part]] = []
        own = component.option("conditionallyRevealedComponents")
        for code, inner in own.items() if isinstance(own, dict) else ():
            found += [
                (code, each) for each in (inner if isinstance(inner, list) else [inner]) if isinstance(each, dict)
            ]
        for item in self._items(component) or []:
            under = item.get("conditional")
            inside = parts_of(under.get("components") if isinstance(under, dict) else item.get("children"))
            found += [(code_of_value(item.get("value")), each) for each in inside]
        return found


def code_of_value(value: Json) -> str:
    """An item's value as a code, which is always text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
