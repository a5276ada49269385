"""What somebody follows: a body, a matter, a ward. Its records, as everybody sees them, and what was published of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from guildhall.decide import models as m
from guildhall.decide.models.record import Cited
from guildhall.decide.references import slug
from guildhall.decide.sight import seen
from guildhall.kernel.kinds.date import in_words

MOST = 50
"""The newest records of each kind that are followed; a feed tells the newest of what was published of them."""


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
    """What is followed: its name, its own reference (a ward has none), its meetings, and what its other records are called."""

    name: Title
    reference: str
    meetings: QuerySet[m.Meeting]
    titles: dict[str, Title] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a record, as a feed tells of it. ``reason`` is why there is a later one; empty for the first."""

    subject: str
    version: int
    title: Title
    at: datetime
    reason: str


def body(key: str) -> Followed | None:
    """A body's meetings and decisions."""
    row = seen(m.Organization).filter(reference=f"body/{key}").first()
    if row is None:
        return None
    decided = seen(m.Decision).filter(organization=row).order_by("-listed_on", "-id")[:MOST]
    planned = seen(m.PlanEntry).filter(organization=row).select_related("matter").order_by("-due_from", "-id")[:MOST]
    return Followed(
        Title(row.name, row.name_cy),
        row.reference,
        seen(m.Meeting).filter(organization=row),
        _titles(decided) | {each.reference: Title(each.matter.title, each.matter.title_cy) for each in planned},
    )


def matter(key: str) -> Followed | None:
    """A matter: where it was, is and will be decided, and what was decided of it."""
    row = seen(m.Matter).filter(reference=f"matter/{key}").first()
    if row is None:
        return None
    return Followed(Title(row.title, row.title_cy), row.reference, _meetings_of([row.pk]), _of_matters([row]))


def ward(key: str) -> Followed | None:
    """The matters that touch a ward. ``key`` is its name as it stands in an address."""
    names = seen(m.MatterWard).order_by("ward").values_list("ward", flat=True).distinct()
    name = next((each for each in names if slug(each) == key), None)
    if name is None:
        return None
    touched = seen(m.Matter).filter(pk__in=seen(m.MatterWard).filter(ward=name).values("matter"))
    rows = list(touched.order_by("-listed_on", "-id")[:MOST])
    return Followed(Title(name, ""), "", _meetings_of([each.pk for each in rows]), _of_matters(rows))


WAYS = {"bodies": body, "matters": matter, "wards": ward}
"""What can be followed, by the word that stands in the address."""


def newest(followed: Followed) -> list[Published]:
    """What was published of it, the newest first: its records, and its meetings with their agendas and minutes."""
    titles = dict(followed.titles)
    for each in followed.meetings.select_related("organization").order_by("-day", "-id")[:MOST]:
        title = (
            Title(each.title, each.title_cy) if each.title else Title(each.organization.name, each.organization.name_cy)
        )
        titles |= {f"{kind}/{each.key}": _on(title, each) for kind in ("meeting", "agenda", "minutes")}
    rows = m.Publication.objects.filter(subject__in=titles).order_by("-at", "-id")[:MOST]
    return [Published(each.subject, each.version, titles[each.subject], each.at, each.reason) for each in rows]


def _of_matters(rows: list[m.Matter]) -> dict[str, Title]:
    """What a matter's own records are called: itself, what is planned, was decided and was delegated of it."""
    decided = list(seen(m.Decision).filter(matter__in=rows).order_by("-listed_on", "-id")[:MOST])
    titles = _titles(rows) | _titles(decided)
    for each in seen(m.PlanEntry).filter(matter__in=rows).select_related("matter").order_by("-due_from", "-id")[:MOST]:
        titles[each.reference] = Title(each.matter.title, each.matter.title_cy)
    for given in seen(m.Delegation).filter(decision__in=decided).select_related("holder").order_by("-id")[:MOST]:
        titles[given.reference] = Title(given.holder.label, given.holder.label_cy)
    return titles


def _meetings_of(matters: list[int]) -> QuerySet[m.Meeting]:
    return seen(m.Meeting).filter(pk__in=seen(m.AgendaItem).filter(matter__in=matters).values("meeting"))


def _titles(rows: Iterable[Cited]) -> dict[str, Title]:
    return {each.reference: Title(each.title, each.title_cy) for each in rows}  # type: ignore[attr-defined]


def _on(title: Title, meeting: m.Meeting) -> Title:
    if meeting.day is None:
        return title
    day = meeting.day.isoformat()
    return Title(f"{title.en}, {in_words(day, 'en')}", f"{title.cy or title.en}, {in_words(day, 'cy')}")
