"""Promises about how somebody is told: what they asked for first, and never by what would put them in danger."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.clocks import LONDON
from guildhall.kernel.notices import (
    Point,
    Quiet,
    Way,
    choose,
    counted,
    quiet_until,
    same_place,
    why_not_rung,
    why_stopped,
)

PLACES = {
    "email": ["vera@example.org", "VERA@example.org ", "dai@example.org"],
    "phone": ["07700 900123", "+44 7700 900 123", "07700900456", "01632 960 001"],
    "post": ["4 Mill Lane\nElverdon\nZZ1 2AB", "4 mill lane, Elverdon, zz12ab", "1 High Street\nZZ1 1AA"],
}
AT = {"email": "email", "sms": "phone", "call": "phone", "letter": "post"}
NEEDS = ["large-print", "braille", "audio", "easy-read", "bsl", "no-voice", "relay", "interpreter"]
maybe = st.sampled_from([None, True, False])


@st.composite
def points(draw: st.DrawFn) -> Point:
    kind = draw(st.sampled_from(list(PLACES)))
    value = draw(st.sampled_from(PLACES[kind]))
    return Point(kind, value, draw(maybe), draw(st.booleans()), draw(st.booleans()), draw(maybe))


@st.composite
def ways(draw: st.DrawFn) -> Way:
    kind = draw(st.sampled_from(["email", "sms", "letter"]))
    return Way(kind, draw(st.sampled_from(PLACES[AT[kind]])))  # type: ignore[arg-type]  # one of the kinds above


known = st.lists(points(), max_size=7)
wished = st.lists(ways(), max_size=3)
needed = st.sets(st.sampled_from(NEEDS))


def at(point: Point, way: Way) -> bool:
    return same_place(AT[way.kind], way.to, point.kind, point.value)


@given(known, wished, needed, st.booleans())
def test_a_place_that_is_marked_unsafe_is_used_by_no_way_however_it_is_written(
    points: list[Point], asked: list[Way], needs: set[str], protected: bool
) -> None:
    choice = choose(points=points, asked=asked, needs=needs, protected=protected)
    unsafe = [each for each in points if each.safe is False]
    assert not [way for way in choice.ways for point in unsafe if at(point, way)]
    assert {"not-safe"} >= {each.reason for each in choice.stopped if any(at(point, each.way) for point in unsafe)}


@given(known, wished, needed, st.booleans())
def test_what_they_asked_for_in_this_matter_comes_first_unless_it_is_stopped(
    points: list[Point], asked: list[Way], needs: set[str], protected: bool
) -> None:
    choice = choose(points=points, asked=asked, needs=needs, protected=protected)
    stopped = [(each.way.kind, each.way.to) for each in choice.stopped]
    if asked and (asked[0].kind, asked[0].to) not in stopped:
        assert (choice.ways[0].kind, choice.ways[0].to) == (asked[0].kind, asked[0].to)


@given(known, wished, needed, st.booleans())
def test_every_way_there_is_is_used_or_stopped_with_a_reason_and_none_stands_twice(
    points: list[Point], asked: list[Way], needs: set[str], protected: bool
) -> None:
    choice = choose(points=points, asked=asked, needs=needs, protected=protected)
    every = [*choice.ways, *(each.way for each in choice.stopped)]
    for point in points:
        assert any(at(point, way) for way in every)
    for one, other in pairwise(every):
        assert one.kind != other.kind or not same_place(AT[one.kind], one.to, AT[other.kind], other.to)


@given(known, wished, needed)
def test_somebody_protected_is_told_only_where_it_is_known_to_be_safe_or_where_they_asked(
    points: list[Point], asked: list[Way], needs: set[str]
) -> None:
    for way in choose(points=points, asked=asked, needs=needs, protected=True).ways:
        known_safe = any(each.safe and at(each, way) for each in points)
        wanted = any(
            each.kind == way.kind and same_place(AT[way.kind], way.to, AT[each.kind], each.to) for each in asked
        )
        assert known_safe or wanted


@given(known, wished, needed)
def test_whoever_is_not_to_be_rung_is_never_rung(points: list[Point], asked: list[Way], needs: set[str]) -> None:
    kinds = {way.kind for way in choose(points=points, asked=asked, needs=needs | {"no-voice"}).ways}
    assert "call" not in kinds


@given(known, wished, needed, st.booleans())
def test_whoever_wishes_to_be_rung_is_rung_first_unless_that_is_stopped(
    points: list[Point], others: list[Way], needs: set[str], protected: bool
) -> None:
    call = Way("call", "07700 900123")
    choice = choose(points=points, asked=[call, *others], needs=needs, protected=protected, ring=True)
    assert choice.ways[:1] == (call,) or call in [each.way for each in choice.stopped]
    assert not choice.ways or choice.ways[0] == call or why_stopped(call, points=points, needs=needs, wished=True)


@given(known, wished, needed, st.sets(st.sampled_from(["email", "sms", "letter", "call"])))
def test_only_what_is_offered_is_used(
    points: list[Point], asked: list[Way], needs: set[str], offered: set[str]
) -> None:
    choice = choose(points=points, asked=asked, needs=needs, allowed=offered)  # type: ignore[arg-type]
    assert {way.kind for way in choice.ways} <= offered


@given(known, needed)
def test_marking_a_place_unsafe_takes_it_away_and_never_brings_another(points: list[Point], needs: set[str]) -> None:
    before = choose(points=points, needs=needs).ways
    for spot in range(len(points)):
        marked = [*points[:spot], replace(points[spot], safe=False), *points[spot + 1 :]]
        left = choose(points=marked, needs=needs).ways
        assert {(way.kind, AT[way.kind]) for way in left} <= {(way.kind, AT[way.kind]) for way in before}
        assert len(left) <= len(before)


HOME = Point("post", "4 Mill Lane\nZZ1 2AB")
MOBILE = Point("phone", "07700 900123")
EMAIL = Point("email", "vera@example.org")


@pytest.mark.parametrize("shape", ["large-print", "braille", "audio", "easy-read"])
def test_whoever_needs_a_format_gets_a_letter_in_it_or_is_rung(shape: str) -> None:
    assert choose(points=[EMAIL, MOBILE, HOME], needs={shape}).ways[0] == Way("letter", HOME.value, shape)  # type: ignore[arg-type]
    assert choose(points=[EMAIL, MOBILE], needs={shape}).ways[0] == Way("call", MOBILE.value)


def test_a_deaf_person_is_texted_and_not_rung() -> None:
    choice = choose(points=[EMAIL, MOBILE], needs={"bsl"})
    assert [way.kind for way in choice.ways] == ["sms", "email"]
    assert [(each.way.kind, each.reason) for each in choice.stopped] == [("call", "bsl")]


@pytest.mark.parametrize(
    ("needs", "voice", "relay"),
    [
        (set(), None, None),
        ({"bsl"}, "bsl", "bsl"),
        ({"relay"}, "relay", None),
        ({"bsl", "relay"}, "relay", None),
        ({"no-voice"}, "no-voice", "no-voice"),
        ({"no-voice", "relay"}, "no-voice", "no-voice"),
    ],
)
def test_whoever_is_rung_by_text_relay_is_rung_by_it_alone(needs: set[str], voice: str, relay: str) -> None:
    call = Way("call", MOBILE.value)
    assert why_stopped(call, points=[MOBILE], needs=needs) == why_not_rung(needs) == voice
    assert why_stopped(call, points=[MOBILE], needs=needs, by_relay=True) == why_not_rung(needs, by_relay=True) == relay


def test_the_preferred_way_comes_before_a_verified_one_and_both_before_the_rest() -> None:
    liked = replace(HOME, preferred=True)
    assert choose(points=[EMAIL, liked]).ways[0].kind == "letter"
    sure = Point("email", "dai@example.org", verified=True)
    assert choose(points=[EMAIL, sure]).ways[0].to == "dai@example.org"


def test_no_text_is_left_where_no_message_may_be_or_sent_to_a_telephone_on_a_wall() -> None:
    reasons = {
        choose(points=[Point("phone", number, may_leave_message=left)]).stopped[0].reason
        for number, left in (("07700 900123", False), ("01632 960 001", None))
    }
    assert reasons == {"no-message", "not-mobile"}


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "messages"),
    [
        ("", "GSM-7", 0, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" + "b" * 153, "GSM-7", 307, 3),
        ("é£à", "GSM-7", 3, 1),
        ("dŵr", "UCS-2", 3, 1),
        ("ŷ" * 70, "UCS-2", 70, 1),
        ("ŵ" * 71, "UCS-2", 71, 2),
        ("â" * 135, "UCS-2", 135, 3),
        ("\N{GRINNING FACE}" * 35, "UCS-2", 70, 1),
    ],
)
def test_a_text_is_counted_as_a_network_counts_it(text: str, alphabet: str, units: int, messages: int) -> None:
    found = counted(text)
    assert (found.alphabet, found.units, found.messages) == (alphabet, units, messages)


NIGHT = Quiet(time(21), time(8), frozenset({6}))


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-18 17:30", None),
        ("2026-11-18 08:00", None),
        ("2026-11-18 20:59", None),
        ("2026-11-18 21:00", "2026-11-19 08:00"),
        ("2026-11-19 07:59", "2026-11-19 08:00"),
        ("2026-11-21 22:00", "2026-11-23 08:00"),
        ("2026-11-22 12:00", "2026-11-23 08:00"),
        ("2026-03-28 23:00", "2026-03-30 08:00"),
    ],
)
def test_what_can_wait_waits_until_the_morning_after_a_sunday_too(at: str, until: str | None) -> None:
    ends = quiet_until(datetime.fromisoformat(at).replace(tzinfo=LONDON), NIGHT)
    assert ends == (datetime.fromisoformat(until).replace(tzinfo=LONDON) if until else None)


@given(st.integers(0, 700 * 24 * 60))
def test_quiet_ends_later_and_then_it_is_not_quiet(minutes: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ends = quiet_until(moment, NIGHT)
    assert ends is None or (moment < ends <= moment + timedelta(days=3) and quiet_until(ends, NIGHT) is None)


def test_quiet_that_would_never_end_is_refused() -> None:
    with pytest.raises(ValueError, match="leave a day"):
        Quiet(time(21), time(8), frozenset(range(7)))
    with pytest.raises(ValueError, match="in the morning"):
        Quiet(time(8), time(21))
