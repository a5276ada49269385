"""On which questions, ways and endings a rule, a fact or a decision table bears, directly or through others."""

from collections.abc import Iterator

from guildhall.kernel.model import Json
from guildhall.serve.designing.parts import TITLES, outline

Named = tuple[str, str]
"""A part: the list it stands in, and its code."""

_NAMING = {"rule": "rules", "fact": "facts", "decision": "decisions", "fee": "decisions", "route": "decisions"}
_SHOWN = ("steps", "pages", "outcomes")


def borne_on(document: Json, sort: str, code: str) -> tuple[Named, ...]:
    """The questions, pages and outcomes that lean on a part, in the order in which they stand."""
    leans = {
        (other, str(each.part.get("id"))): {*_named_in(each.part)}
        for other in TITLES
        if other != "tests"
        for each in outline(document, other)
    }
    for fact in outline(document, "facts"):
        asked = fact.part.get("fallback")
        if isinstance(asked, dict) and ("steps", asked.get("ask")) in leans:
            leans["steps", str(asked["ask"])].add(("facts", str(fact.part.get("id"))))
    reached = {(sort, code)}
    grew = True
    while grew:
        more = {part for part, named in leans.items() if named & reached} - reached
        reached |= more
        grew = bool(more)
    return tuple(part for shown in _SHOWN for part in leans if part in reached and part[0] == shown)


def _named_in(part: Json) -> Iterator[Named]:
    """What a part asks about, however deep."""
    if isinstance(part, dict):
        for key, held in part.items():
            if key in _NAMING and isinstance(held, str):
                yield _NAMING[key], held
            yield from _named_in(held)
    elif isinstance(part, list):
        for each in part:
            yield from _named_in(each)
