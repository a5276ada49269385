"""Generated offices: hours through the week, night shifts among them, closures, pauses and extensions, near the change of clocks."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from guildhall.kernel.clocks import Calendar, Closure, Extension, Hours, Pause, Shift, Term, Unit, weekly

_FIVE = timedelta(minutes=5)
_CHANGES = (date(2026, 3, 29), date(2026, 10, 25))

days = st.one_of(
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.builds(lambda day, by: day + timedelta(days=by), st.sampled_from(_CHANGES), st.integers(-6, 2)),
)


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """A moment of any day, at a multiple of five minutes."""
    day = draw(days)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + draw(st.integers(0, 287)) * _FIVE


def clock(five_minutes: int) -> time:
    """So many times five minutes after midnight; the day's end is 00:00."""
    return time(five_minutes // 12 % 24, five_minutes % 12 * 5)


@st.composite
def shifts(draw: st.DrawFn) -> list[Shift]:
    edges = sorted(draw(st.lists(st.integers(0, 288), max_size=6, unique=True)))
    return [Shift(clock(opens), clock(closes)) for opens, closes in zip(edges[::2], edges[1::2], strict=False)]


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Hours of a week that is open at some time."""
    usual = st.just([Shift(time(9), time(12, 30)), Shift(time(13, 30), time(17))])
    night = st.just([Shift(time(), time(1, 30)), Shift(time(1, 45), time(2, 15))])
    week = draw(st.dictionaries(st.integers(0, 6), st.one_of(usual, night, shifts()), max_size=7))
    return weekly(week if any(week.values()) else {draw(st.integers(0, 6)): [Shift(time(9), time(17))]})


@st.composite
def closures(draw: st.DrawFn, near: date) -> Closure:
    day = near + timedelta(days=draw(st.integers(-3, 25)))
    since, until = sorted(draw(st.lists(st.integers(0, 288), min_size=2, max_size=2, unique=True)))
    part = draw(st.booleans())
    kind = "closed" if part else draw(st.sampled_from(["closed", "bank-holiday"]))
    return Closure(day, {"en": "Training"}, kind, *((clock(since), clock(until)) if part else ()))  # type: ignore[arg-type]


@st.composite
def calendars(draw: st.DrawFn, near: date) -> Calendar:
    return Calendar(tuple(draw(st.lists(closures(near), max_size=6))), draw(hours()))


@st.composite
def pauses(draw: st.DrawFn, near: datetime, *, ends: bool = False, ground: str | None = None) -> Pause:
    """A pause near a moment; with ``ends``, none that lasts."""
    since = near + draw(st.integers(-3 * 288, 20 * 288)) * _FIVE
    length = draw(st.one_of(st.integers(1, 40), st.integers(1, 8 * 288)))
    lasts = not ends and draw(st.integers(0, 5)) == 0
    about = ground or draw(st.sampled_from(["clarification", "clarification", "identity"]))
    return Pause(since, None if lasts else since + length * _FIVE, about, {"en": f"We asked about {about}"})


terms_in_time = st.one_of(
    st.builds(Term, st.integers(0, 96), st.just("hours")),
    st.builds(lambda five: Term(five * 5, "working-minutes"), st.integers(0, 300)),
)
terms_in_days = st.one_of(
    st.builds(Term, st.integers(0, 12), st.sampled_from(["working-days"])),
    st.builds(
        Term,
        st.integers(0, 30),
        st.just("days"),
        st.sampled_from(["stays", "next-working-day"]),
    ),
    st.builds(
        Term,
        st.integers(0, 3),
        st.just("months"),
        st.sampled_from(["stays", "next-working-day"]),
        st.sampled_from([frozenset(), frozenset({"identity"})]),
        st.booleans(),
    ),
)
terms = st.one_of(terms_in_time, terms_in_days)


@st.composite
def extensions(draw: st.DrawFn, near: datetime) -> Extension:
    told = near + draw(st.integers(0, 30 * 288)) * _FIVE
    unit: Unit = draw(st.sampled_from(["days", "working-days", "months", "hours", "working-minutes"]))
    count = draw(st.integers(1, 3)) * (60 if unit == "working-minutes" else 1)
    return Extension(Term(count, unit), {"en": "It is complex"}, told)
