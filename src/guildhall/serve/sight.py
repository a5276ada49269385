"""Which cases an onlooker sees, and on which they work: the one rule of every list, page, search and view of cases.

They see those of their teams, and those about which a team of theirs is asked for advice, for as long as it is asked.
"""

from collections.abc import Iterable
from typing import Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.serve.models import Advice, Case

MOST_ASKED = 200
"""How many questions that wait for a team are read so as to be named in a statement; where there are more, the database looks."""


class ATeams(Protocol):
    """What is a team's: a case, in whatever shape."""

    @property
    def reference(self) -> str:
        """The case's reference."""

    @property
    def team(self) -> str:
        """The team's code; empty where no team has it yet."""


def cases_seen(onlooker: Onlooker) -> Q:
    """The condition under which an onlooker sees a case. What they do not see is not counted for them either.

    One statement for those who have teams: what these are asked about is mostly nothing, and then costs the list nothing.
    """
    if onlooker.teams is None:
        return Q()
    own = Q(team__in=onlooker.teams)
    asked = list(_asked(onlooker).values_list("case_id", flat=True)[: MOST_ASKED + 1]) if onlooker.teams else []
    if len(asked) > MOST_ASKED:
        return own | Q(id__in=_asked(onlooker).values("case_id"))
    return own | Q(id__in=asked) if asked else own


def sees_case(onlooker: Onlooker, case: ATeams) -> bool:
    """Whether an onlooker sees this case: the same rule, asked of one."""
    if onlooker.teams is None or case.team in onlooker.teams:
        return True
    return bool(onlooker.teams) and _asked(onlooker).filter(case__reference=case.reference).exists()


def seen_among(onlooker: Onlooker, references: Iterable[str]) -> frozenset[str]:
    """Those of these cases, by reference, that an onlooker sees. Two statements at most, none where none is asked for."""
    asked = set(references)
    if not asked:
        return frozenset()
    rows = Case.objects.filter(cases_seen(onlooker), reference__in=asked)
    return frozenset(rows.values_list("reference", flat=True))


def about_none_or(cases: QuerySet[Case], *, by: str = "reference") -> Q:
    """The condition under which something is about no case, or about one of these.

    ``by`` is what its ``case`` holds: a ``reference``, or an ``id``. Each row asks for its own case: a council has a million
    of them, and somebody few rows.
    """
    none = Q(case="") if by == "reference" else Q(case=None)
    return none | Q(Exists(cases.filter(**{by: OuterRef("case")})))


def works_on_case(onlooker: Onlooker, case: ATeams) -> bool:
    """Whether an onlooker does the work on this case, and not only reads it."""
    return onlooker.works is None or case.team in onlooker.works


def opens_documents(onlooker: Onlooker, case: ATeams) -> bool:
    """Whether an onlooker opens the documents of a case: who works on it, and a team that is asked about it, while it is asked."""
    if works_on_case(onlooker, case):
        return True
    teams = onlooker.works or ()
    return bool(teams) and _asked(onlooker).filter(team__in=teams, case__reference=case.reference).exists()


def callbacks_seen(onlooker: Onlooker) -> Q:
    """The condition under which an onlooker sees a callback: one about a case with the case, any other with every team's.

    Those who keep people safe see them all: they make the calls for which nobody else is shown a number.
    """
    if onlooker.teams is None or onlooker.safeguards:
        return Q()
    return Q(case__in=Case.objects.filter(cases_seen(onlooker)).values("reference"))


def _asked(onlooker: Onlooker) -> QuerySet[Advice]:
    """What the onlooker's teams are asked, and have not answered."""
    return Advice.objects.filter(team__in=onlooker.teams or (), answered_at=None, withdrawn_at=None)
