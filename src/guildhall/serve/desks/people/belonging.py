"""A person speaks for an organisation, or an organisation has somebody to speak to: found by name, and chosen."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.people.door import (
    Found,
    NoSuchParty,
    Portrait,
    belongs,
    belongs_no_longer,
    understood,
)
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.people.reach import ROLES, back_to, known
from guildhall.serve.desks.people.viewing import person_page
from guildhall.serve.desks.staff import actor, desk_page, said


@require_POST
@desk_page(*ROLES)
@known
def belongings(request: HttpRequest, person: Portrait) -> HttpResponse:
    """Join a person and an organisation, or part them. What was typed finds those who fit; one of them is chosen."""
    chosen, typed, ended = said(request, "party", 32), said(request, "other", 200), said(request, "ended", 32)
    if ended:
        for each in person.belongings:
            if each.party.reference == f"party/{ended}":
                one, other = _ends(person, each.party.reference)
                belongs_no_longer(person=one, organisation=other, actor=actor(request), at=now())
        return back_to(person, "belongs")
    if chosen:
        try:
            end = looking.person(request, f"party/{chosen}")
        except NoSuchParty:
            end = None
        if end is not None and _fits(person, end.kind):
            one, other = _ends(person, end.reference)
            belongs(
                person=one,
                organisation=other,
                role=said(request, "role", 100),
                actor=actor(request),
                at=now(),
            )
            return back_to(person, "belongs")
        return _refused(request, person, "Choose one of those who were found")
    if not typed:
        return _refused(request, person, "Write the name")
    found, _ = looking.search(request, understood(text=typed, references=False))
    choices = [each for each in found if _fits(person, each.kind) and each.reference not in person.references]
    if not choices:
        wanted = "person" if person.kind == "organisation" else "organisation"
        return _refused(request, person, f"No {wanted} of this name is registered. Register them first.")
    return _refused(request, person, "Choose one of those who were found", choices)


def _ends(person: Portrait, end: str) -> tuple[str, str]:
    """The person and the organisation, of whoever's page this is and whoever stands at the other end."""
    return (end, person.reference) if person.kind == "organisation" else (person.reference, end)


def _fits(person: Portrait, kind: str) -> bool:
    """Whether somebody of this kind may stand at the other end: an organisation for a person, a person for an organisation."""
    return (kind == "organisation") is (person.kind != "organisation")


def _refused(request: HttpRequest, person: Portrait, text: str, choices: list[Found] | None = None) -> HttpResponse:
    errors = [{"text": text, "href": "#chosen" if choices else "#other"}]
    return person_page(request, person, errors, choices=choices or ())
