"""Who may see and keep callbacks, and for whom one is."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.estate.door import Role, problem
from guildhall.people.door import NoSuchParty, Portrait
from guildhall.serve.contacts import callbacks
from guildhall.serve.contacts.callbacks import CallbackValue, NoSuchCallback
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker

ROLES: tuple[Role, ...] = ("advisor", "service-officer", "administrator", "safeguarding")


def seen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the callback that its address names, as far as whoever is here sees; or say that there is none."""

    @wraps(view)
    def found(request: HttpRequest, callback: int) -> HttpResponse:
        try:
            promised = callbacks.find(callback=callback, onlooker=onlooker(request))
        except (NoSuchCallback, OverflowError):
            return problem(request=request, status=404, words_key="serve.desk-no-such-callback")
        looking.lay_open(request, parties=[promised.party], cases=[promised.case])
        return view(request, promised)

    return found


def person_of(request: HttpRequest, reference: str) -> Portrait | None:
    """Somebody registered, as far as whoever is here sees; ``None`` where nobody is."""
    if not reference:
        return None
    try:
        return looking.person(request, reference)
    except NoSuchParty:
        return None


def sheet_of(callback: CallbackValue) -> str:
    """The address of a callback's sheet."""
    return reverse("serve:callbacks-sheet", kwargs={"callback": callback.id})


def back_to(callback: CallbackValue) -> HttpResponse:
    """Back to the sheet."""
    return redirect(sheet_of(callback))
