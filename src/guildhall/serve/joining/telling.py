"""What the reporters of cases are told when these become one matter, and when they do not belong together after all."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.db.models import Count, Q

from guildhall.estate.door import words
from guildhall.kernel.clocks.saying import due_in_full
from guildhall.serve.models import Case, CaseRelation, Message
from guildhall.serve.obligations.standing import told_due
from guildhall.serve.telling import messages, reaching

News = Literal["joined", "joined-more", "parted", "parted-rest"]
"""What is news to a reporter: others told us of the same; one more did; theirs is by itself again; another's does not belong."""

First = tuple[date | None, datetime | None]
"""The earliest date of a matter as its cases hold it: a local date, and the moment on it where hours were given."""


def tell_reporters(*, relation: int, parted: bool, cases: Iterable[int], at: datetime) -> tuple[Message, ...]:
    """Write to the reporters of these cases, as far as they are open still, each once, in their own language and by their own way.

    ``cases`` are all that were one matter before a parting, or are one since a join. Gives what is to be sent. What is to be
    said is found in as many statements, however many they are; each is then written by itself.
    """
    rows = list(Case.objects.filter(id__in=cases, closed_at=None).order_by("id"))
    before = set() if parted else _joined_before(relation, cases)
    for case in rows:
        if not case.customer:
            messages.receive(reference=case.reference, at=at)
            case.refresh_from_db()
    languages, sizes = reaching.languages_for(cases=rows), _sizes({each.matter for each in rows} - {""})
    found = []
    for case in rows:
        if parted:
            news: News = "parted-rest" if case.matter else "parted"
        else:
            news = "joined-more" if case.pk in before else "joined"
        text = said_of(case, news=news, many=sizes.get(case.matter, 1), language=languages[case.pk])
        written = messages.write(case=case, about="notice", at=at, text=text)
        found += [written] if written else []
    return tuple(found)


def foresee_parting(*, relation: int, cases: Iterable[int], at: datetime) -> None:
    """Let what these reporters are told of a parting be heard as it will be written; nothing of it is kept."""
    with transaction.atomic():
        tell_reporters(relation=relation, parted=True, cases=cases, at=at)
        transaction.set_rollback(True)


def said_of(case: Case, *, news: News, many: int, language: str) -> str:
    """What the reporter of a case is told, with the date that holds now. ``many`` reports are one matter, theirs among them."""
    first = Case(due_on=case.earliest_on, due_at=case.earliest_at)
    due = told_due(case if news == "parted" else first)
    parts = [words("serve").say(f"{news}-told", language, many=many)]
    if due is not None:
        key = "parted-told-due" if news == "parted" else "joined-told-due"
        parts.append(words("serve").say(key, language, date=due_in_full(due, language)))
    return " ".join(parts)


def foreseen(*, one: int, other: int) -> tuple[First, tuple[tuple[Case, str], ...]]:
    """The date that would hold, were two cases joined, and what the reporter of each case would be told. Nothing is written."""
    ends, many = _matter(tuple(Case.objects.filter(id__in=(one, other))))
    dates = [told_due(Case(due_on=each.earliest_on, due_at=each.earliest_at)) for each in ends]
    first = min((due for due in dates if due), key=lambda due: due.ends, default=None)
    now: First = (first.day, first.moment) if first else (None, None)
    told, languages = [], reaching.languages_for(cases=ends)
    for each in ends:
        each.earliest_on, each.earliest_at = now
        news: News = "joined-more" if each.matter else "joined"
        told.append((each, said_of(each, news=news, many=many, language=languages[each.pk])))
    return now, tuple(told)


def _matter(ends: tuple[Case, ...]) -> tuple[list[Case], int]:
    """Two cases, with the open ones that either is joined with; and how many there are with the closed ones."""
    joined = Q(matter__in={each.matter for each in ends} - {""})
    rows = Case.objects.filter(Q(id__in=[each.pk for each in ends]) | joined).order_by("id")
    found = list(rows)
    return [each for each in found if each.closed_at is None], len(found)


def _sizes(matters: Iterable[str]) -> dict[str, int]:
    """How many cases each of these matters has. One statement."""
    rows = Case.objects.filter(matter__in=list(matters)).values("matter").annotate(many=Count("id"))
    return {each["matter"]: each["many"] for each in rows}


def _joined_before(relation: int, cases: Iterable[int]) -> set[int]:
    """Those of these cases that were joined with another before this relation was asserted."""
    ids = list(cases)
    near = CaseRelation.objects.filter(kind="joined", retracted_at=None, id__lt=relation)
    ends = near.filter(Q(one__in=ids) | Q(other__in=ids)).values_list("one_id", "other_id")
    return {each for pair in ends for each in pair}
