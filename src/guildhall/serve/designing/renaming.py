"""A part with another code: whatever names it elsewhere in the draft names it anew."""

from collections.abc import Mapping

from guildhall.kernel.model import Json

_BY_KEY: Mapping[str, frozenset[str]] = {
    "steps": frozenset({"answer", "count", "ask", "place"}),
    "facts": frozenset({"fact"}),
    "rules": frozenset({"rule"}),
    "decisions": frozenset({"decision", "fee", "route", "priority"}),
    "outcomes": frozenset({"to", "outcome"}),
    "pages": frozenset({"page", "to", "start"}),
    "tests": frozenset(),
}
"""The keys whose value is the code of a part of each sort."""
_LISTED: Mapping[str, frozenset[str]] = {"steps": frozenset({"needs", "asked", "notAsked", "shows"})}
"""The keys that hold a list of such codes."""
_KEYED: Mapping[str, frozenset[str]] = {"steps": frozenset({"answers", "case"}), "facts": frozenset({"facts"})}
"""The keys that hold values by such codes."""


def renamed(document: Json, sort: str, old: str, new: str) -> Json:
    """The draft with every mention of a part under its new code. A part with no code is mentioned nowhere."""
    if not old or not new or old == new:
        return document
    return _walked(document, _BY_KEY.get(sort, frozenset()), sort, old, new)


def _walked(node: Json, keys: frozenset[str], sort: str, old: str, new: str) -> Json:
    if isinstance(node, list):
        return [_walked(each, keys, sort, old, new) for each in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Json] = {}
    for key, held in node.items():
        if key in keys and held == old:
            made[key] = new
        elif key in _LISTED.get(sort, ()) and isinstance(held, list):
            made[key] = [new if each == old else each for each in held]
        elif key in _KEYED.get(sort, ()) and isinstance(held, dict):
            made[key] = {new if name == old else name: value for name, value in held.items()}
        else:
            made[key] = _walked(held, keys, sort, old, new)
    return made
