"""The one view of a person: who, how to reach them safely, where they live, what is promised, all that happened, what they were told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import accounts_holding, display_names, page
from guildhall.kernel.clocks import local
from guildhall.people.door import LookValue, Portrait, looks_at
from guildhall.serve.casework.timelines import timeline
from guildhall.serve.casework.worklists import cases_of
from guildhall.serve.clock import now
from guildhall.serve.desks.callbacks.reach import ROLES as RING
from guildhall.serve.desks.cases.lists import rows
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.outbox.views import ROLES as READ
from guildhall.serve.desks.people import alike, promising, reaching, represented, saying, telling
from guildhall.serve.desks.people.reach import GUARDS, ROLES, SEES_LOOKS, known
from guildhall.serve.desks.privacy import standing
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import on, when

PROMISES = 12
"""Open cases that are shown above the timeline, in which all are."""


@desk_page(*ROLES)
@known
def person(request: HttpRequest, person: Portrait) -> HttpResponse:
    """One person, with every record that is theirs."""
    return person_page(request, person)


def person_page(
    request: HttpRequest, person: Portrait, errors: Sequence[dict[str, str]] = (), **more: object
) -> HttpResponse:
    """The page of a person, with what did not work and what was typed.

    The number of SQL statements is the same however much is shown.
    """
    at, by, sees = now(), account(request), onlooker(request)
    open_cases = cases_of(onlooker=sees, customers=person.references, limit=PROMISES)
    stretch = timeline(parties=person.references, onlooker=sees, after=request.GET.get("after", "")[:80])
    looks = looks_at(references=person.references) if by.holds(*SEES_LOOKS) else None
    promises = rows(open_cases.cases, at)
    names = display_names(references={each.by for each in stretch.entries} | {each.by for each in looks or ()})
    return page(
        request=request,
        template="serve/people/person.jinja",
        status=409 if errors else 200,
        account=by,
        desk="people",
        title=person.name or "Somebody without a name",
        errors=list(errors),
        person=person,
        key=person.reference.removeprefix("party/"),
        kind=saying.KINDS.get(person.kind, person.kind),
        language=saying.LANGUAGES.get(person.language, person.language),
        needs=[(each.code, saying.need_in_words(each.code, each.language)) for each in person.needs],
        ways=reaching.ways(person),
        homes=[(home, saying.HOMES[home.kind], on(local(home.since).date(), at)) for home in reaching.homes(person)],
        guards=accounts_holding(role="safeguarding") if person.withheld else (),
        promises=promises,
        callbacks=promising.callbacks(person, sees, at),
        may_ring=by.holds(*RING),
        may_read_emails=by.holds(*READ),
        appointments=promising.appointments(person, sees, at),
        more_promises=open_cases.after is not None,
        story=telling.story(stretch.entries, names, at, kept=person.withheld),
        later=stretch.after,
        further="after" in request.GET,
        looks=None if looks is None else _lookers(looks, names, at),
        may_protect=by.holds(*GUARDS),
        may_begin=by.holds("advisor", "administrator"),
        words=saying,
        typed=request.POST,
        acting=represented.told(person, onlooker(request), at),
        standing=standing.of_person(request, person),
        may_be=alike.may_be(person, sees, at),
        joined_by=alike.joined_by(person),
        **{"choices": (), **represented.asked(person, promises), **more},
    )


def _lookers(looks: Sequence[LookValue], names: Mapping[str, str], at: datetime) -> tuple[tuple[str, str], ...]:
    """Who looked, and when; of looks in the same minute, one."""
    return tuple(dict.fromkeys((names.get(each.by, "somebody"), when(each.at, at)) for each in looks))
