"""The versions of a strategy, the newest first, and two of them compared: element by element, word by word."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from guildhall.kernel.authority.differing import difference
from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.comparing import Change, Passage, changes
from guildhall.kernel.planning.saying import CHANGES
from guildhall.plan import reading
from guildhall.plan.desks.public.showing import one, shown, tongue_for
from guildhall.plan.desks.public.strategies import stands
from guildhall.plan.standing import Stood
from guildhall.plan.tongue import Tongue

_MARKS = {"kept": Markup("{}"), "removed": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>")}


@dataclass(frozen=True, slots=True)
class Differs:
    """What became of one element: how it was changed, what it is, and its passages with what was taken out and put in."""

    how: str
    name: str
    passages: list[tuple[str, Markup]]


@require_safe
def compared(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """Every version; and ``?from=1&to=2`` compared, the last two where nothing is asked. Raises ``Http404`` for one that is not there."""
    told, stood = one(key)
    held = {each.version.number: each for each in stood.of[told.row.pk]}
    last = max(held)
    one_, other = (_asked(request, name, usual, held) for name, usual in (("from", max(1, last - 1)), ("to", last)))
    texts = reading.texts_of([one_.version, other.version])
    tongue = tongue_for(lang, told)
    found = changes(texts[one_.version.pk], texts[other.version.pk])
    return shown(
        request,
        tongue,
        "compared",
        tongue.say("compared"),
        key=key,
        told=told,
        versions=[(each, stands(each, lang)) for each in reversed(held.values())],
        earlier=one_.version,
        later=other.version,
        changed=[differs(each, tongue) for each in found],
    )


def _asked(request: HttpRequest, name: str, usual: int, held: dict[int, Stood]) -> Stood:
    typed = request.GET.get(name) or str(usual)
    found = held.get(int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else None
    if found is None:
        raise Http404
    return found


def differs(change: Change, tongue: Tongue) -> Differs:
    """What became of one element, as a page shows it. The writers' desk shows it so too."""
    how = words(CHANGES[change.kind], tongue.lang)
    code = "" if change.of == "predecessor" else change.code  # there is one, and a reference is no name
    name = f"{tongue.say(f'element-{change.of}')} {code}".strip()
    passages = [(_named(each, tongue), _marked(each, tongue)) for each in change.passages]
    if change.kind == "moved":
        passages.append((tongue.say("part-theme"), _between(change.was, change.now)))
    return Differs(how, name, passages)


def _named(passage: Passage, tongue: Tongue) -> str:
    """What of an element a passage is. An action or a level is named by its own code as well."""
    name, _, number = passage.name.partition(" ")
    return f"{tongue.say(f'part-{name}')} {number}".strip()


def _marked(passage: Passage, tongue: Tongue) -> Markup:
    """Both texts as one, in the language of the page where either has it; what changed in neither is not shown twice."""
    one_, other = passage.before or {}, passage.after or {}
    lang = tongue.lang if one_.get(tongue.lang) != other.get(tongue.lang) else _other_than(one_, other, tongue.lang)
    said = _between(_said(one_, lang), _said(other, lang))
    return said if lang == tongue.lang else Markup('<span lang="{}">{}</span>').format(lang, said)


def _other_than(one_: Text, other: Text, lang: str) -> str:
    """The language in which two texts differ."""
    return next((each for each in (*one_, *other) if one_.get(each) != other.get(each)), lang)


def _said(text: Text, lang: str) -> str:
    return text.get(lang, "")


def _between(before: str, after: str) -> Markup:
    return Markup().join(_MARKS[each.kind].format(each.text) for each in difference(before, after))
