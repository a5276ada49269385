"""Personal details that one person would be asked for twice, though the first answer already tells."""

import re
from collections.abc import Iterator, Mapping

from guildhall.kernel.gate.together import Ways
from guildhall.kernel.model import Text, words
from guildhall.kernel.question import Question
from guildhall.kernel.service import Service

DETAILS = {
    "name": "name",
    "address": "address",
    "email": "email address",
    "telephone": "telephone number",
    "national-insurance": "National Insurance number",
    "vehicle-registration": "registration number",
    "date": "date of birth",
}
"""The kinds of question that ask for a detail which somebody has once."""
_LITTLE_WORDS = """
a again an and are beth can chi could do eich enter give have i is let like may me mewn need of on please
provide rhowch should tell that the to told us very was we what which will would write y yr you your you've
ysgrifennwch yw
"""
_SAYING_NOTHING = frozenset(_LITTLE_WORDS.split())
"""Words that do not say whose detail it is, nor which."""
_OWN = frozenset({"your", "eich"})
_BIRTH = frozenset({"birth", "born", "geni", "ganwyd", "geneni"})
_ALSO = {"e-mail": "email", "phone": "telephone", "mail": "email", "no": "number", "numbers": "number"}


def asked_again(service: Service, ways: Ways) -> Mapping[tuple[str, str], str]:
    """Two questions, the later one asked though the earlier already told, by their ids; and what the detail is.

    Only where both can be asked of one person, in words that say the same, and the later is neither filled in beforehand
    nor satisfied. A detail that is not called your own may be somebody else's, where its page says whose.
    """
    found = {}
    for kind, detail in DETAILS.items():
        asked = [step for step in service.steps if step.kind == kind]
        for place, later in enumerate(asked):
            for earlier in asked[:place]:
                if _tells(earlier, later) or not _says_the_same(service, ways, earlier, later):
                    continue
                if ways.together(earlier, later):
                    found[earlier.id, later.id] = detail
                    break
    return found


def _says_the_same(service: Service, ways: Ways, one: Question, other: Question) -> bool:
    language = service.languages[0] if service.languages else "en"
    first, second = (_plain_words(each.label, language) for each in (one, other))
    if first - _OWN != second - _OWN or one.id == other.id:
        return False
    if one.kind == "date" and not first & _BIRTH:
        return False
    if first & _OWN and second & _OWN:
        return True
    return not first & _OWN and not second & _OWN and _speak_for_themselves(ways, one, other)


def _speak_for_themselves(ways: Ways, one: Question, other: Question) -> bool:
    """Whether two questions stand on pages of their own, where no title and no guidance says whom they are about."""
    pages = [ways.compiled.pages.get(ways.page_of.get(each.id, "")) for each in (one, other)]
    told = [page is None or page.page.title or page.page.guidance or len(page.steps) > 1 for page in pages]
    return not any(told)


def _plain_words(text: Text, language: str) -> frozenset[str]:
    said = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", words(text, language).casefold())
    return frozenset(_ALSO.get(each, each) for each in _meant(said))


def _meant(said: list[str]) -> Iterator[str]:
    yield from (each for each in said if each not in _SAYING_NOTHING or each in _OWN)


def _tells(earlier: Question, later: Question) -> bool:
    """Whether the later question already takes what the earlier told, or what a fact tells."""
    return any(told is not None for told in (later.satisfied_by, later.prefill))
