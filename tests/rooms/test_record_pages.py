"""Everybody's pages of the record: what they show, how often they ask, and that they lead on however long a list is."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.decided import AFTER, CLERK, EVENING, NOW, Council, decided, put_right

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, OTHER, address, address_of
from guildhall.decide.desks.public.drawing import draw
from guildhall.decide.keeping import agendas, decisions, meetings
from guildhall.decide.keeping.matters import plan_decision
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

LISTS = (
    "record", "meetings", "decisions", "matters", "plan", "bodies", "people", "delegations", "interests", "declarations",
    "promptness", "urgent",
)  # fmt: skip


@pytest.fixture(autouse=True)
def the_day_after() -> Iterator[None]:
    """The clock stands still, on the morning after the meeting."""
    with standing_at(AFTER):
        yield


def page(where: str) -> str:
    """What somebody reads at an address."""
    answer = Client().get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def asked(where: str) -> int:
    """How many things a page asks of the database, once the calendar is known."""
    page(where)
    with CaptureQueriesContext(connection) as captured:
        page(where)
    return len(captured)


def pages_of(made: Council, lang: str = "en") -> list[str]:
    """The pages of one council's records."""
    rows = (
        made.meeting, made.item, made.decision, made.matter, made.cabinet, made.leader, made.head, made.delegation,
    )  # fmt: skip
    kept = [("decision", made.decision), ("agenda", made.meeting), ("minutes", made.meeting), ("matter", made.matter)]
    return [
        *(address_of(lang, each.reference) for each in rows),
        *(address(lang, "versions", each.key, kind) for kind, each in kept),
    ]


def test_every_page_leads_to_its_twin_in_the_other_language() -> None:
    made = decided()
    for lang in LANGUAGES:
        for where in [*(address(lang, each) for each in LISTS), *pages_of(made, lang)]:
            twin = re.search(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', page(where))
            assert twin is not None
            assert twin[1] == OTHER[lang]
            assert f'lang="{OTHER[lang]}"' in page(twin[2])


def test_a_list_asks_as_often_however_long_it_is() -> None:
    decided()
    before = {each: asked(address("en", each)) for each in LISTS}
    for _ in range(3):
        decided()
    assert {each: asked(address("en", each)) for each in LISTS} == before
    assert max(before.values()) <= 10


def test_a_record_asks_as_often_however_much_there_is_of_it() -> None:
    made = decided()
    before = [asked(each) for each in pages_of(made)]
    for place in range(3):
        _met_about(made, place)
    assert [asked(each) for each in pages_of(made)] == before
    assert max(before) <= 18  # an item holds records of ten sorts, and says which of them have changed since


def _met_about(made: Council, place: int) -> None:
    """Cabinet meets again about the same matter, at two items, and decides."""
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    row = meetings.call_meeting(body=made.cabinet, starts_at=EVENING.replace(day=2 + place), **by)
    for title in ("One", "Two"):
        item = agendas.put_item(meeting=row, title=title, matter=made.matter, **by)
    publish_agenda(meeting=row.reference, **by)
    decision = decisions.take_decision(
        item=item, title="More", path="executive", outcome="resolved", paragraphs=[("1", "Yes"), ("2", "And yes")],
        reasons="It is right", options_rejected="None", conflicts="None", **by,
    )  # fmt: skip
    publish(reference=decision.reference, **by)


def test_a_long_list_is_read_to_its_end_and_tells_nothing_twice() -> None:
    made = decided()
    for day in range(1, 29):
        row = meetings.call_meeting(body=made.cabinet, starts_at=EVENING.replace(month=5, day=day), actor=CLERK, at=NOW)
        publish(reference=row.reference, actor=CLERK, at=NOW)
    where, found = address("en", "meetings"), []
    for _ in range(3):
        text = page(where)
        found += re.findall(r"/en/meetings/(2026-05-\d\d-CAB)", text)
        after = re.search(r'href="\?([^"]*after=[^"]+)"', text)
        if after is None:
            break
        where = f"{address('en', 'meetings')}?{after[1].replace('&amp;', '&')}"
    assert found == [f"2026-05-{day:02}-CAB" for day in range(1, 29)]


def test_a_list_within_a_page_leads_to_its_rest_and_tells_nothing_twice() -> None:
    made = decided()
    numbers, body = range(101), m.Organization.objects.get(pk=made.cabinet.pk)
    m.RegisteredInterest.objects.bulk_create(
        m.RegisteredInterest(reference=f"interest/X{each}", person=made.leader, category="land", text=f"Field {each:03}",
                             published_at=NOW) for each in numbers
    )  # fmt: skip
    m.Membership.objects.bulk_create(
        m.Membership(person=made.leader, post=made.head, role="holder", since=date(1900 + each, 1, 1),
                     until=date(1900 + each, 6, 1)) for each in numbers
    )  # fmt: skip
    m.Delegation.objects.bulk_create(
        m.Delegation(reference=f"delegation/X.{each}", holder=made.head, scope=f"Power {each:03}", scheme="The scheme",
                     published_at=NOW) for each in numbers
    )  # fmt: skip
    m.Organization.objects.bulk_create(
        m.Organization(reference=f"body/P{each}", code=f"P{each}", kind="panel", name=f"Panel {each:03}",
                       name_key=f"panel {each:03}", parent=body) for each in numbers
    )  # fmt: skip
    for row, name, words in (
        (made.leader, "interests", r"Field \d{3}"), (made.leader, "held", r"1 January \d{4}"),
        (made.head, "holders", r"1 January \d{4}"), (made.head, "after", r"Power \d{3}"), (body, "parts", r"Panel \d{3}"),
    ):  # fmt: skip
        where = address_of("en", row.reference)
        first = page(where)
        after = re.search(rf'href="\?({name}=[^"#]+)#', first)
        assert after is not None, name
        rest = page(f"{where}?{after[1].replace('&amp;', '&')}")
        assert not re.search(rf'href="\?{name}=', rest), name
        assert "No office now" not in first + rest
        found = re.findall(words, first) + re.findall(words, rest)
        assert len(found) == len(set(found)) == 101, name


def test_a_line_of_the_plan_stays_to_be_read_at_its_address_when_it_is_over() -> None:
    made = decided()
    day = EVENING.date()
    entry = plan_decision(matter=made.matter, due_from=day, due_until=day, body=made.cabinet, actor=CLERK, at=NOW)
    where = address_of("en", entry.reference).partition("#")[0]
    assert Client().get(where).status_code == 404
    publish(reference=entry.reference, actor=CLERK, at=NOW)
    with standing_at(AFTER + timedelta(days=30)):
        assert f'id="{entry.key}"' in page(where)
        assert f'id="{entry.key}"' not in page(address("en", "plan"))


def test_a_long_path_is_read_to_its_beginning() -> None:
    made = decided()
    for place in range(18):
        _met_about(made, place)
    where = address_of("en", made.matter.reference)
    stretches = [page(where)]
    while before := re.search(r'href="\?until=([0-9-]+)#path"', stretches[-1]):
        stretches.append(page(f"{where}?until={before[1]}"))
    assert ["First raised" in each for each in stretches] == [False] * (len(stretches) - 1) + [True]
    assert len(stretches) > 1
    found = [
        day for each in reversed(stretches) for day in re.findall(r"Resolved<.*?/en/decisions/([\w-]+)", each, re.S)
    ]
    assert len(found) == len(set(found)) == 18


@pytest.mark.parametrize(
    "wrong",
    [
        "after=x~5",
        "after=2026-99-99~1",
        "after=~",
        "after=9~" + "9" * 30,
        "until=zzz",
        "before=" + "9" * 30,
        "body=%00",
        "after=%00~1",
        "q=%00",
    ],
)
def test_what_is_no_mark_changes_nothing(wrong: str) -> None:
    made = decided()
    for where in [*(address("en", each) for each in LISTS), *pages_of(made)]:
        assert Client().get(f"{where}?{wrong}").status_code == 200, where


def test_an_address_that_no_database_could_keep_leads_nowhere() -> None:
    made = decided()
    for where in pages_of(made):
        assert Client().get(f"{where}%00").status_code == 404, where


def test_each_paragraph_has_an_address_of_its_own() -> None:
    made = decided()
    where = address_of("en", f"{made.decision.reference}#2")
    assert where == "/en/decisions/2026-03-CAB-1#2"
    assert '<li id="2"' in page(where)


def test_a_correction_shows_what_was_taken_out_what_was_put_in_and_why() -> None:
    made = decided()
    put_right(made, "The Strategy is noted", "It was only noted")
    text = page(address("en", "versions", made.decision.key, "decision"))
    assert "It was only noted" in text
    assert re.search(r"<del>[^<]*be adopted</del>", text)
    assert re.search(r"<ins>[^<]*is noted</ins>", text)
    assert "The Digital Strategy be adopted" in text  # the first version stands below, whole


def test_what_was_not_translated_says_that_it_is_english() -> None:
    made = decided()
    text = page(address_of("cy", made.decision.reference))
    assert '<span lang="en">The Digital Strategy be adopted</span>' in text


def test_a_search_finds_what_was_published_by_other_words_for_it() -> None:
    made = decided()
    found = page(f"{address('en', 'search')}?q=digital+strategies")
    assert address_of("en", made.decision.reference) in found
    assert "nothing with all of these words" in page(f"{address('en', 'search')}?q=wheelbarrow")


def test_hostile_words_are_only_words() -> None:
    made = decided(mark="<script>alert(1)</script>")
    for where in pages_of(made):
        assert "<script>alert" not in page(where)
    assert "<script>x" not in page(f"{address('en', 'search')}?q=<script>x</script>")


def test_what_was_planned_stands_on_the_day_of_the_printed_plan_in_every_stretch_of_the_path() -> None:
    made = decided()
    entry = plan_decision(
        matter=made.matter, due_from=date(2026, 4, 1), due_until=date(2026, 4, 30), first_published_on=date(2026, 1, 5),
        actor=CLERK, at=NOW,
    )  # fmt: skip
    publish(reference=entry.reference, actor=CLERK, at=AFTER)
    drawn = draw(made.matter, today=AFTER.date(), until=date(2026, 2, 1), lang="en")
    assert [each.on for each in drawn.points if each.href.endswith(f"#{entry.key}") or entry.key in each.href] == [
        date(2026, 1, 5)
    ]
