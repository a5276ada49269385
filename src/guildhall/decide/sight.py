"""Who sees which record: the one rule of every list, page, search, feed, export and machine.

Everybody sees a record once it and whatever it stands on are published; those who keep the record (``Onlooker.records``) see its
drafts. What is exempt stands in a ``Restriction`` alone: `withheld` gives its text to those who may have it, and to nobody else.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial, wraps
from typing import Any, TypeVar

from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet

from guildhall.decide import models as m
from guildhall.decide.models import AgendaItem, DelegationUse, Exhibit
from guildhall.decide.models.record import Published
from guildhall.estate.door import Onlooker, Prepared

PUBLIC = Onlooker("")
"""Anybody at all."""

KEEPERS = Onlooker("", records=True)
"""Those who keep the record, for what is worked out of all of it."""

Row = TypeVar("Row", bound=Model)

STANDS_ON: Mapping[type[Model], tuple[str, ...]] = {
    m.Meeting: (),
    m.MeetingChange: ("meeting",),
    m.Attendance: ("meeting",),
    m.AgendaItem: ("meeting", "matter"),
    m.Minutes: ("meeting",),
    m.Minute: ("minutes", "item"),
    m.Undertaking: ("item",),
    m.Matter: (),
    m.MatterWard: ("matter",),
    m.MatterRelation: ("matter", "other"),
    m.PlanEntry: ("matter",),
    m.Report: ("item",),
    m.ReportAuthor: ("report",),
    m.Motion: ("item", "amends"),
    m.VoteEvent: ("motion",),
    m.Vote: ("event",),
    m.Decision: ("item", "matter"),
    m.Resolution: ("decision",),
    m.Sequel: ("decision",),
    m.Delegation: ("decision",),
    m.DelegationTerm: ("delegation",),
    m.DelegationUse: ("delegation", "decision"),
    m.DelegationUseTerm: ("use",),
    m.RegisteredInterest: (),
    m.Dispensation: ("interest", "decision"),
    m.Declaration: ("meeting", "item"),
    m.CallIn: ("decision",),
    m.CallInSignature: ("call_in",),
    m.ScrutinyRecommendation: ("matter", "item"),
    m.ScrutinyResponse: ("recommendation", "item"),
    m.Notice: ("plan_entry", "meeting", "decision"),
}
"""What else has to be published before a row is seen: whatever it stands on, where it stands on any."""

_OPEN_TO_ALL = (m.Organization, m.Post, m.Person, m.Membership, m.FormerName)
"""Public office is public: bodies, posts, those who hold them, and what they were called."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """That a part of a record is withheld, and why. ``text`` and ``file`` are empty for whoever may not see them.

    ``key`` is its own, by which a document is saved once it is open; ``has_file`` that there is one.
    """

    key: int

    subject: str
    part: str
    paragraph: str
    public_interest: str
    review_on: date | None
    lifted_at: datetime | None
    text: str
    file: str
    has_file: bool


def seen(model: type[Row], onlooker: Onlooker = PUBLIC) -> QuerySet[Row]:
    """The rows of a table that an onlooker sees. Every list begins here; a table without a rule is its keepers' alone."""
    if onlooker.records or model in _OPEN_TO_ALL:
        return model._default_manager.all()
    rows: QuerySet[Row] = _public(model).all()
    return rows


def prepared(rows: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[tuple[Any, ...]]]:
    """Decorate a question about what an onlooker sees, so that its statement is written once for everybody and once for keepers.

    The question is made from an onlooker and lists of keys, and asked with the same (see ``Prepared``).
    """
    everybodys, keepers = Prepared(partial(rows, PUBLIC)), Prepared(partial(rows, KEEPERS))

    @wraps(rows)
    def ask(onlooker: Onlooker, *keys: Collection[int]) -> list[tuple[Any, ...]]:
        return (keepers if onlooker.records else everybodys)(*keys)

    return ask


def seen_of(model: type[Row], reference: str, onlooker: Onlooker = PUBLIC) -> Row | None:
    """The record of a reference, where an onlooker sees it. What is not seen and what is not there look the same."""
    return seen(model, onlooker).filter(reference=reference).first()


def is_seen(row: Model) -> bool:
    """Whether everybody sees a row."""
    return isinstance(row, _OPEN_TO_ALL) or seen(type(row)).filter(pk=row.pk).exists()


def withheld(subjects: Iterable[str], onlooker: Onlooker = PUBLIC) -> dict[str, tuple[Withheld, ...]]:
    """What of these records is or was withheld, by reference, in one statement. The caller sees the records themselves."""
    found: dict[str, tuple[Withheld, ...]] = {}
    for key, subject, part, paragraph, interest, review_on, lifted_at, text, file in _restrictions(set(subjects)):
        opened = onlooker.records or lifted_at is not None
        value = Withheld(
            key, subject, part, paragraph, interest, review_on, lifted_at,
            text if opened else "", file if opened else "", bool(file),
        )  # fmt: skip
        found[subject] = (*found.get(subject, ()), value)
    return found


_restrictions = Prepared(
    lambda subjects: m.Restriction.objects.filter(subject__in=subjects).order_by("id").values_list(
        "id", "subject", "part", "paragraph", "public_interest", "review_on", "lifted_at", "text", "file"
    ),
    texts=True,
)  # fmt: skip


@cache
def _public(model: type[Model]) -> QuerySet[Any]:
    """The rows of a table that everybody sees. Never read itself, so it can be begun from time and again: to follow the rule
    through what a row stands on takes longer than the database needs for the answer.
    """
    rows = model._default_manager.all()
    return rows.filter(_rule(model)) if model in STANDS_ON or model is Exhibit else rows.none()


def _rule(model: type[Model], way: str = "") -> Q:
    if model is Exhibit:
        return _rule_of_exhibits()
    if model is m.Motion and way.endswith("amends__"):
        return Q(**{f"{way}published_at__isnull": False})  # an amendment stands at the same item
    rule = Q(**{f"{way}published_at__isnull": False}) if issubclass(model, Published) else Q()
    for name in STANDS_ON[model]:
        field: ForeignKey[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]  # each is one
        below = _rule(field.remote_field.model, f"{way}{name}__")
        rule &= below | Q(**{f"{way}{name}__isnull": True}) if field.null else below
    return rule


def _rule_of_exhibits() -> Q:
    """On an item that is seen; or a text of a use that is seen, as it is or as it was published before it was put right."""
    used = DelegationUse.objects.filter(_rule(DelegationUse), Q(before=OuterRef("pk")) | Q(after=OuterRef("pk")))
    former = m.FormerText.objects.filter(_rule(DelegationUse, "use__"), exhibit=OuterRef("pk"))
    return Q(item__isnull=False) & _rule(AgendaItem, "item__") | Q(Exists(used)) | Q(Exists(former))
