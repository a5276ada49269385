"""How pages name people, posts and bodies. A name is taken only where a title stands before it."""

import re
from collections.abc import Iterator

from guildhall.decide.reading.page import Page
from guildhall.decide.reading.record import Found

_NO_NAME = (
    "Moved|Seconded|Proposed|Cabinet|Portfolio|Leader|Deputy|Chair|Chairman|Chairwoman|Chairperson|Vice|Executive|Members?|"
    "Lead|Director|Mayor|For|Against|The|That|And|Minutes|Minute|Resolved|Council|Councillors?|Cllrs?|Declared|Present|"
    "Apologies|Absent|Committee|In|At|On|As|It|Item|Labour|Conservative|Liberal|Group|None|"
    "Disclosable|Pecuniary|Personal|Prejudicial|Significant|Other|Interest|Substitute|AND|RESOLVED|AGREED|NOTED|THAT|MOVED|"
    "SECONDED|PROPOSED|OBE|MBE|CBE|FOR|AGAINST|THE|WAS|DECLARED|NOT|RECOMMENDED|RECOMMEND|CARRIED|LOST|APPROVED|ITEM|"
    "Agreed|Carried|Recorded|Vote|Decision|Supporting|Additional|Reason|Reasons|Expected|Opposition|Shadow"
)
_BIT = r"[A-ZÀ-Þ][a-zà-ÿ]+"
_WORD = (
    rf"(?:(?:van|von|de|der|den|da|di|du|la|le|el|al|ap|ab) |St\.? (?=[A-Z][a-z])){{0,2}}(?!(?:{_NO_NAME})\b|St\b)"
    rf"(?:(?:Mc|Mac|O'|D'|Fitz)?{_BIT}(?:'{_BIT}|-[A-Za-z]?[a-zà-ÿ]+)*|[A-Z]{{3,}}(?:[-'][A-Z]{{2,}})*)(?![\w-])"
)
_HONOUR = r"(?:Dr|Mrs|Mr|Ms|Miss|Sir|Dame|Lady|Lord|Prof|Professor|Revd?|Reverend|Baroness)\.?"
_INITIALS = r"(?:(?:[A-Z](?:\. ?| ))(?:[A-Z](?:\. ?| )){0,3}|(?!OBE|MBE|CBE)[A-Z]{2,3} (?=[A-Z][a-z]))"
NAME = rf"(?:{_HONOUR} {{1,2}})?(?:{_INITIALS} ?)?{_WORD}(?: {{1,2}}(?:[A-Z]\.? )?{_WORD}){{0,3}}"
"""A person's name, without the title before it."""
COUNCILLOR = rf"(?:\b(?:Councillor|Cllr\.?|Alderman|Alderwoman) {{1,2}}{NAME})"
"""A councillor's name with the title, as pages give it."""
PERSON = rf"(?:{COUNCILLOR}|\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.? {{1,2}}{NAME})"
"""Anybody who is named with a title."""
PHRASE = (
    r"[A-Z][\w'&/]*(?:-[\w'&/]+)*(?:(?:,|:| -)? (?:(?:and|of|for|the|&|in|to) ){0,2}[A-Z][\w'&/]*(?:-[\w'&/]+)*){0,15}"
)
"""At most sixteen words with capitals, as posts and bodies are written, joined by the small words that join them."""
_BODY_END = re.compile(
    r"(?:^(?:the )?(?:full )?(?:council|cabinet|executive|county council|city council|borough council|district council)"
    r"|\b(?:committee|sub-committee|subcommittee|board|panel|commission|forum|working group|working party|assembly|cabinet))$",
    re.I,
)
_POST = re.compile(
    r"\b(?:Director|Head|Chief|Officer|Manager|Leader|Member|Holder|Mayor|Chair|Chairman|Chairwoman|Chairperson|Executive|"
    r"Solicitor|Treasurer|Clerk|Secretary|Monitoring|Assistant|Accountant|Surveyor|Engineer|Planner|Lead|Commissioner|"
    r"Convenor|Auditor|Counsel|Registrar|Unit|Team)\b"
)
_FORMAL = re.compile(r"(?: (?:RESOLVED|AGREED|RECOMMENDS?|RECOMMENDED|NOTED|APPROVED))+$")
_PLAIN_NAME = re.compile(rf"^(?:{_HONOUR} )?(?:{_INITIALS} ?)?{_WORD}(?: {_WORD}){{1,2}}$")
_EACH = r"(?:(?:Councillor|Cllr\.?) )?"
_LIST = re.compile(
    rf"\b(?P<title>Councillors|Cllrs\.?) {{1,2}}(?P<names>{NAME}(?:, {_EACH}{NAME}){{0,60}},? (?:and|&) {_EACH}(?P<last>{NAME}))"
)
_TITLED = re.compile(r"^(?:Councillor|Cllr\.?) ")
_NAMES = re.compile(
    rf"\b(?:Councillors|Cllrs\.?) {{1,2}}{NAME}(?:(?: \([^()]{{1,80}}\))?(?:, (?:and |& )?| and | & ){_EACH}{NAME})*|{PERSON}"
)
_NAME = re.compile(NAME)
_ONE = re.compile(PERSON)
_CAPITAL = re.compile(r"[A-Z]")


def is_body(words: str) -> bool:
    """Whether words name a body: a council, a cabinet, a committee of some name."""
    return bool(_BODY_END.search(words)) and words.lower() not in {"committee", "board", "panel", "the committee"}


def is_post(words: str) -> bool:
    """Whether words name a post."""
    return bool(_POST.search(words))


def is_plain_name(words: str) -> bool:
    """Whether words can only be a person's name: two or three words with capitals, and no post or body."""
    return bool(_PLAIN_NAME.match(words)) and not is_post(words) and not is_body(words)


def without_formal_words(words: str) -> str:
    """A body's name without the formal word that may stand after it in capitals."""
    return _FORMAL.sub("", words)


def councillors(page: Page, start: int, end: int, *, kin: bool = False) -> tuple[list[Found], bool]:
    """Those named with a title between two places, in order, and whether all of them are sure.

    "Councillors Ann and Bob Lee" is read as two of one name only with ``kin``: where the page speaks of what they share.
    """
    found: list[Found] = []
    sure = True
    at = start
    while True:
        several, one = _LIST.search(page.plain, at, end), _ONE.search(page.plain, at, end)
        if several and (one is None or several.start() <= one.start()):
            names, certain = _each(page, several, kin=kin)
            found += names
            sure = sure and certain
            at = several.end()
        elif one:
            found.append(page.quote(one.start(), one.end()))
            at = one.end()
        else:
            return found, sure


def named_in(words: str) -> Iterator[tuple[int, int]]:
    """Where each name stands that a title stands before, by itself or in a list, be it sure whose it is or not."""
    for several in _NAMES.finditer(words):
        for each in _NAME.finditer(words, several.start(), several.end()):
            yield each.span()


def all_named(page: Page, start: int, end: int) -> list[Found] | None:
    """Everybody named in a list; none where anything in it is not a name that is sure, so that nobody is left off in silence."""
    names, sure = councillors(page, start, end)
    left = list(page.plain[start:end])
    for each in names:
        left[each.start - start : each.end - start] = " " * (each.end - each.start)
    rest = re.sub(r"\b(?:Councillors?|Cllrs?|Members?)\b", "", "".join(left))
    return names if sure and names and not _CAPITAL.search(rest) else None


def _each(page: Page, match: re.Match[str], *, kin: bool) -> tuple[list[Found], bool]:
    title = "Cllr" if match["title"].startswith("Cllr") else "Councillor"
    places: list[Found] = []
    at = match.start("names")
    for piece in re.split(r"(, (?:and |& )?| and | & )", match["names"]):
        if not re.fullmatch(r", (?:and |& )?| and | & ", piece):
            places.append(page.quote(at, at + len(piece)))
        at += len(piece)
    last = match["last"]
    given = len(last.split()) > 1 and not re.match(rf"(?:{_HONOUR}|[A-Z]\.?) ", last)
    named, sure = [], True
    for place in places:
        name = _TITLED.sub("", str(place.value))
        if given and len(name.split()) == 1:
            if not (kin and len(places) == 2):
                sure = False
                continue
            named.append(Found(f"{title} {name} {last.rsplit(maxsplit=1)[-1]}", place.start, places[-1].end))
        else:
            named.append(Found(f"{title} {name}", place.start, place.end))
    return named, sure
