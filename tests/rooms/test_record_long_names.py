"""Lists of people, posts, bodies and powers to choose from: whoever stands in none of them is found by the name beside it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK
from tests.rooms.test_clerk_alone import told

from guildhall.decide import models as m
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.clock import standing_at
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.offered import FOUND, MOST, NAMES, offer
from guildhall.decide.keeping.bodies import enter_person, found_body, make_post, take_office
from guildhall.decide.keeping.decisions import undertake
from guildhall.decide.keeping.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": TODAY}


@pytest.fixture
def made() -> Iterator[Hall]:
    """A council of so many people, posts, bodies and powers that no list shows all of them."""
    with standing_at(TODAY):
        yield hall()


def many_people(kind: str = "member") -> m.Person:
    """Somebody who stands behind the end of every list of their sort."""
    m.Person.objects.bulk_create(
        m.Person(reference=f"person/N{n}", name=f"Nan {n}", name_key=f"nan {n}", kind=kind) for n in range(MOST)
    )
    return enter_person(name="Zoë Zander", kind=kind, style="Councillor" if kind == "member" else "", **BY)


def many_posts(held_by: str = "officer") -> m.Post:
    m.Post.objects.bulk_create(
        m.Post(reference=f"post/n{n}", label=f"Clerk {n}", label_key=f"clerk {n}", held_by=held_by) for n in range(MOST)
    )
    return make_post(label="Warden of the Zoo", held_by=held_by, **BY)


def wrong(made: Hall, box: str) -> str:
    return " ".join(made.desk.page.get_element_by_id(f"{box}-error").text_content().split())


def offered(made: Hall, box: str) -> list[str]:
    return [each.get("value") for each in made.desk.page.xpath(f'//select[@name="{box}"]/option')]


def test_a_short_list_has_no_box_for_a_name_beside_it(made: Hall) -> None:
    made.desk.open(made.at("/live"))
    assert made.desk.has("other-person")
    assert not made.desk.has("other-person-named")


@pytest.mark.parametrize("name", ["Zoë Zander", "zoe zander", "ZANDER"])
def test_whoever_stands_in_no_list_is_noted_as_there_by_their_name_in_full_or_in_part(made: Hall, name: str) -> None:
    zoe = many_people()
    made.desk.open(made.at("/live"))
    assert len(offered(made, "other-person")) < MOST
    assert zoe.reference not in offered(made, "other-person")
    made.desk.press("They are there", {"other-person-named": name, "other-capacity": "in-attendance"})
    assert m.Attendance.objects.get().person == zoe


def test_a_name_that_is_nobodys_or_several_peoples_is_said_and_the_list_then_offers_those_it_may_mean(
    made: Hall,
) -> None:
    zoe, other = many_people(), enter_person(name="Abe Zander", kind="member", **BY)
    m.Person.objects.filter(pk=other.pk).update(name="Yan Zander", name_key="yan zander")
    typed = {"other-capacity": "in-attendance", "other-arrived": "18:45"}
    made.desk.open(made.at("/live")).press("They are there", typed | {"other-person-named": "Nobody At All"})
    assert "Nothing is found by this name" in wrong(made, "other-person")
    assert made.desk.value("other-person-named") == "Nobody At All"
    made.desk.press("They are there", typed | {"other-person-named": "Zander"})
    assert "More than one is found" in wrong(made, "other-person")
    assert offered(made, "other-person")[1:3] == [other.reference, zoe.reference]
    assert made.desk.value("other-arrived") == "18:45"
    made.desk.press("They are there", {"other-person": made.officer.reference})
    assert "Leave one of the two blank" in wrong(made, "other-person")
    made.desk.press("They are there", {"other-person": zoe.reference})
    assert m.Attendance.objects.get().person == zoe


def test_a_post_that_stands_in_no_list_decides_what_is_planned_and_undertakes(made: Hall) -> None:
    warden = many_posts()
    made.desk.open(f"/desk/record/plan/{made.entry.key}")
    made.desk.press("Keep", {"decider": "", "decider-named": "warden of the zoo", "is_key": "no"})
    assert m.PlanEntry.objects.get().post == warden
    assert made.desk.page.xpath('//select[@name="decider"]/option[@selected]/@value') == [warden.reference]


def test_who_wrote_a_paper_and_in_whose_name_are_found_by_name(made: Hall) -> None:
    zoe, warden = many_people("officer"), many_posts()
    item = m.AgendaItem.objects.create(reference="item/Z-1", meeting=made.meeting, title="Zoo", place=1)
    typed = {
        "title": "Report",
        "kind": "report",
        "text": "All is well.",
        "author-named": "zander",
        "of_post-named": "zoo",
    }
    made.desk.open(f"/desk/record/items/{item.key}").press("Attach", typed)
    authors = m.ReportAuthor.objects.filter(report__item=item)
    assert {(each.part, each.person, each.post) for each in authors} == {("author", zoe, None), ("of", None, warden)}


def test_whoever_decided_alone_under_a_power_that_no_list_shows_is_named_with_it(made: Hall) -> None:
    zoe, warden = many_people("officer"), many_posts()
    take_office(person=zoe, post=warden, since=date(2026, 1, 1), **BY)
    power = delegate(holder=warden, scope="to feed", scheme="Part 3", starts_on=date(2026, 1, 1), **BY)
    m.Delegation.objects.bulk_create(
        m.Delegation(reference=f"delegation/N{n}", holder=made.post, scope="to lend", scheme="3", published_at=TODAY)
        for n in range(MOST)
    )
    publish(reference=power.reference, actor=CLERK, at=TODAY)
    typed = {"post-named": "the zoo", "person-named": "zander", "under-named": "warden"}
    made.desk.open("/desk/record/decisions").press("Record the decision", told(**typed))
    assert not m.Decision.objects.exists()
    made.desk.press("Record the decision", {"use-because": "Shelves feed", "use-judged_by-named": "zander"})
    row = m.Decision.objects.get()
    assert (row.post, row.person, row.under) == (warden, zoe, power)


def test_a_body_has_a_parent_and_takes_in_a_member_that_no_list_shows(made: Hall) -> None:
    m.Organization.objects.bulk_create(
        m.Organization(reference=f"body/N{n}", code=f"N{n}", name=f"Panel {n}", name_key=f"panel {n}", kind="panel")
        for n in range(MOST)
    )
    parent, zoe = found_body(name="Zoo Board", kind="committee", **BY), many_people()
    made.desk.open("/desk/record/bodies")
    made.desk.press("Enter", {"name": "Zoo Panel", "kind": "sub-committee", "parent-named": "Zoo Board"})
    panel = m.Organization.objects.get(name="Zoo Panel")
    assert panel.parent == parent
    made.desk.press("They join", {"person-named": "zander", "role": "member", "since": "1 11 2026"})
    assert panel.memberships.get().person == zoe


def test_whoever_undertook_something_is_put_right_by_a_name_that_no_list_shows(made: Hall) -> None:
    item = m.AgendaItem.objects.create(reference="item/Z-1", meeting=made.meeting, title="Zoo", place=1)
    row, zoe = undertake(item=item, text="To feed them", by=made.ann, **BY), many_people()
    made.desk.open(f"/desk/record/corrections/undertaking/{row.key}")
    made.desk.press("Put it right", {"by": "", "by-named": "Zander"})
    row.refresh_from_db()
    assert row.by == zoe


def test_every_member_of_a_body_stands_among_those_who_may_be_there(made: Hall) -> None:
    last = many_people()
    m.Membership.objects.bulk_create(
        m.Membership(organization=made.cabinet, person=each, role="member", since=date(2026, 1, 1))
        for each in m.Person.objects.filter(name_key__startswith="nan")
    )
    take_office(person=last, body=made.cabinet, role="member", since=date(2026, 1, 1), **BY)
    assert "Zoë Zander" in made.desk.open(made.at("/live")).main


def test_a_long_list_asks_the_database_once_more_whatever_its_length(made: Hall) -> None:
    made.desk.open("/desk/record/decisions")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            made.desk.open("/desk/record/decisions")
        return len(queries)

    before = asked()
    many_people("officer")
    longer = asked()
    m.Person.objects.bulk_create(
        m.Person(reference=f"person/M{n}", name=f"Moe {n}", name_key=f"moe {n}", kind="officer") for n in range(MOST)
    )
    assert (before, longer) == (asked() - (longer - before), asked())
    assert longer - before <= 2


def test_whatever_is_named_is_looked_up_in_the_last_box_of_a_long_form_as_in_the_first(made: Hall) -> None:
    many_people()
    boxes = 2 * FOUND + 1
    request = RequestFactory().post(
        "/", {f"who{n}-named": f"Nan {n + 100}" for n in range(boxes)} | {"who0-named": "zander"}
    )
    form, among = Boxes.posted(request), offer(request, m.Person.objects.all(), by="name_key", said=str)
    assert [form.chosen(f"who{n}", among) for n in range(1, boxes)] == [f"person/N{n + 100}" for n in range(1, boxes)]
    assert form.chosen("who0", among) == m.Person.objects.get(name="Zoë Zander").reference
    assert form.errors == []


def test_names_beyond_as_many_as_are_looked_up_are_said_and_never_called_unknown(made: Hall) -> None:
    many_people()
    lines = [f"Nan {n}" for n in range(NAMES + 1)]
    request = RequestFactory().post("/", {"who-named": "\n".join(lines), "chair-named": "Zander"})
    form, among = Boxes.posted(request), offer(request, m.Person.objects.all(), by="name_key", said=str)
    assert sorted(form.ticks("who", among, at="who")) == sorted(f"person/N{n}" for n in range(NAMES))
    assert form.chosen("chair", among) == ""
    assert [each["href"] for each in form.errors] == ["#who", "#chair"]
    assert all(f"No more than {NAMES} names" in each["text"] for each in form.errors)
