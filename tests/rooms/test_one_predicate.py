"""One rule of sight: whatever address there is, each role finds there what the rule says, no more and no less.

The addresses are read from the house itself. One that wants something nobody knows here makes a test red: say in ``POOLS`` what
to ask it for.
"""

import io
from collections.abc import Iterator
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.rooms.asked_by_post import asked
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk
from tests.rooms.every_address import POOLS, addresses, pools, routes
from tests.rooms.one_world import BINS, STREETS, WARD, WHO, Seer, Somebody, Told, World, help_with, plain, world
from tests.rooms.shown_to_whom import cases_shown, told_of_people

from guildhall.people import door
from guildhall.people.models import Look
from guildhall.serve.clock import standing_at
from guildhall.serve.models import CaseLook

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SEERS = (
    Seer("administrator"),
    Seer("administrator", STREETS),
    Seer("service-officer", BINS),
    Seer("service-officer", STREETS),
    Seer("advisor"),
    Seer("advisor", STREETS),
    Seer("information-governance"),
    Seer("information-governance", BINS),
    Seer("safeguarding"),
    Seer("service-designer"),
    Seer("partner", "the library"),
    Seer("partner", "another library"),
    Seer("councillor", WARD),
    Seer("councillor", WARD, asked=False),
    Seer("councillor", "harbour"),
    Seer("democratic-services"),
    Seer("monitoring-officer"),
    Seer("strategy-officer"),
    Seer("nobody"),
)
OUTSIDE = (SEERS[0], SEERS[-1])
"""Who looks at what is no desk: there it is all one who somebody is, and two stand for everybody."""
ONLY_NAMES = frozenset(
    {
        "callbacks", "calls", "councillor", "councillor-ward", "partner", "people", "people-proposals", "people-reviews",
        "places-day", "places-letters", "privacy", "privacy-holds", "privacy-taking",
    }
)  # fmt: skip
"""Lists that name people and tell no more of them: whoever reads one has looked at nobody yet."""
ONLY_WAYS = frozenset({"calls", "outbox-arrival"})
"""A number that rang and an address that wrote, while nobody has said whose it is."""
AS_WELL = {"calls-arriving": ("calls-arriving", "phone")}
"""What a call shows while it rings is looked at once, on whichever of these pages it was seen first."""
AS_LOOKED = frozenset({"serve:privacy-looks"})
"""What has as many cases on its first page as were looked at lately: no other than are seen, and not all of them."""
EACH_BY_ITSELF = frozenset({"serve:cases-case", "serve:privacy-looks"})
"""Pages from which whoever does not see one case is kept, and is let in to another."""
SENT = frozenset({200, 400, 409})

told = st.builds(
    Told,
    guarded=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    linked=st.booleans(),
    advised=st.booleans(),
    streets=st.sampled_from([STREETS, BINS, ""]),
)


def test_every_address_is_known_here() -> None:
    unknown = {name: set(wanted) - POOLS for name, _here, wanted in routes()}
    assert {name: wanted for name, wanted in unknown.items() if wanted} == {}


def test_each_role_finds_what_the_rule_says_at_every_address(caplog: pytest.LogCaptureFixture) -> None:
    go_round(Told((True, False, False), linked=True))  # one guarded, one guarded by a link, one open to all
    said = plain(caplog.text)
    assert not [each for who in WHO for each in who if plain(each) in said]


@pytest.mark.larger
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a world takes seconds: it is told as it was found, and made no smaller
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told)
def test_so_it_is_in_any_world(one: Told) -> None:
    with transaction.atomic():
        go_round(one)
        transaction.set_rollback(True)  # the next world begins with nobody


def go_round(one: Told, *, whole: bool = False) -> None:
    """Let everybody in turn look at every address of a world, and ask it everything.

    Unless it is to be the ``whole`` of it, one case of each person stands for both, save on the case's own page.
    """
    with standing_at(WEDNESDAY):
        made = world(one)
        seers = {seer: _let_in(made, seer) for seer in SEERS}
        asked_for, fewer = pools(made), {"reference": [one.bin.reference for one in made.people]}
        faults: list[str] = []
        shut: set[tuple[str, Seer]] = set()
        for name, here, wanted in routes():
            filled = asked_for if whole or name == "serve:cases-case" else asked_for | fewer
            if name.startswith("serve:privacy-"):
                filled = filled | {"reference": [made.request, made.asking]}
            if name == "serve:privacy-looks":
                filled = asked_for | {"key": [*asked_for["key"], *asked_for["reference"]]}
            if name.startswith("serve:appointment"):
                filled = asked_for | {"reference": [made.appointment]}
            for address in addresses(name, wanted, filled):
                day = {"day": made.day} if name == "serve:places-day" else {}
                for seer in seers if here.startswith("desk") else OUTSIDE:
                    if (name, seer) in shut:
                        continue
                    answer = seers[seer].get(address, day)
                    if answer.status_code == 405:
                        break  # it is only posted to
                    faults += [f"{name} {seer}: {fault}" for fault in _faults(made, seer, name, address, answer)]
                    if answer.status_code == 403 and not whole and name not in EACH_BY_ITSELF:
                        shut.add((name, seer))  # the desk is none of theirs, whatever the record
        for seer, client in seers.items():
            tell = partial(_faults, made, seer, "")
            faults += [f"{seer}: {fault}" for fault in asked(made, seer, client, tell)]
        assert faults == [], "\n".join(sorted(set(faults)))


def _faults(made: World, seer: Seer, name: str, address: str, answer: Any) -> Iterator[str]:
    text = _text(answer)
    if answer.status_code >= 500:
        yield f"{address}: {answer.status_code}"
    here = {each for each in made.cases if each in address}
    shown = {each for each in made.cases if each in text} - here
    for each in shown:
        by_callback = seer.role == "safeguarding" and each == made.of(each).bin.reference
        if not (made.sees_case(seer, each) or made.helps_with(seer, each) or by_callback):
            yield f"shows the case {each}"
    expected = cases_shown(made, seer, name, address)
    if name and name not in AS_LOOKED and answer.status_code == 200 and expected != shown:
        yield f"{name} {address} shows {len(shown)} cases, where the rule says {len(expected)}"
    for each in here if name.startswith("serve:cases-") else ():
        seen = made.sees_case(seer, each)
        if (answer.status_code == 200 and not seen) or (
            name == "serve:cases-case" and answer.status_code != 200 and seen
        ):
            yield f"answers {answer.status_code}"
    yield from _who_looked(made, seer, here if "/looks/case/" in address else set(), answer)
    close = plain(text)
    if answer.status_code == 200:
        for words, may in told_of_people(made, seer, name, address).items():
            if (plain(words) in close) != may:
                yield f"{address} shows {words}: {not may}"
    for one in made.people:
        yield from _of_one(made, seer, one, close)
        to_staff = address.startswith("/desk") and answer.status_code in SENT
        if to_staff and _is_shown(one, address, close) and not _looked_at(made, one, address):
            yield f"{address} shows {one.name}, and nowhere is it written down who looked"


def _who_looked(made: World, seer: Seer, cases: set[str], answer: Any) -> Iterator[str]:
    """Who looked at a case, told to one who may not know it; or not told to one who may."""
    for each in cases:
        if (answer.status_code == 200) != made.sees_looks(seer, each):
            yield f"answers {answer.status_code} to who looked at {each}"


def _of_one(made: World, seer: Seer, one: Somebody, close: str) -> Iterator[str]:
    """What a page tells of somebody to one who may not know it."""
    if plain(one.name) in close and not made.knows_name(seer, one):
        yield f"names {one.name}"
    if any(each in close for each in one.ways) and not made.knows_ways(seer, one):
        yield f"tells how {one.name} is reached"
    if plain(one.home) in close and not made.knows_home(seer, one):
        yield f"tells where {one.name} lives"


def _is_shown(one: Somebody, address: str, close: str) -> bool:
    """Whether a page lays somebody open: it names them, or tells how they are reached or where they live."""
    page, named = _page(address), plain(one.name) in close
    if any(each in close for each in (*one.ways, plain(one.home))):
        return named or page not in ONLY_WAYS
    return named and page not in ONLY_NAMES


def _looked_at(made: World, one: Somebody, address: str) -> bool:
    """Whether it is written down that this page showed somebody, or a case of theirs."""
    page, keys = _page(address), made.same_as(one)
    cases = [each for each in made.cases if made.of(each).key in keys] + [made.request]
    shown_on = {"page__in": AS_WELL.get(page, (page,))}
    at_them = Look.objects.filter(party_id__in=keys, **shown_on)
    return at_them.exists() or CaseLook.objects.filter(case__reference__in=cases, **shown_on).exists()


def _page(address: str) -> str:
    return resolve(address.split(maxsplit=1)[0]).url_name or ""


def _text(answer: Any) -> str:
    """All that an answer says: its body, whatever it is, and its headings."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        told = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    else:
        told = unescape(body.decode("utf-8", "replace"))
    return "\n".join([told, *(f"{name}: {value}" for name, value in answer.headers.items()), answer.cookies.output()])


def _let_in(made: World, seer: Seer) -> Client:
    """Somebody of this role, logged in; the library and the councillor each help the first person."""
    if seer.role == "nobody":
        return Client(raise_request_exception=False)
    team = seer.team
    if seer.role == "partner":
        team = made.library if team == "the library" else door.register(kind="organisation", name="Another Library")
    place = SEERS.index(seer)
    who = clerk(seer.role, team=team, name=f"Person{place} Somebody")  # type: ignore[arg-type]  # a role
    first = made.people[0]
    if team == made.library:
        help_with(first, seer, team, "consent")
    if seer.team == WARD and seer.asked:
        agent = door.in_office(account=who.reference, name="Person Somebody", at=WEDNESDAY)
        help_with(first, seer, agent, "elected-member")
    who.client.handler.enforce_csrf_checks = False
    who.client.raise_request_exception = False
    return who.client
