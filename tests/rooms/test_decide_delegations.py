"""A delegated power is used by its holder, in time, on a ground, after what was asked; each use is kept whole, and reported."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, LONDON
from tests.rooms.delegated import ADOPTED, AFTER_IT, AS_RECOMMENDED, BEFORE, LATER, USED_AT, adopt, power

from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.authority.delegations import delegate, revoke
from guildhall.decide.authority.refused import NotAllowed
from guildhall.decide.authority.uses import Judged, Met, report, unreported
from guildhall.decide.keeping import bodies
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import seen
from guildhall.kernel.authority.differing import Piece, difference
from guildhall.ledger.door import history

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def codes(refused: pytest.ExceptionInfo[NotAllowed]) -> list[str]:
    return [each.code for each in refused.value.reasons]


def test_a_use_says_who_on_which_ground_what_was_met_and_what_changed() -> None:
    given = power()
    used = given.used()
    assert (used.person, used.post) == (given.holder, given.council.head)
    assert [(each.term.kind, each.how) for each in used.met.order_by("id")] == [
        (each.term.kind, each.how) for each in given.met
    ]
    assert (used.within_scope_because, used.judged_by) == ("It changes only what the Act asks for", given.officer)
    assert used.before
    assert used.after
    assert difference(used.before.content, used.after.content) == (
        Piece("kept", "We answer within"), Piece("removed", " three"), Piece("added", " two"),
        Piece("kept", " working days."),
    )  # fmt: skip


def test_both_texts_stay_as_they_were_whatever_becomes_of_the_live_one() -> None:
    used = power().used()
    for exhibit, text in ((used.before, BEFORE), (used.after, AFTER_IT)):
        assert exhibit is not None
        assert (exhibit.content, exhibit.source) == (text, "/services/missed-bin")
        with pytest.raises(m.Unchangeable):
            m.Exhibit.objects.filter(pk=exhibit.pk).update(content="other")


def test_a_power_in_a_recommendation_is_inert_until_council_resolves_it() -> None:
    given = power(adopted=False, starts_on=None)
    with pytest.raises(NotAllowed, match="once Full Council has resolved it") as refused:
        given.used()
    assert codes(refused) == ["delegation-awaits-council"]
    adopt(given.council, date(2026, 5, 2))
    with pytest.raises(NotAllowed) as refused:
        given.used()
    assert codes(refused) == ["delegation-awaits-council"]
    assert given.used(used_at=datetime(2026, 5, 2, 23, 0, tzinfo=LONDON)).pk


@pytest.mark.parametrize("outcome", ["deferred", "noted", "referred", "refused"])
def test_a_power_stays_inert_where_council_does_not_resolve_it(outcome: str) -> None:
    given = power(adopted=False, starts_on=None)
    adopt(given.council, outcome=outcome)
    with pytest.raises(NotAllowed):
        given.used()


@pytest.mark.parametrize(
    "second", [None, "The Group Head and the Leader be given delegated authority", "Nobody be given it"]
)
def test_a_power_in_a_paragraph_that_council_struck_out_or_changed_is_never_given(second: str | None) -> None:
    given = power(adopted=False, starts_on=None)
    first = ("1", "The Digital Strategy be adopted")
    adopt(given.council, paragraphs=[first, ("2", second)] if second else [first])
    with pytest.raises(NotAllowed, match="was not resolved, or not its paragraph") as refused:
        given.used()
    assert codes(refused) == ["delegation-never-adopted"]
    own = m.Decision.objects.get(resolves=given.council.decision)
    theirs = delegate(
        holder=given.council.head, scope="as Council has it", decision=own, paragraph="1", actor=CLERK, at=LATER
    )
    assert given.used(delegation=theirs, met=[]).delegation == theirs


def test_a_power_in_a_paragraph_with_parts_is_given_with_all_of_them_and_one_in_a_part_with_that() -> None:
    given = power(adopted=False, starts_on=None)
    council = given.council
    for place, (number, text) in enumerate([("3", "The Chief Executive may"), ("3.1", "let stalls"), ("3.2", "sell")]):
        m.Resolution.objects.create(decision=council.decision, place=place + 3, number=number, text=text)
    whole, part, anywhere = (
        delegate(
            holder=council.head, scope="markets", decision=council.decision, paragraph=number, actor=CLERK, at=AFTER
        )
        for number in ("3", "3.1", "")
    )
    adopt(council, paragraphs=[*AS_RECOMMENDED, ("3", "The Chief Executive may"), ("3.1", "let stalls")])
    assert given.used(delegation=part, met=[]).delegation == part
    for each in (whole, anywhere):
        with pytest.raises(NotAllowed) as refused:
            given.used(delegation=each, met=[])
        assert codes(refused) == ["delegation-never-adopted"]


@pytest.mark.parametrize("published", [False, True])
def test_everybody_reads_of_a_struck_power_that_it_is_not_given_once_what_struck_it_is_published(
    published: bool,
) -> None:
    given = power(adopted=False, starts_on=None)
    publish(reference=given.delegation.reference, actor=CLERK, at=LATER)
    row = adopt(given.council, paragraphs=AS_RECOMMENDED[:1])
    if published and row.item:
        publish_agenda(meeting=row.item.meeting.reference, actor=CLERK, at=LATER)
        publish(reference=row.reference, actor=CLERK, at=LATER)
    for lang, said in (("en", ("No effect yet", "Not given")), ("cy", ("Dim effaith eto", "Heb ei roi"))):
        listed_on = (given.delegation, given.council.decision, given.council.head)
        for page in (address(lang, "delegations"), *(address_of(lang, each.reference) for each in listed_on)):
            told = Client().get(page).content.decode()
            assert said[published] in told, page
            assert said[1] not in told or published, page


def test_no_use_is_published_before_the_decision_by_which_its_power_has_effect() -> None:
    given = power(adopted=False, starts_on=None)
    publish(reference=given.delegation.reference, actor=CLERK, at=LATER)
    row = adopt(given.council)
    used = given.used()
    with pytest.raises(NotRecorded, match="stands-on-a-draft: resolved_by"):
        publish(reference=used.reference, actor=CLERK, at=LATER)
    assert not seen(m.DelegationUse).exists()
    assert row.item is not None
    publish_agenda(meeting=row.item.meeting.reference, actor=CLERK, at=LATER)
    publish(reference=row.reference, actor=CLERK, at=LATER)
    publish(reference=used.reference, actor=CLERK, at=LATER)
    assert seen(m.DelegationUse).get() == used


def test_every_reason_is_told_at_once_and_nothing_is_recorded() -> None:
    given = power(adopted=False, ends_on=date(2026, 4, 30))
    other = bodies.make_post(label="Chief Executive", held_by="officer", actor=CLERK, at=AFTER)
    with pytest.raises(NotAllowed) as refused:
        given.used(post=other, met=[], judged=Judged(" "))
    assert codes(refused) == [
        "delegation-awaits-council", "after-its-term", "wrong-post", "ground-missing", "condition-not-met", "not-consulted",
        "scope-reason-missing", "scope-officer-missing",
    ]  # fmt: skip
    assert "held by Group Head of Corporate Support" in str(refused.value)
    assert not m.DelegationUse.objects.exists()
    assert not m.Exhibit.objects.exists()


def test_only_whoever_held_the_post_at_that_time_may_use_it() -> None:
    given = power()
    held = m.Membership.objects.get(person=given.holder)
    bodies.leave_office(membership=held, until=date(2026, 4, 30), actor=CLERK, at=LATER)
    bodies.take_office(person=given.officer, post=given.council.head, since=date(2026, 5, 1), actor=CLERK, at=LATER)
    with pytest.raises(NotAllowed, match="Group Head of Corporate Support on that day") as refused:
        given.used()
    assert codes(refused) == ["not-in-post"]
    assert given.used(person=given.officer).person == given.officer
    assert given.used(used_at=datetime(2026, 4, 30, 23, 30, tzinfo=LONDON)).person == given.holder


def test_that_somebody_holds_a_post_since_nobody_knows_when_proves_nothing() -> None:
    given = power()
    bodies.take_office(person=given.officer, post=given.council.head, actor=CLERK, at=LATER)
    with pytest.raises(NotAllowed) as refused:
        given.used(person=given.officer)
    assert codes(refused) == ["not-in-post"]


@pytest.mark.parametrize(("missing", "code"), [(0, "ground-missing"), (1, "condition-not-met"), (2, "not-consulted")])
def test_no_term_is_met_by_leaving_it_out_or_blank(missing: int, code: str) -> None:
    given = power()
    for met in (
        [each for place, each in enumerate(given.met) if place != missing],
        [replace(each, how=" ") if place == missing else each for place, each in enumerate(given.met)],
    ):
        with pytest.raises(NotAllowed) as refused:
            given.used(met=met)
        assert codes(refused) == [code]


def test_who_had_to_be_consulted_was_consulted_before() -> None:
    given = power()
    for day, code in ((date(2026, 5, 2), "consulted-too-late"), (None, "not-consulted")):
        with pytest.raises(NotAllowed) as refused:
            given.used(met=[*given.met[:2], replace(given.met[2], on=day)])
        assert codes(refused) == [code]


def test_a_power_of_the_standing_scheme_needs_no_decision_and_ends_when_it_is_revoked() -> None:
    given = power()
    scheme = delegate(holder=given.council.head, scope="letting of stalls", scheme="Part 3, C.4", actor=CLERK, at=AFTER)
    assert given.used(delegation=scheme, met=[]).delegation == scheme
    revoke(delegation=scheme, on=USED_AT.date(), actor=CLERK, at=LATER)
    with pytest.raises(NotAllowed) as refused:
        given.used(delegation=scheme, met=[])
    assert codes(refused) == ["delegation-ended"]


def test_an_officer_says_by_name_that_it_lies_within_the_scope_and_no_post_or_member_does() -> None:
    given = power()
    post, member = given.council.head, given.council.leader
    for judged in (Judged("It does", by_post=post), Judged("It does", member), Judged("It does", member, post)):
        with pytest.raises(NotAllowed, match="Name the officer") as refused:
            given.used(judged=judged)
        assert codes(refused) == ["scope-officer-missing"]
    used = given.used(judged=Judged("It does", given.officer, post))
    assert (used.judged_by, used.judged_by_post) == (given.officer, post)


def test_a_power_until_an_event_is_used_once_somebody_says_how_that_had_not_come() -> None:
    given = power(starts_when="approval of the order by Parliament", ends_when="the annual meeting of May 2025")
    with pytest.raises(NotAllowed, match="The power ends with it: the annual meeting of May 2025") as refused:
        given.used(begun=" ")
    assert codes(refused) == ["beginning-not-said", "end-not-said"]
    assert not m.DelegationUse.objects.exists()
    used = given.used(begun="Approved on 20 April 2026", unended="That meeting was put off")
    publish(reference=given.delegation.reference, actor=CLERK, at=LATER)
    version = publish(reference=used.reference, actor=CLERK, at=LATER)
    assert isinstance(version.document, dict)
    told = (version.document["begun_because"], version.document["unended_because"])
    assert told == ("Approved on 20 April 2026", "That meeting was put off")


def test_a_recommendation_takes_no_power_back_until_council_resolves_it() -> None:
    given = power(adopted=False)
    scheme = delegate(holder=given.council.head, scope="letting of stalls", scheme="Part 3, C.4", actor=CLERK, at=AFTER)
    for day in (date(2026, 3, 1), USED_AT.date()):
        with pytest.raises(NotRecorded, match="without-effect: by"):
            revoke(delegation=scheme, on=day, by=given.council.decision, actor=CLERK, at=LATER)
    assert given.used(delegation=scheme, met=[]).delegation == scheme
    adopt(given.council)
    with pytest.raises(
        NotRecorded, match="without-effect: by"
    ):  # from a day to come: what has no effect yet may never have
        revoke(delegation=scheme, on=ADOPTED, by=given.council.decision, actor=CLERK, at=AFTER)
    with pytest.raises(NotRecorded, match="without-effect: by"):
        revoke(delegation=scheme, on=ADOPTED - timedelta(days=1), by=given.council.decision, actor=CLERK, at=LATER)
    revoke(delegation=scheme, on=ADOPTED, by=given.council.decision, actor=CLERK, at=LATER)
    assert scheme.revoked_by == given.council.decision


def test_what_cannot_be_recorded_is_not() -> None:
    given = power()
    other = m.DelegationTerm.objects.filter(delegation=given.council.delegation).first()
    assert other is not None
    amiss: dict[str, dict[str, Any]] = {
        "met": {"met": [*given.met, Met(other, "It does")]},
        "used_at": {"used_at": datetime(2026, 5, 4, 9, 1, tzinfo=LONDON)},
        "before": {"before": ""},
        "after": {"after": ""},
        "title": {"title": " "},
        "what_changed": {"what_changed": ""},
    }
    for box, wrong in amiss.items():
        with pytest.raises(NotRecorded) as refused:
            given.used(**wrong)
        assert refused.value.box == box
    assert not m.DelegationUse.objects.exists()


def test_uses_that_nobody_was_told_of_are_listed_until_they_are_reported() -> None:
    given = power()
    first, second, third = (given.used() for _ in range(3))
    assert list(unreported()) == [first, second, third]
    report(use=first, to=given.council.cabinet, on=LATER.date(), item=given.council.item, actor=CLERK, at=LATER)
    assert list(unreported()) == [second, third]
    with pytest.raises(NotRecorded, match="reported"):
        report(use=first, to=given.council.cabinet, on=LATER.date(), actor=CLERK, at=LATER)
    with pytest.raises(NotRecorded, match="before-it-began"):
        report(use=second, to=given.council.cabinet, on=ADOPTED, actor=CLERK, at=LATER)
    with pytest.raises(NotRecorded, match="another-body"):
        report(
            use=second, to=given.council.full_council, on=LATER.date(), item=given.council.item, actor=CLERK, at=LATER
        )


def test_the_public_sees_a_use_and_both_its_texts_once_it_is_published() -> None:
    given = power()
    used = given.used()
    assert not seen(m.DelegationUse).exists()
    assert not seen(m.Exhibit).exists()
    with pytest.raises(NotRecorded, match="stands-on-a-draft"):
        publish(reference=used.reference, actor=CLERK, at=LATER)
    publish(reference=given.delegation.reference, actor=CLERK, at=LATER)
    version = publish(reference=used.reference, actor=CLERK, at=LATER)
    assert isinstance(version.document, dict)
    assert version.document["what_changed"] == "Three working days became two"
    assert {each.content for each in seen(m.Exhibit)} == {BEFORE, AFTER_IT}


def test_the_ledger_tells_of_a_use_and_of_its_report_without_a_name() -> None:
    given = power()
    used = given.used()
    report(use=used, to=given.council.cabinet, on=USED_AT.date(), actor=CLERK, at=LATER)
    told = [(each.type, each.data) for each in history(subject=used.reference, audience="staff")]
    assert told == [
        ("delegation.used", {"delegation": given.delegation.reference, "post": given.council.head.reference}),
        ("delegation.use-reported", {"to": "body/CAB", "on": "2026-05-01"}),
    ]
