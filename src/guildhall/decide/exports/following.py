"""What somebody follows: a body, a matter, a ward. Its records, as everybody sees them, and what was published of them."""

from collections.abc import Iterator, Mapping
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
    """A body: its meetings with what was moved, declared and undertaken there, its decisions and plans, the notices of all these, the
    powers that it gave, each use of those or told to it, call-ins that it met or considers, and scrutiny by it and of it.
    """
    row = seen(m.Organization).filter(reference=f"body/{key}").first()
    if row is None:
        return None
    given = seen(m.Delegation).filter(Q(organization=row) | Q(decision__organization=row))
    meetings = seen(m.Meeting).filter(organization=row)
    own, held = {"decision__organization": row}, {"meeting__in": meetings.values("pk")}
    there = {"item__in": seen(m.AgendaItem).filter(**held).values("pk")}
    records = (
        seen(m.Decision).filter(organization=row),
        seen(m.PlanEntry).filter(organization=row),
        given,
        _of_any(m.DelegationUse, own, {"delegation__in": given.values("pk")}, {"reported_to": row}),
        _of_any(m.CallIn, own, there, {"considered_by": row}, {"considered_at__in": meetings.values("pk")}),
        seen(m.ScrutinyRecommendation).filter(Q(by=row) | Q(to=row)),
        _of_any(m.Notice, own, held, {"plan_entry__organization": row}),
        seen(m.Dispensation).filter(**own),
        seen(m.Motion).filter(**there),
        seen(m.Undertaking).filter(**there),
        seen(m.Declaration).filter(**held),
    )
    return Followed(Title(row.name, row.name_cy), row.reference, meetings, records)


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
    """Matters, what is planned, was decided and was delegated of them, each use of that or of another power for them, the notices
    of all these, call-ins, what scrutiny asked for, and what was moved, declared and undertaken where they were taken.
    """
    of = rows.values("pk")
    decided = seen(m.Decision).filter(matter__in=of)
    own = {"decision__in": decided.values("pk")}
    there = {"item__in": seen(m.AgendaItem).filter(matter__in=of).values("pk")}
    return (
        rows,
        decided,
        seen(m.PlanEntry).filter(matter__in=of),
        seen(m.Delegation).filter(**own),
        _of_any(m.DelegationUse, own, {"delegation__decision__in": decided.values("pk")}),
        seen(m.CallIn).filter(**own),
        seen(m.ScrutinyRecommendation).filter(matter__in=of),
        _of_any(m.Notice, own, {"plan_entry__matter__in": of}, {"meeting__in": _meetings_of(rows).values("pk")}),
        seen(m.Dispensation).filter(**own),
        seen(m.Motion).filter(**there),
        seen(m.Undertaking).filter(**there),
        seen(m.Declaration).filter(**there),
    )


def _of_any(model: type[Row], first: Mapping[str, Any], *others: Mapping[str, Any]) -> QuerySet[Row]:
    """What is seen of a sort and is found in any of these ways: each is looked for by itself, so that each has its index."""
    ways = (seen(model).filter(**each).values("pk") for each in others)
    return model._default_manager.filter(pk__in=seen(model).filter(**first).values("pk").union(*ways, all=True))


def _meetings_of(rows: QuerySet[m.Matter]) -> QuerySet[m.Meeting]:
    return seen(m.Meeting).filter(pk__in=seen(m.AgendaItem).filter(matter__in=rows.values("pk")).values("meeting"))


_NAMED_BY: Mapping[type[Model], tuple[str, ...]] = {
    m.PlanEntry: ("matter",), m.Delegation: ("holder",), m.CallIn: ("decision",), m.Dispensation: ("decision",),
    m.Motion: ("item",), m.Declaration: ("item", "meeting__organization"),
    m.Notice: ("decision", "plan_entry__matter", "meeting__organization"),
}  # fmt: skip
"""The records by whose titles a record is told, where it has none."""


def _titles(followed: Followed, subjects: set[str]) -> Iterator[tuple[str, Title]]:
    """What these are called."""
    called = Called()
    for rows in followed.records:
        named = _NAMED_BY.get(rows.model)
        here = rows.filter(reference__in=subjects)
        for row in here.select_related(*named) if named else here:
            meeting = _of_a_meeting_alone(row)
            yield row.reference, _of_meeting(meeting, called) if meeting else title_of(row)
    keys = {each.partition("/")[2] for each in subjects if each.startswith(("meeting/", "agenda/", "minutes/"))}
    held = followed.meetings.filter(reference__in={f"meeting/{each}" for each in keys})
    for row in held.select_related("organization"):
        for kind in ("meeting", "agenda", "minutes"):
            yield f"{kind}/{row.key}", _of_meeting(row, called)


def title_of(row: Cited) -> Title:
    """What a record is told by: its own title, or that of what it is about."""
    match row:
        case m.Delegation():
            return Title(row.holder.label, row.holder.label_cy)
        case m.Motion(text=text) | m.Undertaking(text=text) | m.ScrutinyRecommendation(text=text) if text:
            return Title(_short(text), _short(getattr(row, "text_cy", "")))
        case m.Matter() | m.Decision() | m.DelegationUse() | m.AgendaItem():
            return Title(row.title, row.title_cy)
    of = next(filter(None, (getattr(row, name, None) for name in ("decision", "plan_entry", "matter", "item"))), None)
    if of is None:
        raise TypeError(row)
    return title_of(of)


def _of_a_meeting_alone(row: Cited) -> m.Meeting | None:
    """The meeting that a notice or a declaration is of, where it is of nothing else."""
    match row:
        case m.Notice(decision=None, plan_entry=None) | m.Declaration(item=None):
            return row.meeting
    return None


def _of_meeting(row: m.Meeting, called: Called) -> Title:
    """A meeting is told by its title or by its body, as that was called then, and its day."""
    body = called.on(row.organization, row.day)
    return _on(Title(row.title, row.title_cy) if row.title else Title(body.name, body.name_cy), row)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _on(title: Title, meeting: m.Meeting) -> Title:
    if meeting.day is None:
        return title
    day = meeting.day.isoformat()
    return Title(f"{title.en}, {in_words(day, 'en')}", f"{title.cy or title.en}, {in_words(day, 'cy')}")
