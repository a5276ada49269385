"""The lists of an XGov form: the options to choose from, and what an option reveals when it is chosen."""

from dataclasses import dataclass

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.xgov_component import Component, Part
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
        listed = self.by_name.get(str(component.given.get("list")))
        if listed is None:
            self.report.lost(
                "component", component.name, f"its list {component.given.get('list')} does not exist", component.path
            )
        items = [each for each in (listed or {}).get("items") or [] if isinstance(each, dict)]
        if listed is not None and not items:
            self.report.lost(
                "component", component.name, "its list has no items: nothing can be chosen", component.path
            )
        alone = self._exclusive(component, items)
        options: list[Part] = []
        for item in items:
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
            hint = self.words.guidance(item.get("description"), owner)
            if hint:
                option["hint"] = hint
            if code == alone:
                option["exclusive"] = True
            for key in item.keys() - {"text", "value", "description", "conditional"}:
                self.report.lost("option", code, f"its {key} is not carried over", component.path)
            options.append(option)
        return options

    def _exclusive(self, component: Component, items: list[Part]) -> str | None:
        behaviour, alone = component.option("behaviour"), component.option("behaviourItemValue")
        last = component.option("finalValue")
        found = alone if behaviour == "exclusive" and alone else last
        if found and not any(code_of_value(item.get("value")) == str(found) for item in items):
            self.report.lost("option", found, "it is to stand alone but is not in the list", component.path)
        return str(found) if found else None

    def revealed(self, component: Component) -> list[tuple[str, Part]]:
        found: list[tuple[str, Part]] = []
        own = component.option("conditionallyRevealedComponents")
        for code, inner in own.items() if isinstance(own, dict) else ():
            found += [
                (code, each) for each in (inner if isinstance(inner, list) else [inner]) if isinstance(each, dict)
            ]
        for item in (self.by_name.get(str(component.given.get("list"))) or {}).get("items") or []:
            under = item.get("conditional") if isinstance(item, dict) else None
            if isinstance(under, dict):
                parts = under.get("components") or []
                found += [(code_of_value(item.get("value")), each) for each in parts if isinstance(each, dict)]
        return found


def code_of_value(value: Json) -> str:
    """An item's value as a code, which is always text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
