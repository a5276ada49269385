"""Whichever records are drafts, of every kind: pages, lists, feeds and calendars show what a plain rule says everybody sees, no more."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.rooms.decided import AFTER, Council
from tests.rooms.test_decide_followed_whole import of_every_kind, publish_the_rest
from tests.rooms.test_decide_open_data import MACHINE
from tests.rooms.test_decide_seen_by_all import plainly_seen

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, PLACES, address, address_of
from guildhall.decide.clock import standing_at
from guildhall.decide.exports.lists import LISTS
from guildhall.decide.models.record import Cited

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SAID: dict[type[Cited], str] = {
    m.Meeting: "place", m.AgendaItem: "text", m.Report: "title", m.Matter: "summary", m.PlanEntry: "what", m.Decision: "title",
    m.Delegation: "scope", m.DelegationUse: "title", m.CallIn: "grounds", m.Notice: "reasons", m.Motion: "text",
    m.Undertaking: "text", m.Declaration: "reason", m.Dispensation: "about", m.RegisteredInterest: "text",
    m.ScrutinyRecommendation: "text",
}  # fmt: skip
"""Of each kind, a text that is told of it."""
HIDDEN = ("decision", "use", "delegation", "matter", "meeting", "item", "plan", "notice", "call-in", "interest")


def addresses(made: Council) -> list[str]:
    """The lists, the feeds and the calendars, and the page of each record and of each register."""
    scrutiny = m.Organization.objects.get(kind="scrutiny")
    followed = (f"bodies/{made.cabinet.key}", f"bodies/{scrutiny.key}", f"matters/{made.matter.key}", "wards/harbour")
    pages = {
        address_of("en", row.reference).partition("#")[0] for model in SAID for row in model._default_manager.all()
    }
    offices = (made.cabinet, scrutiny, made.shield, made.leader, made.head)
    return [
        *(f"/open-data/records/{kind}.json" for kind in LISTS),
        *(f"/open-data/records/en/{each}.{ends}" for each in followed for ends in ("atom", "ics")),
        *(address(lang, name) for name, place in PLACES.items() for lang in LANGUAGES if "<" not in place[lang]),
        *sorted(filter(None, {*pages, *(address_of("en", each.reference) for each in offices)})),
    ]


def look_everywhere(hidden: set[str]) -> None:
    """Each row says its own mark; those of the kinds that are ``hidden`` are drafts."""
    made, alone = of_every_kind()
    publish_the_rest(made, alone)
    rows: dict[str, Any] = {}
    for model, field in SAID.items():
        for row in model._default_manager.order_by("id"):
            mark = f"qz{len(rows)}qz"
            draft = {"published_at": None} if row.reference.partition("/")[0] in hidden else {}
            model._default_manager.filter(pk=row.pk).update(**{field: mark}, **draft)
            rows[mark] = model._default_manager.get(pk=row.pk)
    asked = addresses(made)
    with standing_at(AFTER):
        said = {each: MACHINE.get(each).content.decode().replace("\r\n ", "") for each in asked}
    for mark, row in rows.items():
        where = [each for each, text in said.items() if mark in text or f'"{row.reference}"' in text]
        assert bool(where) == plainly_seen(row), (row.reference, hidden, where[:3])


@settings(deadline=None, phases=[Phase.explicit], suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(set())
@example({"delegation"})
@example({"use", "notice", "plan"})
@example({"decision"})
@given(st.sets(st.sampled_from(HIDDEN)))
def test_each_kind_is_shown_once_it_and_what_it_stands_on_is_published(hidden: set[str]) -> None:
    with transaction.atomic():
        look_everywhere(hidden)
        transaction.set_rollback(True)


@pytest.mark.larger
@settings(
    max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(st.sets(st.sampled_from(HIDDEN)))
def test_so_it_is_whichever_kinds_are_drafts(hidden: set[str]) -> None:
    with transaction.atomic():
        look_everywhere(hidden)
        transaction.set_rollback(True)
