"""Which cases an onlooker sees, and on which they work: the one rule of every list, page, search and view of cases."""

from typing import Protocol

from django.db.models import Q

from guildhall.estate.door import Onlooker
from guildhall.serve.models import Case


class ATeams(Protocol):
    """What is a team's: a case, in whatever shape."""

    @property
    def team(self) -> str:
        """The team's code; empty where no team has it yet."""


def cases_seen(onlooker: Onlooker) -> Q:
    """The condition under which an onlooker sees a case. What they do not see is not counted for them either."""
    return Q() if onlooker.teams is None else Q(team__in=onlooker.teams)


def sees_case(onlooker: Onlooker, case: ATeams) -> bool:
    """Whether an onlooker sees this case: the same rule, asked of one."""
    return onlooker.teams is None or case.team in onlooker.teams


def works_on_case(onlooker: Onlooker, case: ATeams) -> bool:
    """Whether an onlooker does the work on this case, and not only reads it."""
    return onlooker.works is None or case.team in onlooker.works


def callbacks_seen(onlooker: Onlooker) -> Q:
    """The condition under which an onlooker sees a callback: one about a case with the case, any other with every team's.

    Those who keep people safe see them all: they make the calls for which nobody else is shown a number.
    """
    if onlooker.teams is None or onlooker.safeguards:
        return Q()
    return Q(case__in=Case.objects.filter(cases_seen(onlooker)).values("reference"))
