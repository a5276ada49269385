"""Search in plain words: what was published, and who holds public office, by the roots of its words and by words that mean much the same.

Kept by root in a table, because neither database folds accents alike. It is made from published documents alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.catalogue import EVERYDAY_WORDS
from guildhall.catalogue.everyday import Everyday, everyday, roots, words_of
from guildhall.decide.models import Findable
from guildhall.decide.models.publishing import FindableWord
from guildhall.kernel.model import Json

STRETCH = 20
STANDING = date.max
"""The day of what has none of its own, such as a body or a post: it is found before all that happened on one."""

_LANGUAGES = ("en", "cy")
_LONGEST = 40
_MOST_WORDS = 8
"""Words of a search that are looked for; the rest would narrow it no further."""

_FEW = 5_000
"""A word is rare that fewer records hold. So many are looked at within some milliseconds, and words that more hold soon meet."""

_LOOKED = (1_000, 20_000)
"""Records that hold a common word and are looked at for the others in one search: a few, which have them all as a rule where the
others are common too, and then so many as take some tenths of a second.
"""

_AT_ONCE = 1_000
"""Records that are given further words in one statement or few."""

_Place = tuple[date, int]
"""The day and the key of a record: a place in the order in which they are found."""

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
    day: date | None
    mark: str
    """Where the next stretch begins, after this one."""


def index(*, reference: str, title: str, title_cy: str, day: date, document: Json, also: Iterable[str] = ()) -> None:
    """Let a published record be found by the words of its document, and by these others. What it was found by before goes."""
    row, _ = Findable.objects.update_or_create(
        subject=reference,
        defaults={"kind": reference.partition("/")[0], "title": title[:400], "title_cy": title_cy[:400], "day": day},
    )
    marks = marks_of((*_texts(document), *also))
    FindableWord.objects.filter(findable=row).delete()
    FindableWord.objects.bulk_create([FindableWord(findable=row, word=mark, day=day) for mark in marks])


def index_also(*, references: QuerySet[Any, Any], words: Iterable[str]) -> None:
    """Let these published records be found by these words as well. Whatever of them is not published is not found by any."""
    marks, rows = marks_of(words), list(Findable.objects.filter(subject__in=references).values_list("pk", "day"))
    for start in range(0, len(rows), _AT_ONCE):
        FindableWord.objects.bulk_create(
            [
                FindableWord(findable_id=key, word=mark, day=day)
                for key, day in rows[start : start + _AT_ONCE]
                for mark in marks
            ],
            ignore_conflicts=True,
        )


def marks_of(texts: Iterable[str]) -> list[str]:
    """What these texts are found by, in order: the roots of their words in both languages, and the groups that they belong to."""
    return sorted({mark for text in texts for language in _LANGUAGES for mark in _marks(text, language)})


def search(*, words: str, after: str = "", limit: int = STRETCH, kind: str = "") -> tuple[tuple[Found, ...], str]:
    """A stretch of the records in which every word of a sentence is found, the newest first, and where the next begins.

    Words that tell nothing are passed over; ``kind`` narrows it to one kind of record. Where every word is common and few records
    have them all, so many are looked through and no more: there are fewer than ``limit`` then, and still a place to go on from,
    whose day is ``looked_back_to``. Nothing more is to be found once there is none. Some statements for each word at most.
    """
    sought = list(_sought(words))[:_MOST_WORDS]
    if not sought:
        return (), ""
    place = _place(after)
    rare = next((each for each in sought if _found_by(each)[:_FEW].count() < _FEW), None)
    leading = rare or sought[0]
    others = [each for each in sought if each is not leading]
    keys, end = list[_Place](), place
    for most in _LOOKED:
        begin, end = end, None if rare else _end_of_looking(leading, end, most)
        held = _between(_found_by(leading), begin, end)
        for each in others:
            within = _within_days(_found_by(each), begin, end)
            held = held.filter(Exists(within.filter(findable=OuterRef("findable"))))
        held = held.filter(findable__kind=kind) if kind else held
        newest = held.order_by("-day", "-findable").values_list("day", "findable").distinct()
        keys += newest[: limit + 1 - len(keys)]
        if end is None or len(keys) > limit:
            break
    rows = Findable.objects.in_bulk([key for _, key in keys])
    found = [
        Found(row.subject, row.kind, row.title, row.title_cy, _dated(day), _mark(day, key))
        for day, key, row in ((day, key, rows[key]) for day, key in keys[:limit])
    ]
    if len(keys) > limit:
        return tuple(found), found[-1].mark
    return tuple(found), _mark(*end) if end else ""


def looked_back_to(after: str) -> date | None:
    """The day of the place from which a search goes on."""
    place = _place(after)
    return _dated(place[0]) if place else None


def _dated(day: date) -> date | None:
    return None if day == STANDING else day


def _end_of_looking(marks: set[str], place: _Place | None, most: int) -> _Place | None:
    """The last record that is looked at among those that hold a common word; ``None`` where that is all of them."""
    ends = [
        _between(_found_by({each}), place, None)
        .order_by("-day", "-findable")
        .values_list("day", "findable")[most - 1 : most]
        for each in sorted(marks)
    ]
    return max((end for each in ends for end in each), default=None)


def _between(rows: QuerySet[FindableWord], place: _Place | None, end: _Place | None) -> QuerySet[FindableWord]:
    """What comes after a place, the newest first, up to an end and with it."""
    if place:
        rows = rows.filter(day__lte=place[0]).exclude(day=place[0], findable__gte=place[1])
    return rows.filter(day__gte=end[0]).exclude(day=end[0], findable__lt=end[1]) if end else rows


def _within_days(rows: QuerySet[FindableWord], place: _Place | None, end: _Place | None) -> QuerySet[FindableWord]:
    """Of another word, only the days that are looked at: whichever way a database joins them, it reads no more."""
    rows = rows.filter(day__lte=place[0]) if place else rows
    return rows.filter(day__gte=end[0]) if end else rows


def _mark(day: date, key: int) -> str:
    return f"{day.isoformat()}~{key}"


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


def _place(after: str) -> _Place | None:
    day, _, number = after.partition("~")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None
