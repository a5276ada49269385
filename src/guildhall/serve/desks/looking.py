"""Whom a page of the staff lays open, and that it is written down: in one place, for every page there is.

A desk finds a person, a case or those who fit a search by what stands here, and by nothing else. What was found is remembered with
the request; ``desk_page`` writes it down, under the page's own name, once the page is given out. A page that leads elsewhere or
says that there is nothing to see has shown nobody.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import Onlooker, account_of, onlooker_of
from guildhall.people import door
from guildhall.people.door import Found, Portrait, Sought
from guildhall.serve.clock import now
from guildhall.serve.privacy import looks

_PARTIES, _CASES = "laid_open_parties", "laid_open_cases"
_ONCE = "desk-looked-once"
MOST = 25
"""How many of those who fit a search stand on one page."""

SHOWN = frozenset({200, 400, 409})
"""The answers that show a page: as it was asked for, or with what did not work."""


def person(request: HttpRequest, reference: str) -> Portrait:
    """All that is known of somebody, as far as whoever is here sees. Raises ``NoSuchParty``."""
    found = door.portrait(reference=reference, onlooker=_onlooker(request))
    lay_open(request, parties=[found.reference])
    return found


def names(request: HttpRequest, references: Iterable[str]) -> dict[str, str]:
    """The names of those in a list, by their references. Whoever is named there was looked at. One statement."""
    wanted = set(filter(None, references))
    if not wanted:
        return {}
    lay_open(request, parties=sorted(wanted))
    return door.names_of(references=wanted)


def search(
    request: HttpRequest, sought: Sought, *, after: str = "", limit: int = MOST, once: str = ""
) -> tuple[tuple[Found, ...], str]:
    """Those who fit, and where the next stretch begins. Whoever is named there was looked at.

    ``once`` names what a script asks for again and again, such as a call that rings: it is looked at once in a log-in.
    """
    found, later = door.search_for(sought=sought, onlooker=_onlooker(request), after=after, limit=limit)
    before = request.session.get(_ONCE, []) if once else []
    if once not in before:
        lay_open(request, parties=[each.reference for each in found])
    if once and once not in before:
        request.session[_ONCE] = [*before, once][-MOST:]
    return found, later


def lay_open(request: HttpRequest, *, parties: Iterable[str] = (), cases: Iterable[str] = ()) -> None:
    """The page that is made now shows these people, and these cases: each by its reference. What is empty is nobody."""
    for name, references in ((_PARTIES, parties), (_CASES, cases)):
        held: dict[str, None] = request.__dict__.setdefault(name, {})
        held.update(dict.fromkeys(filter(None, references)))


def write_down(request: HttpRequest, answer: HttpResponse) -> None:
    """Write down whom an answer showed. Three statements at most, none where it showed nobody."""
    by, match = account_of(request=request), request.resolver_match
    if answer.status_code not in SHOWN or by is None or match is None:
        return
    page, at = match.url_name or "", now()
    parties, cases = request.__dict__.get(_PARTIES), request.__dict__.get(_CASES)
    if parties:
        door.looked(references=parties, by=by.reference, page=page, at=at)
    if cases:
        looks.looked_at_cases(references=cases, by=by.reference, page=page, at=at)


def _onlooker(request: HttpRequest) -> Onlooker:
    by = account_of(request=request)
    return onlooker_of(account=by) if by else Onlooker("")
