"""Nothing that is not published is seen, at any public address of the record, in any order of publishing; and no less than all that is.

The addresses are read from the room itself: a page that is added is looked at too. What is seen is told here a second time, in the
plainest words.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided, put_right
from tests.rooms.deskwork import clerk

from guildhall.decide import models as m
from guildhall.decide.addresses import PLACES, address, address_of
from guildhall.decide.desks.public.printed import PAPERS
from guildhall.decide.keeping.agendas import restrict
from guildhall.decide.keeping.decisions import follow_decision, take_decision, undertake
from guildhall.decide.keeping.exhibits import deposit
from guildhall.decide.keeping.meetings import call_meeting, cancel_meeting
from guildhall.decide.keeping.minutes import approve_minutes, publish_minutes
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

EXEMPT = "gooseberry"
"""A word that stands in exempt matter alone: nobody may ever read it."""
ACTS = ("matter", "agenda", "decision", "delegation", "minutes")
LANGUAGES = ("en", "cy")

SEEN_WITH: Mapping[str, tuple[str, str]] = {
    "matter": ("How residents reach us. damson", "matter"),
    "agenda": ("No one is excluded. damson", "item"),
    "figure": ("42 damson", "item"),
    "decision": ("It keeps every way open. damson", "decision"),
    "paragraph": ("The Digital Strategy be adopted damson", "decision"),
    "delegation": ("any necessary consequential changes damson", "delegation"),
    "motion": ("That it be adopted damson", "item"),
    "declaration": ("a member of another council damson", "item"),
    "undertaking": ("To report damson", "item"),
    "minutes": ("The Cabinet welcomed it. damson", "meeting"),
}
"""What each part of the record says, and on whose page it is read once it is seen."""
BY: Mapping[str, str] = {
    "figure": "agenda", "paragraph": "decision", "motion": "minutes", "declaration": "minutes", "undertaking": "minutes",
}  # fmt: skip
"""By which act a part is published, where it has none of its own."""
NEEDS = {"decision": "agenda", "delegation": "decision", "minutes": "agenda"}


def test_what_is_published_is_read_and_what_is_not_is_nowhere() -> None:
    for done in ((), ("agenda", "decision"), ACTS):
        with transaction.atomic():
            go_round(done)
            transaction.set_rollback(True)


@pytest.mark.larger
@settings(
    max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@example(("minutes", "agenda"))
@given(st.permutations(ACTS).flatmap(lambda order: st.integers(0, len(order)).map(lambda many: tuple(order[:many]))))
def test_so_it_is_in_whatever_order_they_are_published(done: tuple[str, ...]) -> None:
    with transaction.atomic():
        go_round(done)
        transaction.set_rollback(True)


def test_no_published_record_names_a_draft_that_it_leads_to() -> None:
    made = decided()
    told: dict[str, Any] = {"actor": CLERK, "at": AFTER}
    draft = take_decision(
        title="A quince", path="council", outcome="resolved", body=made.full_council, taken_on=AFTER.date(),
        paragraphs=[("1", "So be it")], reasons="None", options_rejected="None", conflicts="None", **told,
    )  # fmt: skip
    follow_decision(decision=made.decision, kind="superseded", on=AFTER.date(), by=draft, **told)
    later = call_meeting(body=made.cabinet, starts_at=AFTER + timedelta(days=30), **told)
    approve_minutes(minutes=made.minutes, at_meeting=later, actor=CLERK, at=AFTER + timedelta(days=30))
    with standing_at(AFTER):
        decision, meeting = (
            Client().get(address_of("en", each.reference)).content.decode() for each in (made.decision, made.meeting)
        )
    assert "<dt>Replaced</dt>" in decision
    assert "quince" not in decision
    assert later.key not in meeting


def test_whoever_keeps_the_record_reads_the_public_pages_as_everybody_does() -> None:
    made = _made()
    keeper = clerk("democratic-services", name="Somebody Keeping").client
    for where in _addresses(made):
        assert b"damson" not in keeper.get(where).content


def test_a_correction_is_shown_and_published_in_one_act_and_the_first_version_stays() -> None:
    made = _made()
    _publish(made, ACTS)
    where = address("en", "versions", made.decision.key, "decision")
    assert b"Another text" not in Client().get(where).content
    put_right(made, "Another text", "Wrong")
    assert b"Another text" in Client().get(where).content
    assert b"The Digital Strategy be adopted damson" in Client().get(where).content


def go_round(done: tuple[str, ...]) -> None:
    """Publish these, and read every page there is."""
    with standing_at(AFTER):
        made = _made()
        seen = _publish(made, done)
        texts = {where: _read(where) for where in _addresses(made)}
        whole = "\n".join(texts.values())
        assert EXEMPT not in whole
        assert "nothing with all of these words" in _found(EXEMPT)
        assert ("nothing with all of these words" in _found("damson")) == (not seen)
        for part, (words, kind) in SEEN_WITH.items():
            there = BY.get(part, part) in seen
            assert (words in whole) == there, (done, part)
            if there:
                assert words in texts[address_of("en", _row(made, kind))], (done, part)
        if not seen:
            assert "damson" not in whole


def _found(word: str) -> str:
    return Client().get(address("en", "search"), {"q": word}).content.decode()


def _read(where: str) -> str:
    """What stands at an address: a page, or the text of what is printed."""
    answer = Client().get(where)
    if answer.headers["Content-Type"] != "application/pdf":
        return answer.content.decode()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


def _made() -> Council:
    made = decided(published=False, mark="damson")
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    deposit(title="A figure", kind="figure", content="42 damson", item=made.item, **by)
    undertake(item=made.item, text="To report damson", **by)
    for row in (made.item, made.report, made.decision, made.meeting):
        restrict(record=row, paragraph="3", public_interest="The price", part="Appendix", text=EXEMPT, **by)
    return made


def _publish(made: Council, done: tuple[str, ...]) -> set[str]:
    """Publish what can be, and say what is seen then. Nothing can that stands on a draft; a matter is published with what stands on it."""
    seen: set[str] = set()
    for act in done:
        before = NEEDS.get(act)
        made.minutes.refresh_from_db()
        with suppress(NotRecorded):
            if act == "agenda":
                publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
            elif act == "minutes":
                publish_minutes(minutes=made.minutes, actor=CLERK, at=AFTER)
            else:
                publish(reference=_row(made, act), actor=CLERK, at=AFTER)
        if before is None or before in seen:
            seen |= {act} | ({"matter"} if act == "agenda" else set())
    return seen


def _row(made: Council, kind: str) -> str:
    return str(vars(made)[kind].reference)


def _addresses(made: Council) -> Iterator[str]:
    """Every public address of the room, filled with every record there is."""
    rows = [each for each in vars(made).values() if hasattr(each, "reference")]
    keys = dict.fromkeys(each.key for each in (*rows, *m.Exhibit.objects.all()))
    subjects = {*(each.reference for each in rows), f"agenda/{made.meeting.key}"}
    for lang in LANGUAGES:
        for name, place in PLACES.items():
            if "<slug:kind>" in place[lang]:
                named = [f"{kind}/{key}" for kind in PAPERS for key in keys] if name == "printed" else sorted(subjects)
                for kind, _, key in (each.partition("/") for each in named):
                    yield address(lang, name, key, kind)
            elif "<record:key>" in place[lang]:
                for each in keys:
                    yield address(lang, name, each)
            else:
                yield reverse(f"decide:{name}-{lang}")
        yield f"{address(lang, 'search')}?q=strategy"
        yield f"{address(lang, 'meetings')}?when=past"


def test_every_public_address_of_the_room_is_among_these() -> None:
    room: Any = next(each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "decide")
    public = {each.name for each in room.url_patterns if each.name and str(each.pattern).startswith(("en/", "cy/"))}
    assert public == {f"{name}-{lang}" for name in PLACES for lang in LANGUAGES}


def test_a_meeting_that_is_not_published_is_not_seen_to_be_cancelled() -> None:
    made = _made()
    cancel_meeting(meeting=made.meeting, why="No chair damson", actor=CLERK, at=NOW)
    assert not [where for where in _addresses(made) if b"damson" in Client().get(where).content]
