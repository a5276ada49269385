"""Powers that a resolution gives: to which post, for what, on what grounds, after consulting whom.

Each is read only from a paragraph of a resolution. What the holder is allowed is quoted, without the words that point
back to the report.
"""

import re

from guildhall.decide.reading.dates import ANY_DATE, dated
from guildhall.decide.reading.page import Page
from guildhall.decide.reading.people import is_body, is_post
from guildhall.decide.reading.record import Found, Sheet, Tree
from guildhall.decide.reading.resolutions import Block

_HOLDER = r"(?:the )?(?P<holder>[A-Z][^.;]{2,180}?)"
_POWER = r"(?:delegated )?(?:authority|power|powers|responsibility)"
_CONSULT = (
    r",? (?:in|after|following|subject to) consultation with (?:the )?(?P<consult>[A-Z][^.;]{2,220}?)"
    r"(?=,? (?:to|for) [a-z]|, the (?:ability|authority|power)|,? (?:be|is|are) (?:given|granted|authorised)|[.;]|$)"
)
_TO = r",? (?:the (?:ability|authority|power) )?to (?P<scope>[a-z].+)$"
_FORMS = tuple(
    re.compile(each, re.S)
    for each in (
        (
            rf"(?i:(?:\b{_POWER} (?:be|is|was|are) (?:hereby )?(?:delegated|given|granted) to|"
            rf"\b(?:to )?delegat(?:e|es|ed|ing) {_POWER} to)) "
            rf"{_HOLDER}(?:{_CONSULT})?{_TO}"
        ),
        (
            rf"(?:^(?:(?i:that) )?|\b(?i:that) |; |,? and (?=the [A-Z]))(?:the |The )?"
            rf"(?P<holder>(?!That\b|To\b)[A-Z][^.;]{{2,180}}?)(?:{_CONSULT},?)? "
            rf"(?:be|is|was|are) (?:hereby )?(?:(?:given|granted) (?:delegated )?(?:authority|power)|delegated (?:authority|power)|"
            rf"authorised)(?:{_CONSULT.replace('consult>', 'after>')})?{_TO}"
        ),
    )
)
_SMALL = {"of", "for", "and", "the", "in", "to", "&", "-", "or", "on", "with", "at", "a", "s"}
_NEEDED = re.compile(
    r"^(?:take (?:all |any |the )?(?:other )?(?:necessary )?(?:steps|action|actions)(?: necessary)? to |"
    r"do (?:all|everything) (?:that is )?necessary to )"
)
_MAKE = re.compile(
    r"^make (?=(?:any|such|minor|the|all)\b.*\b(?:changes?|amendments?|alterations?|corrections?|revisions?|adjustments?)\b)"
)
_CUT = re.compile(
    r",? (?:as (?:outlined|set out|detailed|described|specified|proposed|shown|appropriate|necessary|required)\b"
    r"|within the (?:parameters|limits|terms)\b|in (?:accordance|line) with\b|prior to\b)"
    r"|, (?:case by case|on a case|within|in accordance|following|as |including|having|taking|should|where|if |when|once|upon)"
)
_GROUNDS = re.compile(
    r",? (?:as a result of|arising from|resulting from|in consequence of|as a consequence of|in response to) "
)
_CONDITION = re.compile(
    r",? (?:subject to|provided that|provided|on condition that|on the condition that) (?P<what>[^.;]+)"
)
_CONSULTED = re.compile(r",? (?:in|after|following) consultation with (?:the )?(?P<what>[^.;]+)")
_UNTIL = re.compile(rf",? (?:until|to expire on|expiring on|up to and including) (?P<what>{ANY_DATE.pattern})", re.I)
_LIMITS = {"until": _UNTIL, "conditions": _CONDITION, "consult": _CONSULTED, "grounds": _GROUNDS, "": _CUT}
_BACK = re.compile(r" (?:of|in|to|within|at|from) (?:the|this) (?:said )?(?:report|review|paper|meeting)$")


def read_delegations(page: Page, sheet: Sheet, blocks: list[Block]) -> None:
    """Write down each power given, once. One that a recommendation gives has no effect until the body it goes to resolves it."""
    found: list[Tree] = []
    seen = set()
    for block in blocks:
        for paragraph in block.paragraphs:
            tree = _delegation(page, paragraph, block, sheet)
            if tree is None:
                continue
            holder, scope = tree["holder"], tree["scope"]
            named = (holder.value, scope.value) if isinstance(holder, Found) and isinstance(scope, Found) else None
            if named not in seen:
                seen.add(named)
                found.append(tree)
    sheet.put("delegations", found)


def _delegation(page: Page, paragraph: Found, block: Block, sheet: Sheet) -> dict[str, Tree] | None:
    words = page.plain[paragraph.start : paragraph.end].replace("\n", " ")
    match = next((each for form in _FORMS if (each := form.search(words))), None)
    if match is None:
        if re.search(r"(?i)\bdelegat|\bauthorised to\b", words):
            sheet.doubt(paragraph.start, paragraph.end)
        return None
    at = paragraph.start
    holder = page.quote(at + match.start("holder"), at + match.end("holder"))
    if not _is_holder(str(holder.value)):
        sheet.doubt(paragraph.start, paragraph.end)
        return None
    tree: dict[str, Tree] = {"holder": holder}
    consult = next((name for name in ("consult", "after") if name in match.re.groupindex and match[name]), None)
    if consult:
        tree["consult"] = page.quote(at + match.start(consult), at + match.end(consult))
    tree |= _scope(page, at + match.start("scope"), at + match.end("scope"), asked="consult" in tree)
    if paragraph in block.recommended and block.bodies:
        to = block.bodies[0]
        adopts = any(re.search(r"\badopt", str(each.value)) for each in block.paragraphs)
        body = str(to.value)
        body = body.title() if body.isupper() else body
        tree["effective_on"] = Found(f"{'adoption' if adopts else 'approval'} by {body}", to.start, to.end)
    order = ("holder", "consult", "scope", "grounds", "conditions", "until", "effective_on")
    return {name: tree[name] for name in order if name in tree}


def _is_holder(words: str) -> bool:
    rest = [each for each in re.split(r"[\s,:/'()]+", words) if each]
    return (
        rest[0] not in {"That", "To"}
        and all(each[0].isupper() or each in _SMALL or not each[0].isalpha() for each in rest)
        and (is_post(words) or is_body(words))
    )


def _scope(page: Page, start: int, end: int, *, asked: bool) -> dict[str, Tree]:
    """What may be done, from its verb on, and what limits it."""
    tree: dict[str, Tree] = {}
    stop = re.search(r"[.;](?=\s|$)", page.plain[start:end])
    end = start + stop.start() if stop else end
    if needed := _NEEDED.match(page.plain[start:end]):
        start += needed.end()
    if made := _MAKE.match(page.plain[start:end]):
        start += made.end()
    limits = {name: found for name, pattern in _LIMITS.items() if (found := pattern.search(page.plain, start, end))}
    places = sorted(each.start() for each in limits.values())
    for name, limit in limits.items():
        after = min((each for each in places if each > limit.start()), default=end)
        if name == "until" and (until := dated(page, limit.start("what"), limit.end("what"))):
            tree["until"] = until
        elif name == "conditions":
            tree["conditions"] = [page.quote(limit.start("what"), min(limit.end("what"), after))]
        elif name == "consult" and not asked:
            tree["consult"] = page.quote(limit.start("what"), min(limit.end("what"), after))
        elif name == "grounds":
            tree["grounds"] = _each_ground(page, limit.end(), after)
    last = places[0] if places else end
    if back := _BACK.search(page.plain[start:last]):
        last = start + back.start()
    tree["scope"] = page.quote(start, last)
    return tree


def _each_ground(page: Page, start: int, end: int) -> Tree:
    grounds: list[Tree] = []
    at = start
    for join in re.finditer(r",? or |, ", page.plain[start:end]):
        grounds.append(page.quote(at, start + join.start()))
        at = start + join.end()
    return [*grounds, page.quote(at, end)]
