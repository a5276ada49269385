"""Who may see which cases, and who may work on them: officers their teams', advisors every team's, to read."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import Role, problem
from guildhall.serve import cases
from guildhall.serve.cases import CaseValue, NoSuchCase
from guildhall.serve.desks.staff import account

READERS: tuple[Role, ...] = ("service-officer", "advisor", "administrator")
WORKERS: tuple[Role, ...] = ("service-officer", "administrator")


@dataclass(frozen=True, slots=True)
class Reach:
    """The teams whose cases somebody may read and work on; ``None`` for every team."""

    reads: tuple[str, ...] | None
    works: tuple[str, ...] | None

    def may_read(self, team: str) -> bool:
        return self.reads is None or team in self.reads

    def may_work(self, team: str) -> bool:
        return self.works is None or team in self.works


def reach(request: HttpRequest) -> Reach:
    """How far whoever is here may reach."""
    return Reach(_teams(request, READERS), _teams(request, WORKERS))


def opened(request: HttpRequest, reference: str, *, to_work: bool = False) -> CaseValue | HttpResponse:
    """A case, or the page that says why it is not opened: there is none, or it is another team's."""
    try:
        found = cases.find(reference=reference)
    except NoSuchCase:
        return problem(request=request, status=404, words_key="serve.desk-no-such-case")
    within = reach(request)
    allowed = within.may_work(found.team) if to_work else within.may_read(found.team)
    return found if allowed else problem(request=request, status=403, words_key="serve.desk-another-team")


def _teams(request: HttpRequest, roles: tuple[Role, ...]) -> tuple[str, ...] | None:
    held = [each.team for each in account(request).roles if each.role in roles]
    return None if "" in held else tuple(dict.fromkeys(held))
