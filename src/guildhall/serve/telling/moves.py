"""Where somebody lives once they told us that they move: from the day they said, whether it is over or still to come.

Until then they live where they did. What only tells of a home, without a move, changes nothing that is known of anybody; nor does
what another says for them.
"""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db.models import Q

from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import LONDON, local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.people.door import moved, same_as
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions
from guildhall.serve.telling.notices import HOUSE
from guildhall.serve.telling.reaching import MOVES, home


def moved_home(
    *, customer: str, service: Compiled, answers: Mapping[str, Json], at: datetime, told_at: datetime | None = None
) -> None:
    """Let somebody live where they say that they moved, where that day has come; the old home stands with the day it ended.

    ``told_at``: when they said so, where that is a while ago. A home of theirs that was told since stands.
    """
    today = local(at).date()
    day, lives = _day(answers), home(service, answers, today)
    if day is not None and day <= today and lives is not None:
        moved(reference=customer, lives=answers[lives.id], actor=HOUSE, at=at, told_at=told_at)


def to_come(*, reference: str, at: datetime) -> datetime | None:
    """When the day begins on which the customer of a case moves, as they say themselves, where that is still to come. One statement."""
    rows = Case.objects.filter(reference=reference, journey__on_behalf_of="").values_list("answers", flat=True)
    day = next((_day(read_json(answers)) for answers in rows), None)
    return datetime.combine(day, time(), LONDON) if day is not None and day > local(at).date() else None


def on_the_day(*, reference: str, at: datetime, told_at: datetime | None = None) -> None:
    """The day of a move has come: its customer lives there now. Not where they took it back, or told of another move or home since.

    ``told_at``: when their home as it was until then was registered, which is when their case was taken up; without it, opened.
    """
    case = Case.objects.filter(reference=reference, erased_at=None).exclude(customer="").first()
    if case is None or _taken_back(case) or _told_of_another(case):
        return
    service = editions.of_hash(edition=case.edition_id).compiled
    answers = read_json(case.answers)
    moved_home(
        customer=case.customer, service=service, answers=answers, at=at, told_at=told_at or case.opened_at
    )  # fmt: skip


def _taken_back(case: Case) -> bool:
    last = case.closures.order_by("at", "id").last() if case.closed_at else None
    return last is not None and last.outcome == "withdrawn"


def _told_of_another(case: Case) -> bool:
    """Whether they told us themselves of another move since, and did not take that back."""
    theirs = same_as(references=[case.customer])[case.customer]
    later = Case.objects.filter(Q(opened_at__gt=case.opened_at) | Q(opened_at=case.opened_at, pk__gt=case.pk))
    later = later.filter(customer__in=theirs, service=case.service, journey__on_behalf_of="", erased_at=None)
    return any(_day(read_json(each.answers)) and not _taken_back(each) for each in later)


def _day(answers: Mapping[str, Json]) -> date | None:
    said = answers.get(MOVES)
    return date.fromisoformat(said) if isinstance(said, str) else None
