"""Find a person by whatever is known of them; and, once that was tried, register somebody new.

What was typed is posted, page after page of a long list too: no name or number stands in an address or a log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from guildhall.estate.door import page
from guildhall.kernel.clocks import local
from guildhall.people.door import Found, Sought, guarded_among, register, understood
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted import speaking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.people.boxes import settled
from guildhall.serve.desks.people.reach import ROLES, page_of
from guildhall.serve.desks.people.saying import FOUND_BY, understood_as
from guildhall.serve.desks.staff import account, desk_page, said
from guildhall.serve.places import expected
from guildhall.serve.sight import seen_among, sees_case

LONGEST = 200
_REGISTERED = "people-registered"
_CONTACTS = {"phone": "call", "counter": "visit"}
"""The desks that ask who is speaking, and what a contact is called there."""

_NOBODY = Sought()
NOTHING = "Type a name, a number, an address or a reference"
TOO_SHORT = "Type at least 2 letters of a name, or a whole number, postcode or reference"


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed, what it was taken for, and who was found. ``later`` is where the next stretch begins."""

    typed: str
    sought: Sought = _NOBODY
    found: tuple[Found, ...] = ()
    later: str = ""
    further: bool = False
    """Whether this is not the first stretch."""
    amiss: str = ""
    """Why nobody could be looked for."""

    @property
    def done(self) -> bool:
        """Whether somebody was looked for, so that registering somebody new may be offered."""
        return bool(self.typed and not self.amiss)


@desk_page(*ROLES)
def people(request: HttpRequest) -> HttpResponse:
    """The box, and, posted, whom it finds. The reference of a case or of an appointment leads to whose it is."""
    if request.method != "POST":
        return _page(request, Search(""))
    typed = said(request, "typed", LONGEST)
    sought = understood(text=typed)
    if sought.reference:
        lead = _by_case(request, typed, sought) or _by_appointment(request, typed, sought)
        if lead is not None:
            return lead
        sought = understood(text=typed, references=False)
    return _page(request, _search(request, typed, sought))


@require_POST
@desk_page(*ROLES)
def registrations(request: HttpRequest) -> HttpResponse:
    """Register somebody new. Pressed twice, they are registered once."""
    once, done = said(request, "once", 36), request.session.get(_REGISTERED, {})
    name, kind = said(request, "name", 300), said(request, "kind", 12)
    email, phone = settled("email", said(request, "email", 300)), settled("phone", said(request, "phone", 60))
    errors = [
        {"text": text, "href": f"#{box}"}
        for box, text in (
            ("kind-person", "" if kind in {"person", "organisation"} else "Choose a person or an organisation"),
            ("name", "" if name else "Write the name"),
            ("phone", phone.amiss),
            ("email", email.amiss),
        )
        if text
    ]
    if errors:
        typed = said(request, "typed", LONGEST)
        return _page(request, _search(request, typed, understood(text=typed, references=False)), errors)
    reference = done.get(once)
    if reference is None:
        reference = register(kind=kind, name=name, email=email.value, phone=phone.value, at=now())  # type: ignore[arg-type]
        request.session[_REGISTERED] = dict([*list(done.items())[-9:], (once, reference)])
    contact = _contact(request)
    if contact:
        chosen = speaking.let_speak(request, party=reference, name=name)
        return redirect(f"{reverse(f'serve:{contact}')}?{urlencode(_kept(request) | chosen.asked)}")
    return redirect(page_of(reference))


def _by_case(request: HttpRequest, typed: str, sought: Sought) -> HttpResponse | None:
    """The customer of a case; ``None`` where there is no such case that whoever is here sees."""
    try:
        case = cases.find(reference=sought.reference)
    except NoSuchCase:
        return None
    if not sees_case(onlooker(request), case):
        return None
    if not case.customer:
        return redirect(reverse("serve:cases-case", kwargs={"reference": case.reference}))
    return _lead(request, Search(typed, sought), case.customer, "case")


def _by_appointment(request: HttpRequest, typed: str, sought: Sought) -> HttpResponse | None:
    """Whom a place expects by that reference; ``None`` where there is no such appointment that whoever is here sees.

    Where and when somebody protected is expected is for those who keep people safe: nobody else learns whose it is.
    """
    sees, at = onlooker(request), now()
    try:
        found = expected.find(reference=sought.reference, at=at)
    except expected.NoSuchAppointment:
        return None
    party, case = found.whom.party, found.purpose.case
    if (case and not seen_among(sees, [case])) or (not sees.safeguards and guarded_among(references=[party])):
        return None
    if not party:
        day = {"day": local(found.starts_at).date().isoformat()}
        return redirect(f"{reverse('serve:places-day', kwargs={'slug': found.place.slug})}?{urlencode(day)}")
    return _lead(request, Search(typed, sought), party, "appointment")


def _lead(request: HttpRequest, search: Search, party: str, by: str) -> HttpResponse:
    """The page of the one who was found; on the way to a contact, the one to choose."""
    if not _contact(request):
        return redirect(page_of(party))
    name = looking.names(request, [party]).get(party, "")
    row = Found(party, "person", name, by, "", protected=False)
    return _page(request, replace(search, found=(row,)))


def too_little(sought: Sought) -> bool:
    """Whether what was typed could be almost anybody, so that nobody is looked for."""
    given = replace(sought, words=()) != _NOBODY
    return sought.nothing or (not given and all(len(each.word) < 2 for each in sought.words))


def _search(request: HttpRequest, typed: str, sought: Sought) -> Search:
    if not typed:
        return Search(typed, amiss=NOTHING)
    if too_little(sought):
        return Search(typed, amiss=TOO_SHORT)
    after = said(request, "after", 60)
    found, later = looking.search(request, sought, after=after)
    return Search(typed, sought, found, later, bool(after))


def _page(request: HttpRequest, search: Search, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    contact = _contact(request)
    amiss = [{"text": search.amiss, "href": "#typed"}] if search.amiss else []
    return page(
        request=request,
        template="serve/people/finding.jinja",
        account=account(request),
        desk="people",
        title=f"Who is speaking? New {_CONTACTS[contact]}" if contact else "Find a person",
        errors=[*amiss, *(errors or [])],
        search=search,
        understood=understood_as(search.sought) if search.done else "",
        found_by=FOUND_BY,
        contact=contact,
        kept=_kept(request),
        once=said(request, "once", 36) or uuid4(),
        new=_new(request, search),
    )


def _new(request: HttpRequest, search: Search) -> Mapping[str, str]:
    """What stands in the boxes for somebody new: what was typed there, else what was sought."""
    if "once" in request.POST:
        return {name: said(request, name, 300) for name in ("name", "phone", "email", "kind")}
    only_a_name = search.sought.words and replace(search.sought, words=()) == _NOBODY
    return {
        "name": search.typed if only_a_name else "",
        "phone": search.sought.phone,
        "email": search.sought.email,
        "kind": "person",
    }


def _contact(request: HttpRequest) -> str:
    """The desk at which somebody is speaking meanwhile, and to which the search leads back; or none."""
    desk = said(request, "contact", 10)
    return desk if desk in _CONTACTS and account(request).holds("advisor", "administrator") else ""


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: said(request, name, 300) for name in speaking.KEPT if said(request, name, 300)}
