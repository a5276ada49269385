"""You are helped and reached in the way you choose, and safely"""

from datetime import UTC, date, datetime, time, timedelta

from tests.spec.services.shipped import COMPILED, SHIPPED

from guildhall.kernel.clocks import LONDON, Calendar, Closure, Pause, Term, closed_on, reckon
from guildhall.kernel.clocks.saying import explained_in_words
from guildhall.kernel.kinds.choice import Choice
from guildhall.kernel.notices import Point, Quiet, Way, choose, quiet_until
from guildhall.people.bases import BASES, TERMS
from guildhall.serve.telling.reaching import letters_to

MOBILE, EMAIL = Point("phone", "07700 900123"), Point("email", "grace@example.org")
AT_HOME = Point("post", "9 Weir Terrace\nElverdon\nZZ2 3JK")


def test_a_way_that_is_not_safe_is_never_used() -> None:
    """If a way to reach you is not safe, we do not use it, however the number was written and whoever asks us to."""
    unsafe = Point("phone", "+44 7700 900123", safe=False)
    for asked in ([], [Way("sms", "07700 900123")]):
        told = choose(points=[MOBILE, unsafe, EMAIL], asked=asked)
        assert [each.kind for each in told.ways] == ["email"]
        assert {each.reason for each in told.stopped} == {"not-safe"}


def test_whoever_cannot_hear_is_not_rung() -> None:
    """If you cannot use the telephone by voice, nobody rings you. We write instead, and our promise has the same date."""
    for need in ("no-voice", "bsl"):
        told = choose(points=[MOBILE, EMAIL], needs=[need])
        assert told.ways
        assert "call" not in {each.kind for each in told.ways}


def test_whoever_would_rather_be_rung_is_rung() -> None:
    """Wherever a form asks how we shall tell you, you may choose to be rung. A person rings you and reads out what we would write."""
    asked = [each for service in SHIPPED.values() for each in service.steps if each.id == "contact-by"]
    codes = [{option.code for option in each.options} for each in asked if isinstance(each, Choice)]
    assert [each for each in codes if "call" in each] == [each for each in codes if "sms" in each] != []
    told = choose(points=[MOBILE, EMAIL], asked=[Way("call", MOBILE.value)], ring=True)
    assert told.ways[0] == Way("call", MOBILE.value)


def test_large_print_is_a_letter_in_large_print() -> None:
    """If you need large print, Braille or audio, that is how we tell you, or somebody reads it to you."""
    for shape in ("large-print", "braille", "audio"):
        first = choose(points=[EMAIL, MOBILE, AT_HOME], needs=[shape]).ways[0]
        assert (first.kind, first.format) == ("letter", shape)


def test_when_one_way_fails_there_is_another() -> None:
    """If a message does not arrive, we try the next way you gave us that is safe."""
    told = choose(points=[EMAIL, MOBILE, AT_HOME])
    assert [each.kind for each in told.ways] == ["email", "sms", "letter", "call"]


def test_letters_follow_whoever_moves() -> None:
    """When you tell us that you move, our letters go to your new home from that day, or where you say that letters go."""
    old, new, friend = ({"line1": line} for line in ("4 Mill Lane", "2 Lock Cottages", "12 Harbour Road"))
    told = {"old-address": old, "new-address": new, "letters": "new-address", "moved-on": "2026-11-21"}

    def where(on: date, **said: object) -> object:
        answers = told | {key.replace("_", "-"): value for key, value in said.items()}
        found = letters_to(COMPILED["house-move"], answers, on)
        return answers[found.id] if found else None

    day = date(2026, 11, 21)
    assert (where(day - timedelta(days=1)), where(day)) == (old, new)
    assert where(day, letters="elsewhere", letters_to=friend) == friend
    assert where(day, letters="library") is None


def test_nobody_is_woken_by_what_can_wait() -> None:
    """A text that can wait is held at night, until the morning."""
    night = datetime(2026, 11, 18, 23, 30, tzinfo=LONDON)
    assert quiet_until(night, Quiet(time(21), time(8))) == datetime(2026, 11, 19, 8, tzinfo=LONDON)


def test_a_helper_never_decides_for_you_because_you_said_they_may_help() -> None:
    """Somebody whom you let help you may hear and speak for you. They may not sign or agree for you: only the law gives that."""
    assert "decide" not in TERMS["consent"].powers
    assert TERMS["consent"].wording
    for basis in BASES:
        assert TERMS[basis].rule
        if "decide" in TERMS[basis].powers and basis != "parent":
            assert TERMS[basis].evidence


def test_your_councillor_needs_no_form_from_you_and_you_are_told() -> None:
    """When you ask your councillor for help, you fill in no form. We tell you that they asked, and about what."""
    terms = TERMS["elected-member"]
    assert not terms.wording
    assert not terms.evidence
    assert terms.told
    assert terms.about


def test_a_date_says_why_it_is_that_date() -> None:
    """Every date that we promise can be explained to you day by day: weekends, bank holidays, days when we were closed."""
    storm = Closure(date(2026, 4, 8), {"en": "Storm", "cy": "Storm"})
    calendar = Calendar((*closed_on([date(2026, 4, 3), date(2026, 4, 6)]), storm))
    found = reckon(Term(3, "working-days"), datetime(2026, 4, 2, 10, tzinfo=UTC), calendar)
    told = " ".join(explained_in_words(found.explained, "en"))
    assert found.due is not None
    assert found.due.day == date(2026, 4, 10)
    assert "weekend" in told
    assert "Storm" in told


def test_while_we_wait_for_you_the_days_are_not_counted_against_anybody() -> None:
    """When we must ask you something, our clock waits for your reply, and goes on where it stopped."""
    received = datetime(2026, 11, 2, 10, tzinfo=UTC)
    asked = Pause(
        received + timedelta(days=1), received + timedelta(days=3), "asked", {"en": "We asked you", "cy": "Gofynnwyd"}
    )
    plain = reckon(Term(5, "working-days"), received, Calendar())
    waited = reckon(Term(5, "working-days"), received, Calendar(), pauses=[asked])
    assert plain.due is not None
    assert waited.due is not None
    assert waited.due.day > plain.due.day
