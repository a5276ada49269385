"""A decision is called in by enough members, between being made and having effect, where it is of a sort that can be."""

from datetime import date

from guildhall.kernel.authority.calling_in import refusals
from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.path import path
from guildhall.kernel.authority.values import Terms
from guildhall.kernel.clocks import Calendar

THREE = ("person/1", "person/2", "person/3")
DECIDED, PUBLISHED = date(2026, 3, 12), date(2026, 3, 13)  # a Thursday and a Friday
LAST, EFFECT = date(2026, 3, 20), date(2026, 3, 21)


def codes(
    *facts: tuple[date, FactKind],
    on: date = LAST,
    terms: Terms | None = None,
    members: tuple[str, ...] = THREE,
    others: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    terms = terms or Terms()
    told = [Fact(kind, day, "decision/1") for day, kind in (facts or MADE)]
    found = refusals(path(told, on, terms, Calendar()), terms, members, 3, others)
    return [(each.code, each.about) for each in found]


MADE: tuple[tuple[date, FactKind], ...] = ((DECIDED, "decided"), (PUBLISHED, "notice-published"))


def test_it_may_be_called_in_from_when_it_is_made_until_the_last_clear_day() -> None:
    for day in (DECIDED, PUBLISHED, LAST):
        assert codes(on=day) == []
    assert codes(on=EFFECT) == [("call-in-too-late", LAST.isoformat())]


def test_too_few_is_said_with_the_number_and_nobody_counts_twice() -> None:
    assert codes(members=("person/1", "person/2", "person/2")) == [("call-in-too-few", "2 of 3")]
    assert codes(others=("person/9",)) == [("call-in-not-a-member", "person/9")]


def test_what_cannot_be_called_in_says_why() -> None:
    assert codes((DECIDED, "recommended")) == [("call-in-not-for-this", "")]
    assert codes(terms=Terms(call_in=False)) == [("call-in-not-for-this", "")]
    assert codes((DECIDED, "considered")) == [("call-in-not-decided", "")]
    assert codes(*MADE, (DECIDED, "call-in-exempted")) == [("call-in-exempt", "decision/1")]
    assert codes(*MADE, (PUBLISHED, "revoked")) == [("call-in-not-decided", "")]


def test_one_call_in_is_enough_until_it_is_over() -> None:
    once = (*MADE, (date(2026, 3, 16), "called-in"))
    assert codes(*once) == [("call-in-already", "decision/1")]
    assert codes(*once, (date(2026, 3, 17), "referred-back")) == [("call-in-already", "decision/1")]
    assert codes(*once, (date(2026, 3, 17), "call-in-rejected")) == []
    assert codes(*once, (date(2026, 3, 17), "confirmed")) == [("call-in-too-late", "2026-03-16")]


def test_every_reason_is_told_at_once() -> None:
    found = codes(on=EFFECT, members=("person/1",), others=("person/9",))
    assert [code for code, _ in found] == ["call-in-too-late", "call-in-not-a-member", "call-in-too-few"]
