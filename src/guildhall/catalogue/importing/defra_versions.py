"""DEFRA's forms, told in one way whatever their version.

The first version is XGov's: pages name the pages that follow them, and lists and conditions go by their names. In the second,
lists, conditions, sections and components go by an id, a condition compares with an item of a list, and translations stand
beside the form. With ``engine: V2`` pages stand in order, and one with a condition is passed over where it does not hold: its
questions are then asked only where it does, and only a page that asks nothing, or ends the journey, is a fork. All this is
turned here into the first version's terms, which ``defra`` then reads.
"""

from collections import Counter
from collections.abc import Mapping

from guildhall.catalogue.importing.defra_questions import asks
from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.reading import whole
from guildhall.catalogue.importing.xgov import controller_of
from guildhall.catalogue.importing.xgov_component import Part
from guildhall.kernel.model import Json

TERMINAL = "terminalpagecontroller"
"""The controller of a page that ends a journey with nothing sent."""
SUMMARY = {
    "summary",
    "summarypage",
    "summarypagecontroller",
    "summarypagewithconfirmationemailcontroller",
    "summaryuploadpagecontroller",
}
"""Controllers of the page from which a form is sent."""
APART = {"statuspagecontroller", "feedbackpagecontroller"}
"""Controllers of pages that stand outside the way through a form."""
_WORDS = ("title", "hint", "text", "content", "description")
_YES_AND_NO: Mapping[str, Part] = {
    "02900d42-83d1-4c72-a719-c4e8228952fa": {"value": True},
    "f39000eb-c51b-4019-8f82-bbda0423f04d": {"value": False},
}
"""The items of the list that every form has without writing it down (FormModel of DEFRA's forms-engine-plugin)."""


def in_one_way(form: Part, language: str, report: Report) -> Part:
    """The form in the first version's terms. Nothing of the form given is changed."""
    told = _translated(form, language, report)
    lists = _named(whole(told.get("lists")), "name", "list", report)
    conditions = _named(whole(told.get("conditions")), "displayName", "condition", report)
    pages = [_page(page, lists, _by_key(whole(told.get("sections"))), conditions) for page in whole(told.get("pages"))]
    components = {str(each.get("id")): each for page in pages for each in whole(page.get("components"))}
    if told.get("engine") == "V2":
        _in_order(pages)
        told["startPage"] = next((page["path"] for page in pages if isinstance(page.get("path"), str)), None)
    else:
        for page in pages:
            if page.get("condition"):
                report.lost("page", str(page.get("path")), "its condition: this form says at each page what follows")
                del page["condition"]
    return told | {
        "pages": pages,
        "lists": [_list(each) for each in whole(told.get("lists"))],
        "conditions": [
            _condition(each, components, _items(told), conditions) for each in whole(told.get("conditions"))
        ],
    }


def _page(page: Part, lists: Mapping[str, str], sections: Mapping[str, str], conditions: Mapping[str, str]) -> Part:
    section = page.get("section")
    found = {key: held for key, held in page.items() if key != "id"}
    if isinstance(section, str):
        found["section"] = sections.get(section, section)
    if isinstance(page.get("condition"), str) and page["condition"]:
        found["condition"] = conditions.get(page["condition"], page["condition"])
    found["components"] = [_component(each, lists, conditions) for each in whole(page.get("components"))]
    if isinstance(page.get("next"), list):
        found["next"] = [_link(each, conditions) for each in whole(page["next"])]
    return found


def _link(link: Part, conditions: Mapping[str, str]) -> Part:
    name = link.get("condition")
    return link | {"condition": conditions.get(name, name)} if isinstance(name, str) and name else link


def _component(component: Part, lists: Mapping[str, str], conditions: Mapping[str, str]) -> Part:
    found = dict(component)
    if isinstance(component.get("list"), str):
        found["list"] = lists.get(component["list"], component["list"])
    options = component.get("options")
    if isinstance(options, dict) and isinstance(options.get("conditionalAmounts"), list):
        amounts = [_link(each, conditions) for each in whole(options["conditionalAmounts"])]
        found["options"] = options | {"conditionalAmounts": amounts}
    return found


def _in_order(pages: list[Part]) -> None:
    """Write at each page what follows it: the next in order that asks something, but first each fork between the two."""
    on_the_way = [page for page in pages if isinstance(page.get("path"), str) and controller_of(page) not in APART]
    for place, page in enumerate(on_the_way):
        links: list[Part] = []
        for later in on_the_way[place + 1 :] if not _is_ending(page) else ():
            forked = bool(later.get("condition")) and not asks_something(later)
            links.append({"path": later["path"], **({"condition": later["condition"]} if forked else {})})
            if not forked:
                break
        page["next"] = links


def asks_something(page: Part) -> bool:
    """Whether a page has a question, and does not end the journey."""
    return not _is_ending(page) and any(asks(each) for each in whole(page.get("components")))


def _is_ending(page: Part) -> bool:
    return controller_of(page) in {TERMINAL, *SUMMARY}


def may_be_passed_by(pages: list[Part], start: str) -> set[str]:
    """The paths of the pages without which a journey can still be sent off."""
    by_path = {str(page["path"]): page for page in reversed(pages)}
    sent_there = {path for path, page in by_path.items() if controller_of(page) in SUMMARY}
    return {
        path
        for path, page in by_path.items()
        if page.get("condition") or _reached(by_path, start, without=path) & sent_there
    }


def _reached(by_path: Mapping[str, Part], start: str, *, without: str) -> set[str]:
    reached: set[str] = set()
    left = [start]
    while left:
        path = left.pop()
        if path != without and path in by_path and path not in reached:
            reached.add(path)
            left += [str(link.get("path")) for link in whole(by_path[path].get("next"))]
    return reached


def _list(given: Part) -> Part:
    items = []
    for item in whole(given.get("items")):
        found = {key: held for key, held in item.items() if key not in {"id", "hint", "extensions"}}
        hint = item.get("hint")
        if hint:
            found["hint"] = hint.get("text") if isinstance(hint, dict) and "text" in hint else hint
        asked = [
            {"type": "TextField", **{key: held for key, held in each.items() if key != "type"}}
            for each in whole(item.get("extensions"))
            if each.get("type") == "additional-question"
        ]
        inner = found.get("conditional")
        if asked:
            beside = whole(inner.get("components")) if isinstance(inner, dict) else []
            found["conditional"] = {"components": beside + asked}
        alone = any(each.get("type") == "exclusive" for each in whole(item.get("extensions")))
        items.append(found | ({"exclusive": True} if alone else {}))
    return {**given, "items": items, "name": given.get("name")}


def _condition(
    given: Part, components: Mapping[str, Part], items: Mapping[str, Part], conditions: Mapping[str, str]
) -> Part:
    name = conditions.get(str(given.get("id")), str(given.get("name") or given.get("displayName") or given.get("id")))
    if not isinstance(given.get("items"), list):
        return given | {"name": name, "value": _with_relative_dates(given.get("value"))}
    parts = [_part(each, components, items, conditions) for each in whole(given["items"])]
    for part in parts[1:]:
        part["coordinator"] = given.get("coordinator")
    return {"name": name, "displayName": given.get("displayName"), "value": {"conditions": parts}}


def _part(part: Part, components: Mapping[str, Part], items: Mapping[str, Part], conditions: Mapping[str, str]) -> Part:
    """One comparison of the second version. What it points to and is not there is pointed to still."""
    if "conditionId" in part:
        wanted = str(part["conditionId"])
        return {"conditionName": conditions.get(wanted, wanted)}
    wanted = str(part.get("componentId"))
    component = components.get(wanted, {})
    field = {"name": component.get("name") or wanted, "type": component.get("type")}
    return {"field": field, "operator": part.get("operator"), "value": _value(part, items)}


def _value(part: Part, items: Mapping[str, Part]) -> Json:
    value = part.get("value")
    if isinstance(value, dict) and "itemId" in value:
        item = items.get(str(value["itemId"]))
        return {"type": "Value", "value": str(value["itemId"]) if item is None else item.get("value")}
    if isinstance(value, dict):
        return _relative(value)
    return {"type": "Value", "value": value}


def _with_relative_dates(value: Json) -> Json:
    if isinstance(value, list):
        return [_with_relative_dates(each) for each in value]
    if isinstance(value, dict):
        return _relative({key: _with_relative_dates(held) for key, held in value.items()})
    return value


def _relative(value: Part) -> Part:
    """A date counted from today, in XGov's words."""
    if "period" in value and "unit" in value:
        return {
            "type": "RelativeTime",
            "timePeriod": value["period"],
            "timeUnit": value["unit"],
            "direction": value.get("direction"),
        }
    return value


def _items(form: Part) -> dict[str, Part]:
    own = {
        str(item["id"]): item for each in whole(form.get("lists")) for item in whole(each.get("items")) if "id" in item
    }
    return {**_YES_AND_NO, **own}


def _named(parts: list[Part], key: str, what: str, report: Report) -> dict[str, str]:
    """By its id, the name of each part; the name is written into the part, and is its id where two have the same name."""
    counted = Counter(str(part.get(key)) for part in parts)
    names: dict[str, str] = {}
    for part in parts:
        held = part.get("id")
        if not isinstance(held, str):
            continue
        name = part.get(key)
        alone = isinstance(name, str) and name.strip() and counted[name] == 1
        if held in names:
            report.lost(what, held, f"a second {what} of this id: the first one counts")
            continue
        names[held] = str(name) if alone else held
        if what == "list":
            part["name"] = names[held]
    return names


def _by_key(parts: list[Part]) -> dict[str, str]:
    return {str(part["id"]): str(part["name"]) for part in parts if "id" in part and isinstance(part.get("name"), str)}


def _translated(form: Part, language: str, report: Report) -> Part:
    """The form with each of its words in every language it has: ``metadata.translations``, by language, sort and id."""
    metadata = form.get("metadata")
    given = metadata.get("translations") if isinstance(metadata, dict) else None
    by_id: dict[str, dict[str, Part]] = {}
    for code, sorts in given.items() if isinstance(given, dict) else ():
        for sort, parts in sorts.items() if isinstance(sorts, dict) else ():
            if not isinstance(parts, dict):
                report.lost("translation", f"{code} {sort}", "it belongs to no part of the form")
                continue
            for name, words in parts.items():
                if isinstance(words, dict):
                    by_id.setdefault(str(name), {})[str(code).partition("-")[0].casefold()] = words
    found: Part = _with_translations(form, language, by_id)
    return found


def _with_translations(part: Json, language: str, by_id: Mapping[str, Mapping[str, Part]]) -> Json:
    if isinstance(part, list):
        return [_with_translations(each, language, by_id) for each in part]
    if not isinstance(part, dict):
        return part
    found = {
        key: held if key == "metadata" else _with_translations(held, language, by_id) for key, held in part.items()
    }
    for other, words in by_id.get(str(part.get("id")), {}).items():
        for key in _WORDS:
            own, told = found.get(key), words.get(key)
            if isinstance(told, str) and told.strip() and (isinstance(own, dict) or key in found):
                found[key] = (own if isinstance(own, dict) else {language: own}) | {other: told}
    return found
