"""Whether whoever is at the desk may open a case, or work on it."""

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import Onlooker, Role, onlooker_of, problem
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.desks import looking
from guildhall.serve.desks.outbox.telling import hidden
from guildhall.serve.desks.staff import account
from guildhall.serve.sight import opens_documents, sees_case, works_on_case

READERS: tuple[Role, ...] = ("service-officer", "advisor", "administrator", "information-governance")
WORKERS: tuple[Role, ...] = ("service-officer", "administrator")


def onlooker(request: HttpRequest) -> Onlooker:
    """Whoever is at the desk, and how far they see."""
    return onlooker_of(account=account(request))


def opened(request: HttpRequest, reference: str, *, to_work: bool = False) -> CaseValue | HttpResponse:
    """A case, or the page that says why it is not opened: there is none, or it is another team's."""
    try:
        found = cases.find(reference=reference)
    except NoSuchCase:
        return problem(request=request, status=404, words_key="serve.desk-no-such-case")
    if not (works_on_case if to_work else sees_case)(onlooker(request), found):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    looking.lay_open(request, cases=[found.reference])
    return found


def may_open_documents(request: HttpRequest, case: CaseValue) -> bool:
    """Whether whoever is at the desk opens its documents: a team that is only asked does not where the customer is protected."""
    who = onlooker(request)
    return works_on_case(who, case) or (opens_documents(who, case) and not hidden(case.customer, who))
