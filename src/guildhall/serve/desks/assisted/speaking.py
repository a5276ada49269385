"""Who is speaking: somebody whom we know and the advisor chose, somebody who says what they are called, or nobody named.

What was chosen stays with the log-in. Addresses carry a mark that tells nothing, so that two contacts at once are never mixed up.
"""

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from guildhall.people.door import NoSuchParty
from guildhall.serve.contacts.interactions import CALLED
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted.desk import ROLES, Desk
from guildhall.serve.desks.staff import desk_page, said

_SPEAKING = "desk-speaking"
_MOST = 20
KEPT = ("for", "lang", "q", "helper")
"""What stood on the start page before somebody was chosen, and stands there afterwards."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is speaking. All is empty where nobody asked. ``party`` is a reference, ``name`` what the desk shows."""

    mark: str = ""
    party: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """What somebody who is not registered calls themselves."""
        return "" if self.party else self.name

    @property
    def key(self) -> str:
        """What their page is known by."""
        return self.party.removeprefix("party/")

    @property
    def asked(self) -> dict[str, str]:
        """What an address carries of it."""
        return {"who": self.mark} if self.mark else {}


def speaker(request: HttpRequest) -> Speaker:
    """Who is speaking in this contact, as its address says. No statement."""
    mark = request.GET.get("who", "")
    party, name = request.session.get(_SPEAKING, {}).get(mark, ("", ""))
    return Speaker(mark, party, name) if party or name else Speaker()


def let_speak(request: HttpRequest, *, party: str = "", name: str) -> Speaker:
    """Remember who is speaking in a contact that begins now."""
    before = list(request.session.get(_SPEAKING, {}).items())
    chosen = Speaker(uuid4().hex[:12], party, name)
    request.session[_SPEAKING] = dict([*before[1 - _MOST :], (chosen.mark, (party, name))])
    return chosen


@require_POST
@desk_page(*ROLES)
def speaking(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose who is speaking, and go on to the start of the contact, in their language where it is known."""
    kept = {name: said(request, name, 300) for name in KEPT if said(request, name, 300)}
    try:
        known = looking.person(request, f"party/{said(request, 'party', 32)}")
    except NoSuchParty:
        called = said(request, "typed", CALLED)
        chosen = let_speak(request, name=called) if called else Speaker()
    else:
        chosen = let_speak(request, party=known.reference, name=known.name or "Somebody without a name")
        kept = ({"lang": known.language} if known.language else {}) | kept
    asked = kept | chosen.asked
    return redirect(desk.url() + (f"?{urlencode(asked)}" if asked else ""))
