"""From a meeting's day back to every deadline; what a profile may change; what was missed; how late a record was."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, get_args

import pytest

from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.path import path
from guildhall.kernel.authority.publishing import Compliance, Lags, compliance, kept, lags, record_lag
from guildhall.kernel.authority.saying import BREACHES, NAMES, breach_in_words, status_in_words
from guildhall.kernel.authority.values import Breach, BreachCode, Name, Terms
from guildhall.kernel.bank_holidays import in_england
from guildhall.kernel.clocks import Calendar
from guildhall.kernel.clocks.clear_days_said import missed_in_words, plan_in_words
from guildhall.kernel.clocks.duties import ENGLAND, DutiesRefused, duties
from guildhall.kernel.clocks.planning import Business, missed, plan, respond_by

CALENDAR = Calendar(in_england(range(2018, 2028)))
EASTER = date(2019, 4, 23)
CABINET = plan(EASTER, Business("executive", key=True, private=True), duties(), CALENDAR)


def test_a_plan_has_every_deadline_of_its_business_the_earliest_first() -> None:
    assert [(each.duty.id, each.day and each.day.isoformat()) for each in CABINET.deadlines] == [
        ("key-decision-notice", "2019-03-25"),
        ("private-meeting-notice", "2019-03-25"),
        ("general-exception", "2019-04-11"),
        ("private-meeting-further-notice", "2019-04-11"),
        ("executive-meeting-notice", "2019-04-11"),
        ("executive-agenda", "2019-04-11"),
        ("call-in", "2019-05-01"),
        ("special-urgency", None),
        ("private-urgency", None),
        ("decision-record", None),
        ("minutes", None),
    ]


def test_council_is_summoned_and_a_committee_is_not() -> None:
    council = {each.duty.id for each in plan(EASTER, Business("council"), duties(), CALENDAR).deadlines}
    committee = {each.duty.id for each in plan(EASTER, Business("committee"), duties(), CALENDAR).deadlines}
    assert council == {"meeting-notice", "agenda", "summons", "minutes"}
    assert council - committee == {"summons"}


def test_a_plan_is_printed_in_both_languages_with_its_working_and_its_rule() -> None:
    english, welsh = (plan_in_words(CABINET, language) for language in ("en", "cy"))
    agenda = next(row for row in english if row.name == "Agenda and reports")
    assert agenda.by_when == (
        "Agenda and reports: publish by the end of Thursday 11 April 2019, at least 5 clear days before."
    )
    assert agenda.source.endswith("regulations 6(2) and 7")
    assert "Friday 19 April 2019: bank holiday, not counted. Good Friday." in agenda.working
    assert [row.by_when for row in welsh if row.name.startswith("Amser")] == [
        (
            "Amser i alw'r penderfyniad i mewn: os caiff ei gyhoeddi bryd hynny, daw'r penderfyniad i rym ar ddydd Mercher "
            "1 Mai 2019, 5 diwrnod clir ar ôl cyhoeddi."
        )
    ]
    assert len(english) == len(welsh) == len(CABINET.deadlines)


def test_a_call_in_is_planned_from_the_day_on_which_the_decision_is_published() -> None:
    later = plan(EASTER, Business("executive"), duties(), CALENDAR, published=date(2019, 4, 25))
    call_in = later.of("call-in")
    assert call_in is not None
    assert call_in.day == date(2019, 5, 3)


def test_publishing_at_a_moment_tells_which_duty_is_missed_and_what_is_still_open() -> None:
    in_time = datetime(2019, 4, 11, 22, 59, tzinfo=UTC)
    late = datetime(2019, 4, 11, 23, 0, tzinfo=UTC)  # midnight in London, where it is summer
    assert [each.deadline.duty.id for each in missed(CABINET, in_time)] == [
        "key-decision-notice",
        "private-meeting-notice",
    ]
    found = missed(CABINET, late, {"executive-agenda"})
    assert [(each.deadline.duty.id, each.late_by, each.instead) for each in found] == [("executive-agenda", 1, None)]
    key = missed(CABINET, in_time, {"key-decision-notice"})[0]
    assert missed_in_words(key, "en").endswith(
        "What is still open: Notice under the general exception, where 28 days are impracticable (Local Authorities (Executive "
        "Arrangements) (Meetings and Access to Information) (England) Regulations 2012, regulation 10)."
    )
    urgent = missed(CABINET, late, {"key-decision-notice"})[0].instead
    assert urgent is not None
    assert urgent.id == "special-urgency"


def test_a_profile_sets_readings_and_longer_days() -> None:
    ours = duties({"key-decision-notice": {"reading": "working"}, "call-in": {"days": 3}, "agenda": {"days": 7}})
    assert (ours["key-decision-notice"].count, ours["key-decision-notice"].reading) == (28, "working")
    assert (ours["call-in"].count, ours["agenda"].count, ours["summons"].count) == (3, 7, 5)
    assert duties()["call-in"].count == 5


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ({"agenda": {"days": 3}}, "cannot give fewer"),
        ({"agendas": {"days": 5}}, "no such duty"),
        ({"agenda": {"reading": "sundays_in"}}, "no such reading"),
        ({"agenda": {"reading": ["working"]}}, "no such reading"),
        ({"agenda": {"days": "five"}}, "whole number"),
        ({"call-in": {"days": True}}, "whole number"),
        ({"call-in": {"days": -1}}, "whole number"),
        ({"minutes": {"days": 5}}, "not counted in clear days"),
        ({"call-in": {"weeks": 1}}, "say days, reading or both"),
        ({"call-in": 5}, "say days, reading or both"),
    ],
)
def test_a_profile_that_cannot_stand_is_refused_in_words(profile: dict[str, Any], said: str) -> None:
    with pytest.raises(DutiesRefused, match=said):
        duties(profile)


def test_every_fault_of_a_profile_is_told_at_once() -> None:
    with pytest.raises(DutiesRefused) as refused:
        duties({"agenda": {"days": 3}, "nothing": {}})
    assert len(refused.value.faults) == 2


def test_every_duty_names_its_rule_and_is_named_in_both_languages() -> None:
    assert len({duty.id for duty in ENGLAND}) == len(ENGLAND)
    for duty in ENGLAND:
        assert duty.source
        for text in (duty.name, duty.counts_from, duty.by):
            assert text["en"] != text["cy"], duty.id
        assert duty.instead is None or duty.instead in duties(), duty.id


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 3, 5), date(2026, 5, 4)),
        (date(2026, 3, 1), date(2026, 4, 30)),
        (date(2025, 12, 31), date(2026, 2, 28)),
        (date(2026, 6, 30), date(2026, 8, 29)),
    ],
)
def test_the_executive_answers_scrutiny_within_two_months_that_begin_with_the_day_of_receipt(
    received: date, last: date
) -> None:
    assert respond_by(received, duties()["scrutiny-response"]) == last
    with pytest.raises(ValueError, match="months"):
        respond_by(received, duties()["agenda"])


def test_record_lag_and_compliance_are_figures_in_which_nothing_is_guessed() -> None:
    assert record_lag(date(2023, 2, 1), date(2023, 2, 3)) == 2
    day = date(2026, 3, 2)
    found = lags([(day, day), (day, date(2026, 3, 5)), (day, date(2026, 3, 12)), (day, None), (day, date(2026, 3, 1))])
    assert found == Lags(published=4, waiting=1, impossible=1, middle=Fraction(3), longest=10)
    assert lags([(day, day), (day, date(2026, 3, 4))]).middle == 1
    assert lags([]) == Lags(0, 0, 0, None, None)
    agenda = duties()["agenda"]
    told = [kept(agenda, each, EASTER, CALENDAR) for each in (date(2019, 4, 11), date(2019, 4, 12), None, EASTER)]
    assert told == ["kept", "missed", "not-on-record", "missed"]
    assert compliance(told) == Compliance(1, 2, 1)
    with pytest.raises(ValueError, match="clear days"):
        kept(duties()["minutes"], None, EASTER, CALENDAR)


def test_a_status_says_since_when_why_and_until_when_in_both_languages() -> None:
    facts = [Fact("decided", date(2023, 2, 1)), Fact("notice-published", date(2023, 2, 3))]
    waiting = path(facts, date(2023, 2, 6), Terms(), CALENDAR).status
    assert waiting is not None
    assert status_in_words(waiting, "en") == (
        "It has been open to call-in since Friday 3 February 2023.",
        "It has effect from Saturday 11 February 2023.",
        "It can be called in until the end of Friday 10 February 2023.",
    )
    over = path(facts, date(2023, 2, 11), Terms(), CALENDAR).status
    assert over is not None
    assert status_in_words(over, "cy") == (
        "Mae mewn grym ers dydd Sadwrn 11 Chwefror 2023.",
        "Daeth yr amser i’w alw i mewn i ben, heb i neb ei atal.",
    )


def test_every_status_and_every_breach_has_words_in_both_languages() -> None:
    assert set(NAMES) == set(get_args(Name))
    assert set(BREACHES) == set(get_args(BreachCode))
    assert all(text["en"] != text["cy"] for text in (*NAMES.values(), *BREACHES.values()))
    late = Breach("agenda-late", EASTER, "agenda")
    assert breach_in_words(late, duties(), "en") == (
        "The agenda was published too late. (Local Government Act 1972, section 100B(3) and (4))"
    )


def test_each_kind_of_fact_by_itself_says_something_or_is_told_as_a_breach() -> None:
    for kind in get_args(FactKind):
        found = path([Fact(kind, EASTER)], EASTER, Terms(), CALENDAR)
        assert found.steps or found.breaches, kind
