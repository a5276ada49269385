"""What was promised for a time at which a closure says that we are closed, as desks list it for those who rearrange it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from guildhall.estate.door import closures_ahead
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.obligations.promised_then import Then, expected_then, promised_then, rung_then


@dataclass(frozen=True, slots=True)
class Rearranged:
    """Something that somebody must rearrange: what, when, and on which page."""

    what: str
    when: str
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Those that wait, the soonest first; ``more`` where there are more than are listed."""

    listed: tuple[Rearranged, ...]
    more: bool


def all_ahead(request: HttpRequest) -> Waiting:
    """All that whoever is here sees, of every closure to come. Three statements at most."""
    ahead = closures_ahead(since=local(now()).date())
    return waiting(promised_then(closures=ahead, onlooker=onlooker(request), at=now()))


def appointments_ahead() -> Waiting:
    """The appointments, of every closure to come. Two statements at most."""
    return waiting(expected_then(closures=closures_ahead(since=local(now()).date()), at=now()))


def callbacks_ahead(request: HttpRequest) -> Waiting:
    """The calls back that whoever is here sees, of every closure to come. Two statements at most."""
    ahead = closures_ahead(since=local(now()).date())
    return waiting(rung_then(closures=ahead, onlooker=onlooker(request), at=now()))


def waiting(then: Then) -> Waiting:
    """Each with where it is rearranged: the day of its place, or the sheet of its call."""
    found = []
    for each in then.found:
        begins, ends = local(each.opens_at), local(each.closes_at)
        hours = f"{begins:%-H:%M} to {ends:%-H:%M}"
        if each.kind == "appointment":
            query = urlencode({"day": begins.date().isoformat()})
            address = f"{reverse('serve:places-day', kwargs={'slug': each.slug})}?{query}"
            what = f"Appointment {each.key} at {each.place}"
        else:
            address = reverse("serve:callbacks-sheet", kwargs={"callback": int(each.key)}) + "#move"
            what = "Promise to call back"
        found.append(Rearranged(what, f"{day_in_full(begins.date(), 'en')}, {hours}", address))
    return Waiting(tuple(found), then.more)
