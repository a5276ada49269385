"""What is drafted or exempt of the record, for every role and at every address of it: those who keep the record read it, and nobody
else finds a word of it, on whichever page, list, search, feed, export or paper.

There is some of each sort of record, the newest sorts too, and none of it is published.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse
from pypdf import PdfReader
from tests.rooms.decided import AFTER, CLERK, NOW, decided
from tests.rooms.deskwork import clerk
from tests.rooms.every_address import addresses, routes

from guildhall.decide import models as m
from guildhall.decide.authority import alone, interests, scrutiny
from guildhall.decide.desks.public.printed import PAPERS
from guildhall.decide.exports import popolo
from guildhall.decide.exports.lists import LISTS
from guildhall.decide.exports.oparl import pages as oparl
from guildhall.decide.keeping import bodies, matters
from guildhall.decide.keeping.agendas import restrict
from guildhall.decide.keeping.decisions import undertake
from guildhall.decide.keeping.exhibits import deposit
from guildhall.decide.models.record import Cited
from guildhall.estate.door import Role, standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DRAFT, EXEMPT = "damson", "gooseberry"
"""A word that stands in drafts alone, and one that stands in exempt matter alone."""
KEEPERS: tuple[Role, ...] = ("democratic-services", "monitoring-officer")
OTHERS: tuple[Role, ...] = (
    "advisor", "service-officer", "service-designer", "administrator", "safeguarding", "information-governance", "partner",
    "councillor", "strategy-officer",
)  # fmt: skip

KINDS: Mapping[str, list[str]] = {
    "list-json": [*LISTS], "list-csv": [*LISTS], "oparl-list": [*oparl.KINDS], "oparl-thing": [*oparl.KINDS],
    "popolo-list": [*popolo.KINDS], "popolo-thing": [*popolo.KINDS], "printed-en": [*PAPERS],
    "clerk-correcting": ["motion", "declaration", "delegation", "use", "call-in", "report", "decision"],
    "versions-en": ["agenda", "minutes", "decision", "matter", "delegation", "recommendation"],
    "feed": ["bodies", "matters", "wards"], "calendar": ["bodies", "matters", "wards"],
}  # fmt: skip
"""Of what kind things are at each address that names one."""


@pytest.mark.full
def test_what_is_drafted_or_exempt_is_read_by_those_who_keep_the_record_and_by_nobody_else() -> None:
    with standing_at(AFTER):
        _drafts()
        public, desks = _addresses()
        nobody = Client()
        assert [where for where in public if _tells(nobody.get(where), where)] == []
        for role in OTHERS:
            who = clerk(role, name=f"{role.title()} Somebody").client
            assert [where for where in _open_to(who, desks) if _tells(who.get(where), where)] == []
        found = {role: _words_at(clerk(role, name=f"{role.title()} Keeper").client, desks) for role in KEEPERS}
        assert all(words == {DRAFT, EXEMPT} for words in found.values()), found


def _open_to(who: Client, desks: list[str]) -> Iterator[str]:
    """The addresses of desks that are somebody's. Where one page of a desk is shut, so is it for each of its other records."""
    shut: set[str] = set()
    for where in desks:
        name = resolve(where.partition("?")[0]).view_name
        if name not in shut and who.get(where).status_code == 403:
            shut.add(name)
        elif name not in shut:
            yield where


def _drafts() -> None:
    """One of each sort of record at least, none of them published."""
    made = decided(published=False, mark=DRAFT)
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    panel = bodies.found_body(name="Scrutiny Panel", kind="scrutiny", **by)
    told = scrutiny.recommend(by=panel, text=f"Publish what is late {DRAFT}", made_on=NOW.date(), to=made.cabinet, **by)
    scrutiny.respond(
        recommendation=told, accepted="yes", explanation=DRAFT, given_on=NOW.date(), by=made.cabinet, **by
    )  # fmt: skip
    entry = matters.plan_decision(
        matter=made.matter, due_from=date(2026, 4, 1), due_until=date(2026, 4, 30), body=made.cabinet, what=DRAFT, **by
    )  # fmt: skip
    officers = alone.take_alone(
        title=f"A stall {DRAFT}", taken_on=NOW.date(), paragraphs=[("1", f"It be let {DRAFT}")], reasons=DRAFT,
        options_rejected="None", conflicts="None", is_key=False, post=made.head, **by,
    )  # fmt: skip
    interests.register(person=made.shield, category="land", text=f"4 Mill Lane {DRAFT}", **by)
    interests.register(person=made.shield, category="land", text=EXEMPT, sensitive=True, **by)
    deposit(title=f"A figure {DRAFT}", kind="figure", content=f"42 {DRAFT}", item=made.item, **by)
    undertake(item=made.item, text=f"To report {DRAFT}", **by)
    for row in (made.item, made.report, made.decision, officers, entry):
        restrict(record=row, paragraph="3", public_interest="The price", part="Appendix", text=EXEMPT, **by)


def _addresses() -> tuple[list[str], list[str]]:
    """Every address of the record: those that are everybody's, and those of desks, the one at which it is read out among them."""
    keys = [each.key for model in Cited.__subclasses__() for each in model._default_manager.all()]
    numbers = list(m.Restriction.objects.values_list("pk", flat=True))
    public: list[str] = []
    desks: list[str] = []
    for name, here, wanted in routes():
        if name.startswith("decide:") and not name.endswith("-cy"):
            kinds = KINDS.get(name.removeprefix("decide:"), [])
            pools: dict[str, list[Any]] = {"key": keys, "kind": kinds, "lang": ["en"], "number": numbers}
            (desks if here.startswith("desk") else public).extend(addresses(name, wanted, pools))
    return public + list(_asked("decide:search-en", "q")), desks + list(_asked("serve:phone-decisions", "q"))


def _asked(name: str, box: str) -> Iterator[str]:
    yield f"{reverse(name)}?{box}={DRAFT}"
    yield f"{reverse(name)}?{box}={EXEMPT}"


def _tells(answer: Any, where: str) -> bool:
    """Whether an answer says one of the words; what was asked stands in its box again."""
    asked = where.partition("=")[2]
    return any(word in _text(answer) for word in (DRAFT, EXEMPT) if word != asked)


def _words_at(client: Client, desks: list[str]) -> set[str]:
    texts = [_text(client.get(where)) for where in desks if "=" not in where]
    return {word for word in (DRAFT, EXEMPT) if any(word in each for each in texts)}


def _text(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "") == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    return unescape(body.decode("utf-8", "replace"))
