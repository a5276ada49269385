"""A clerk records what an officer or one member of the executive decided outside a meeting, under which power, and publishes it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.authority import uses
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.authority.standing import paths
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.bodies import make_post, take_office
from guildhall.decide.keeping.matters import plan_decision
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

A_DAY = timedelta(days=1)
HERE = "/desk/record/decisions"


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def told(**more: str) -> dict[str, str]:
    return {
        "title": "New shelves", "taken_on": "17 11 2026", "is_key": "no", "paragraphs": "Buy them.\nPay in May.",
        "reasons": "The old ones fell.", "options_rejected": "None", "conflicts": "None",
    } | more  # fmt: skip


def used(made: Hall, **more: str) -> dict[str, str]:
    """What a use of the power rests on, by whoever holds the post."""
    return {
        "post": made.post.reference, "person": made.officer.reference, "use-because": "Shelves are furniture",
        "use-judged_by": made.officer.reference,
    } | more  # fmt: skip


def holds(made: Hall, since: date = date(2026, 1, 1)) -> None:
    """Dee Dunn is Head of Libraries."""
    take_office(person=made.officer, post=made.post, since=since, actor=CLERK, at=TODAY)


def wrong(made: Hall) -> set[str]:
    return {str(each.get("id")) for each in made.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}


def read(where: str) -> str:
    """What anybody reads there."""
    return Client().get(where).content.decode()


def power(made: Hall, *, published: bool = True, **terms: Any) -> m.Delegation:
    row = delegate(
        **terms,
        holder=made.post,
        scope="to furnish libraries",
        scheme="Part 3",
        starts_on=date(2026, 1, 1),
        actor=CLERK,
        at=TODAY,
    )
    if published:
        publish(reference=row.reference, actor=CLERK, at=TODAY)
    return row


def test_an_officers_decision_is_recorded_under_its_power_and_published_with_its_notice(at: Hall) -> None:
    under = power(at)
    holds(at)
    at.desk.open(f"/desk/record/powers/{under.key}").follow("Record a decision that was taken under it")
    at.desk.press("Record the decision", told(**used(at)))
    row = m.Decision.objects.get()
    assert (row.path, row.post, row.under, row.taken_on) == ("officer", at.post, under, date(2026, 11, 17))
    assert [each.number for each in row.resolutions.order_by("place")] == ["1", "2"]
    assert "Head of Libraries" in at.desk.main
    assert "Under to furnish libraries" in at.desk.main
    assert row not in seen(m.Decision)
    at.desk.press("Publish it with its notice")
    row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get()
    assert row in seen(m.Decision)
    path = paths([row], on=TODAY.date())[row.pk]
    assert [each.name for each in path.steps] == ["decided", "effective", "notice-published"]
    assert path.breaches == ()
    use = m.DelegationUse.objects.get()
    assert (use.decision, use.delegation, use.person, use.post) == (row, under, at.officer, at.post)
    assert (use.title, use.what_changed) == ("New shelves", "Buy them.\nPay in May.")
    assert (use.within_scope_because, use.judged_by) == ("Shelves are furniture", at.officer)
    assert "to furnish libraries" in at.desk.client.get(f"/en/decisions/{row.key}").content.decode()


def test_the_use_of_a_power_is_published_with_the_decision_that_it_was_and_seen_everywhere_at_once(at: Hall) -> None:
    under = power(at, body=at.cabinet)
    holds(at)
    at.desk.open(f"{HERE}?matter={at.entry.matter.key}&under={under.reference}")
    at.desk.press("Record the decision", told(**used(at), **{"use-before": "No shelf damson", "use-after": "A shelf"}))
    use = m.DelegationUse.objects.get()
    everywhere = [
        f"/en/delegated-powers/{under.key}", "/open-data/records/delegation-uses.json",
        f"/open-data/records/en/bodies/{at.cabinet.key}.atom",
    ]  # fmt: skip
    assert [text for text in map(read, everywhere) if "New shelves" in text] == []
    at.desk.press("Publish it with its notice")
    assert [where for where in everywhere if "New shelves" not in read(where)] == []
    assert "damson" in read(everywhere[0])
    assert [each.version for each in m.Publication.objects.filter(subject=use.reference)] == [1]


def test_a_decision_is_not_published_before_the_power_of_which_it_was_a_use(at: Hall) -> None:
    draft = power(at, published=False)
    holds(at)
    at.desk.open(HERE).press("Record the decision", told(post=at.post.reference))
    row = m.Decision.objects.get()
    uses.use(
        delegation=draft, person=at.officer, post=at.post, used_at=TODAY, title="Shelves", what_changed="Bought",
        judged=uses.Judged("They are furniture", at.officer), decision=row, actor=CLERK, at=TODAY,
    )  # fmt: skip
    at.desk.open(f"/desk/record/decisions/{row.key}").press("Publish it with its notice")
    assert "is not published yet. Publish it first" in at.desk.page.get_element_by_id("notice-error").text_content()
    assert not seen(m.Decision).exists()
    publish(reference=draft.reference, actor=CLERK, at=TODAY)
    at.desk.press("Publish it with its notice")
    assert seen(m.DelegationUse).exists()


def test_none_is_said_and_never_left_blank_and_nothing_is_lost(at: Hall) -> None:
    at.desk.open(HERE).press("Record the decision")
    assert wrong(at) == {
        f"{each}-error"
        for each in ("title", "post", "taken_on", "is_key", "paragraphs", "reasons", "options_rejected", "conflicts")
    }
    at.desk.press("Record the decision", told(post=at.post.reference, conflicts=" ", title="<i>Shelves\x00</i>"))
    assert wrong(at) == {"conflicts-error"}
    assert at.desk.value("paragraphs").strip().startswith("Buy them.")
    assert not m.Decision.objects.exists()


def test_a_members_decision_is_open_to_call_in_and_nobody_decides_who_is_not_of_the_executive(at: Hall) -> None:
    member = make_post(label="Member for Culture", held_by="member", actor=CLERK, at=TODAY)
    at.desk.open(HERE).press("Record the decision", told(post=member.reference))
    assert wrong(at) == {"person-error"}
    at.desk.press("Record the decision", {"person": at.officer.reference})
    assert "nobody of this name in the executive" in at.desk.page.get_element_by_id("person-error").text_content()
    at.desk.press("Record the decision", {"person": at.ben.reference})
    row = m.Decision.objects.get()
    assert (row.path, row.person, row.post, row.is_subject_to_call_in) == ("individual", at.ben, member, True)
    at.desk.press("Publish it with its notice")
    row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get()
    path = paths([row], on=TODAY.date())[row.pk]
    assert path.status is not None
    assert path.status.name == "call-in-open"


def test_a_power_that_is_anothers_a_draft_or_not_live_is_refused_and_nothing_is_recorded(at: Hall) -> None:
    under, other = power(at), make_post(label="Head of Roads", held_by="officer", actor=CLERK, at=TODAY)
    holds(at)
    at.desk.open(HERE).press("Record the decision", told(post=other.reference, under=under.reference))
    assert wrong(at) == {f"{each}-error" for each in ("post", "person", "use-because", "use-judged_by")} - {
        "post-error"
    }
    at.desk.press("Record the decision", used(at, post=other.reference))
    assert wrong(at) == {"post-error"}
    assert "held by Head of Libraries" in at.desk.page.get_element_by_id("post-error").text_content()
    at.desk.press("Record the decision", {"post": at.post.reference, "taken_on": "31 12 2025"})
    assert wrong(at) == {"under-error", "person-error"}
    draft = power(at, published=False)
    page = at.desk.open(HERE).source
    assert draft.reference not in page
    assert not m.Decision.objects.exists()


def test_under_a_power_whoever_held_the_post_is_named_and_each_of_its_terms_is_met_or_nothing_is_recorded(
    at: Hall,
) -> None:
    under = power(at, grounds=["wear"], conditions=["within budget"], consultees=[("the Leader", None)])
    at.desk.open(f"{HERE}?under={under.reference}").press("Record the decision", told(**used(at)))
    assert wrong(at) == {f"{each}-error" for each in ("person", "ground-1", "condition-1", "consultee-1")}
    holds(at)
    met = {"ground-1": "They fell", "condition-1": "It is", "consultee-1": "Agreed", "consultee-1-on": "18 11 2026"}
    at.desk.press("Record the decision", met)
    assert wrong(at) == {"consultee-1-on-error"}
    assert (m.Decision.objects.count(), m.DelegationUse.objects.count()) == (0, 0)
    at.desk.press("Record the decision", {"consultee-1-on": "16 11 2026", "use-before": "Old", "use-after": "New"})
    use = m.DelegationUse.objects.get()
    assert use.decision == m.Decision.objects.get()
    assert {(each.term.kind, each.how, each.on) for each in use.met.all()} == {
        ("ground", "They fell", None), ("condition", "It is", None), ("consultee", "Agreed", date(2026, 11, 16)),
    }  # fmt: skip
    assert (use.before and use.before.content, use.after and use.after.content) == ("Old", "New")


def test_two_terms_that_say_the_same_are_met_each_by_itself(at: Hall) -> None:
    under = power(at, conditions=["the Leader agrees", "the Leader agrees"], consultees=[("the Leader agrees", None)])
    holds(at)
    at.desk.open(f"{HERE}?under={under.reference}")
    at.desk.press("Record the decision", told(**used(at), **{"condition-2": "On Monday"}))
    assert wrong(at) == {"condition-1-error", "consultee-1-error"}
    assert "the Leader agrees" in at.desk.page.get_element_by_id("condition-1-error").text_content()
    met = {"condition-1": "On Sunday", "consultee-1": "Yes", "consultee-1-on": "16 11 2026"}
    at.desk.press("Record the decision", met)
    assert m.DelegationUse.objects.get().met.count() == 3


def test_a_key_decision_that_was_planned_for_the_post_has_the_plan_as_its_notice(at: Hall) -> None:
    entry = plan_decision(
        matter=at.entry.matter, post=at.post, due_from=date(2026, 11, 1), due_until=date(2026, 11, 30), is_key=True,
        actor=CLERK, at=TODAY,
    )  # fmt: skip
    publish(reference=entry.reference, actor=CLERK, at=TODAY - 40 * A_DAY)
    at.desk.open(f"/desk/record/matters/{at.entry.matter.key}").follow("Record one outside a meeting")
    at.desk.press("Record the decision", told(post=at.post.reference, is_key="yes"))
    at.desk.press("Publish it with its notice")
    row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get()
    assert (row.plan_entry, row.matter, row.is_subject_to_call_in) == (entry, at.entry.matter, True)
    path = paths([row], on=TODAY.date())[row.pk]
    assert path.breaches == ()
    assert "key-notice-published" in {each.why for each in path.steps}


def test_a_day_to_come_is_refused_and_a_form_sent_twice_is_one_decision(at: Hall) -> None:
    at.desk.open(HERE).press("Record the decision", told(post=at.post.reference, taken_on="19 11 2026"))
    assert wrong(at) == {"taken_on-error"}
    at.desk.open(HERE)
    form = at.desk.page.xpath("//main//form[.//*[@name='title']]")[0]
    sent = dict(form.form_values()) | told(post=at.post.reference)
    for _ in range(2):
        at.desk.client.post(HERE, sent)
    assert m.Decision.objects.count() == 1
    assert at.desk.open(f"{HERE}?matter=none").status == 404
