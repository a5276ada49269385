"""Search in plain words: what was published, by the roots of its words and by words that mean much the same.

Kept by root in a table, because neither database folds accents alike. It is made from published documents alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.catalogue import EVERYDAY_WORDS
from guildhall.catalogue.everyday import Everyday, everyday, roots, words_of
from guildhall.decide.models import Findable
from guildhall.decide.models.publishing import FindableWord
from guildhall.kernel.model import Json

STRETCH = 20
_LANGUAGES = ("en", "cy")
_LONGEST = 40
_MOST_WORDS = 8
"""Words of a search that are looked for; the rest would narrow it no further."""

_FEW = 5_000
"""A word is rare that fewer records hold. So many are looked at within some milliseconds, and words that more hold soon meet."""

_TOLD = frozenset({
    "title", "title_cy", "text", "text_cy", "number", "summary", "summary_cy", "what", "what_cy", "scope", "scope_cy",
    "reasons", "options_rejected", "conflicts", "what_changed", "explanation", "action", "ward", "grounds", "scheme",
})  # fmt: skip
"""The fields of a document whose words it is found by."""


@dataclass(frozen=True, slots=True)
class Found:
    """A published record that a search found."""

    subject: str
    kind: str
    title: str
    title_cy: str
    day: date
    mark: str
    """Where the next stretch begins, after this one."""


def index(*, reference: str, title: str, title_cy: str, day: date, document: Json, also: Iterable[str] = ()) -> None:
    """Let a published record be found by the words of its document, and by these others. What it was found by before goes."""
    row, _ = Findable.objects.update_or_create(
        subject=reference,
        defaults={"kind": reference.partition("/")[0], "title": title[:400], "title_cy": title_cy[:400], "day": day},
    )
    marks = {mark for text in (*_texts(document), *also) for language in _LANGUAGES for mark in _marks(text, language)}
    FindableWord.objects.filter(findable=row).delete()
    FindableWord.objects.bulk_create([FindableWord(findable=row, word=mark, day=day) for mark in sorted(marks)])


def search(*, words: str, after: str = "", limit: int = STRETCH, kind: str = "") -> tuple[tuple[Found, ...], str]:
    """A stretch of the records in which every word of a sentence is found, the newest first, and where the next begins.

    Words that tell nothing are passed over; ``kind`` narrows it to one kind of record. A statement, and one for each word at most.
    """
    sought = list(_sought(words))[:_MOST_WORDS]
    if not sought:
        return (), ""
    rows = _holding(sought).order_by("-day", "-id")
    rows = rows.filter(kind=kind) if kind else rows
    if place := _place(after):
        day, number = place
        rows = rows.filter(day__lte=day).exclude(day=day, id__gte=number)
    found = [
        Found(each.subject, each.kind, each.title, each.title_cy, each.day, f"{each.day.isoformat()}~{each.pk}")
        for each in rows[: limit + 1]
    ]
    return tuple(found[:limit]), found[limit - 1].mark if len(found) > limit else ""


def _holding(sought: Sequence[set[str]]) -> QuerySet[Findable]:
    """The records in which each of these words is found, however many hold one of them.

    A rare word names the few that are looked at. Where every word is common, the newest are gone through until enough have them all.
    """
    rows = Findable.objects.all()
    rare = next((each for each in sought if _found_by(each)[:_FEW].count() < _FEW), None)
    for each in sought:
        if each is rare:
            rows = rows.filter(id__in=_found_by(each).values("findable"))
        else:
            rows = rows.filter(Exists(_found_by(each).filter(findable=OuterRef("pk"))))
    return rows


def _found_by(marks: set[str]) -> QuerySet[FindableWord]:
    return FindableWord.objects.filter(word__in=sorted(marks))


def _texts(document: Json) -> Iterator[str]:
    if isinstance(document, dict):
        for name, value in document.items():
            if name in _TOLD and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _texts(value)
    elif isinstance(document, list):
        for each in document:
            yield from _texts(each)


def _marks(text: str, language: str) -> Iterator[str]:
    """The roots of a text's words, and the groups whose words mean the same. Welsh roots carry a sign of their own."""
    sign = "" if language == "en" else "~"
    words, known = words_of(text, language), _everyday(language)
    for word in words:
        for root in roots(word, language):
            yield f"{sign}{root}"[:_LONGEST]
            yield from known.alike.get((root,), ())
    for one, other in pairwise(words):
        yield from known.alike.get((roots(one, language)[0], roots(other, language)[0]), ())


def _sought(words: str) -> Iterator[set[str]]:
    """For each word that tells something, what it may be found by, in either language."""
    small = _everyday("en").small | _everyday("cy").small
    cut = words_of(words, "en")
    telling = [word for word in cut if roots(word, "en")[0] not in small] or cut
    for word in telling:
        yield {mark for language in _LANGUAGES for mark in _marks(word, language)}


@cache
def _everyday(language: str) -> Everyday:
    return everyday((files("guildhall.catalogue") / EVERYDAY_WORDS).read_text(encoding="utf-8"), language)


def _place(after: str) -> tuple[date, int] | None:
    day, _, number = after.partition("~")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None
