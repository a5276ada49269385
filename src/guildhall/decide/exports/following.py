"""What somebody follows: a body, a matter, a ward. Its records, as everybody sees them, and what was published of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

from guildhall.decide import models as m
from guildhall.decide.called import Called
from guildhall.decide.exports.answering import NotAsked
from guildhall.decide.models.record import Cited
from guildhall.decide.references import slug
from guildhall.decide.sight import seen
from guildhall.decide.wards import wards
from guildhall.kernel.kinds.date import in_words

MOST = 50
"""Versions in one stretch of a feed."""

LANGUAGES = ("en", "cy")
Row = TypeVar("Row", bound=Model)

_LONGEST = 200
"""Signs of a text that stands for a title."""


@dataclass(frozen=True, slots=True)
class Title:
    """What something is called, in both languages."""

    en: str
    cy: str

    def said(self, lang: str) -> str:
        """In a language; in English where it was not translated."""
        return self.cy if lang == "cy" and self.cy else self.en


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: its name, its own reference (a ward has none), its meetings, and its other records, by their sorts."""

    name: Title
    reference: str
    meetings: QuerySet[m.Meeting]
    records: tuple[QuerySet[Any], ...]

    def of(self, model: type[Row]) -> QuerySet[Row]:
        """Its records of one sort; none where it has none of them."""
        return next((each for each in self.records if each.model is model), model._default_manager.none())


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a record, as a feed tells of it. ``reason`` is why there is a later one; empty for the first."""

    subject: str
    version: int
    title: Title
    at: datetime
    reason: str


def body(key: str) -> Followed | None:
    """A body: its meetings, decisions and plans, the powers that it gave and their uses, call-ins, and scrutiny by it and of it."""
    row = seen(m.Organization).filter(reference=f"body/{key}").first()
    if row is None:
        return None
    given = seen(m.Delegation).filter(Q(organization=row) | Q(decision__organization=row))
    records = (
        seen(m.Decision).filter(organization=row),
        seen(m.PlanEntry).filter(organization=row),
        given,
        seen(m.DelegationUse).filter(delegation__in=given.values("pk")),
        seen(m.CallIn).filter(decision__organization=row),
        seen(m.ScrutinyRecommendation).filter(Q(by=row) | Q(to=row)),
    )
    return Followed(Title(row.name, row.name_cy), row.reference, seen(m.Meeting).filter(organization=row), records)


def matter(key: str) -> Followed | None:
    """A matter: where it was, is and will be decided, and what was decided of it."""
    row = seen(m.Matter).filter(reference=f"matter/{key}").first()
    if row is None:
        return None
    rows = seen(m.Matter).filter(pk=row.pk)
    return Followed(Title(row.title, row.title_cy), row.reference, _meetings_of(rows), _of_matters(rows))


def ward(key: str) -> Followed | None:
    """The matters that touch a ward, also where none does yet. ``key`` is its name as it stands in an address."""
    name = next((each for each in wards() if slug(each) == key), None)
    if name is None:
        return None
    rows = seen(m.Matter).filter(pk__in=seen(m.MatterWard).filter(ward=name).values("matter"))
    return Followed(Title(name, ""), "", _meetings_of(rows), _of_matters(rows))


WAYS = {"bodies": body, "matters": matter, "wards": ward}
"""What can be followed, by the word that stands in the address."""


def asked_for(lang: str, kind: str, key: str) -> Followed:
    """What an address names. Raises ``NotAsked``."""
    found = WAYS[kind](key) if lang in LANGUAGES and kind in WAYS else None
    if found is None:
        raise NotAsked("there is nothing of that name to follow", 404)
    return found


def newest(followed: Followed, before: m.Publication | None = None) -> tuple[list[Published], int]:
    """What was published of it, the newest first, from ``before`` on; and the version after which the next stretch begins, or 0.

    As many statements however much there is: its records are asked for within the one that finds their versions.
    """
    rows = m.Publication.objects.filter(subject__in=_subjects(followed))
    if before is not None:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, id__lt=before.pk))
    found = list(rows.order_by("-at", "-id").defer("document")[: MOST + 1])
    shown = found[:MOST]
    titles = dict(_titles(followed, {each.subject for each in shown}))
    told = [Published(each.subject, each.version, titles[each.subject], each.at, each.reason) for each in shown]
    return told, found[MOST - 1].pk if len(found) > MOST else 0


def _subjects(followed: Followed) -> QuerySet[Any]:
    """The references under which versions of its records stand: those of meetings with their agendas and minutes, and the others."""
    own = followed.meetings.values_list("reference")
    key = Substr("reference", len("meeting/") + 1)
    beside = (
        followed.meetings.annotate(told=Concat(Value(f"{kind}/"), key)).values_list("told")
        for kind in ("agenda", "minutes")
    )
    return own.union(*beside, *(each.values_list("reference") for each in followed.records), all=True)


def _of_matters(rows: QuerySet[m.Matter]) -> tuple[QuerySet[Any], ...]:
    """Matters, what is planned, was decided and was delegated of them, each use of that, call-ins, and what scrutiny asked for."""
    of = rows.values("pk")
    decided = seen(m.Decision).filter(matter__in=of)
    return (
        rows,
        decided,
        seen(m.PlanEntry).filter(matter__in=of),
        seen(m.Delegation).filter(decision__in=decided.values("pk")),
        seen(m.DelegationUse).filter(delegation__decision__in=decided.values("pk")),
        seen(m.CallIn).filter(decision__in=decided.values("pk")),
        seen(m.ScrutinyRecommendation).filter(matter__in=of),
    )


def _meetings_of(rows: QuerySet[m.Matter]) -> QuerySet[m.Meeting]:
    return seen(m.Meeting).filter(pk__in=seen(m.AgendaItem).filter(matter__in=rows.values("pk")).values("meeting"))


_NAMED_BY = {m.PlanEntry: "matter", m.Delegation: "holder", m.CallIn: "decision"}
"""The record whose title a record is told by, where it has none."""


def _titles(followed: Followed, subjects: set[str]) -> Iterator[tuple[str, Title]]:
    """What these are called."""
    for rows in followed.records:
        named = _NAMED_BY.get(rows.model)
        here = rows.filter(reference__in=subjects)
        for row in here.select_related(named) if named else here:
            yield row.reference, title_of(row)
    keys = {each.partition("/")[2] for each in subjects if each.startswith(("meeting/", "agenda/", "minutes/"))}
    held = followed.meetings.filter(reference__in={f"meeting/{each}" for each in keys})
    called = Called()
    for row in held.select_related("organization"):
        body = called.on(row.organization, row.day)
        title = Title(row.title, row.title_cy) if row.title else Title(body.name, body.name_cy)
        for kind in ("meeting", "agenda", "minutes"):
            yield f"{kind}/{row.key}", _on(title, row)


def title_of(row: Cited) -> Title:
    """What a record is told by: its own title, or that of what it is about."""
    match row:
        case m.PlanEntry():
            return title_of(row.matter)
        case m.Delegation():
            return Title(row.holder.label, row.holder.label_cy)
        case m.CallIn():
            return title_of(row.decision)
        case m.ScrutinyRecommendation():
            return Title(_short(row.text), _short(row.text_cy))
        case m.Matter() | m.Decision() | m.DelegationUse():
            return Title(row.title, row.title_cy)
    raise TypeError(row)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _on(title: Title, meeting: m.Meeting) -> Title:
    if meeting.day is None:
        return title
    day = meeting.day.isoformat()
    return Title(f"{title.en}, {in_words(day, 'en')}", f"{title.cy or title.en}, {in_words(day, 'cy')}")
