"""Promises about appointments: offered while a place is open, never given twice, interpreters sought with them, people told."""

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.council import WEDNESDAY

from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor, history, verify
from guildhall.people.door import needs, register
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, Interaction, InterpreterBooking, Message
from guildhall.serve.places.appointments import NoLongerStands, NotBooked, book, cancel, seen, times
from guildhall.serve.places.expected import AppointmentValue, NoSuchAppointment, Purpose, Whom, find, of_day
from guildhall.serve.places.interpreters import confirm, not_found, sought
from guildhall.serve.places.known import PlaceValue, place
from guildhall.serve.places.reminding import remind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

ASHA = Actor("staff", "account/asha")
TEN = datetime(2026, 11, 19, 10, tzinfo=UTC)
VERA = Whom(called="Vera Lind", way="sms", reach="07700 900101")
NOTHING = Purpose()


@dataclass
class Town:
    """The demo council's places, and somebody who books there."""

    def place(self, slug: str = "the-guildhall") -> PlaceValue:
        return place(slug=slug, at=WEDNESDAY)

    def book(
        self,
        starts: datetime = TEN,
        whom: Whom = VERA,
        purpose: Purpose = NOTHING,
        slug: str = "the-guildhall",
        instead_of: str = "",
    ) -> AppointmentValue:
        return book(
            place=self.place(slug),
            starts_at=starts,
            whom=whom,
            purpose=purpose,
            channel="phone",
            actor=ASHA,
            at=WEDNESDAY,
            instead_of=instead_of,
        )


@pytest.fixture
def town() -> Town:
    open_places(at=WEDNESDAY)
    return Town()


def somebody(number: int) -> Whom:
    return Whom(called=f"Caller {number}")


def refused(town: Town, **asked: object) -> tuple[str, str]:
    with pytest.raises(NotBooked) as caught:
        town.book(**asked)  # type: ignore[arg-type]
    return caught.value.code, caught.value.box


def test_times_lie_in_the_openings_and_a_full_time_is_offered_no_more(town: Town) -> None:
    days = times(place=town.place(), purpose=Purpose(), at=WEDNESDAY, days=2)
    assert [day.isoformat() for day, _ in days] == ["2026-11-19", "2026-11-20"]
    assert [f"{local(opens):%H:%M}" for opens, _ in days[0][1]][:3] == ["09:00", "09:30", "10:00"]
    assert f"{local(days[0][1][-1][1]):%H:%M}" == "16:30"
    for number in range(2):
        town.book(whom=somebody(number))
    again = times(place=town.place(), purpose=Purpose(), at=WEDNESDAY, days=1)
    assert TEN not in [opens for opens, _ in again[0][1]]
    assert refused(town, whom=somebody(3)) == ("taken", "time")


def test_no_time_is_given_outside_what_is_offered(town: Town) -> None:
    night, sunday = TEN.replace(hour=20), TEN + timedelta(days=3)
    for amiss in (night, sunday, TEN + timedelta(minutes=10), TEN + timedelta(days=90), TEN - timedelta(days=7)):
        assert refused(town, starts=amiss)[0] in {"not-offered", "too-soon"}
    assert refused(town, slug="upper-garth-village-hall", starts=TEN)[0] == "not-offered"
    for far in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        assert refused(town, starts=datetime.fromisoformat(far))[0] == "not-offered"
    assert refused(town, purpose=Purpose(need="dance"))[0] == "no-need"  # type: ignore[arg-type]
    assert refused(town, purpose=Purpose(need="interpreter"))[0] == "no-language"
    assert not Appointment.objects.exists()


def test_a_button_pressed_twice_books_once(town: Town) -> None:
    assert town.book().reference == town.book().reference
    assert Appointment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_for_two_counters_are_two(town: Town) -> None:
    booked, turned_away = [], []

    def ask(number: int) -> None:
        try:
            booked.append(town.book(whom=somebody(number)).counter)
        except NotBooked as refusal:
            turned_away.append(refusal.code)
        finally:
            connection.close()

    callers = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert sorted(booked) == [1, 2]
    assert turned_away == ["taken"] * 14


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(["book", "move", "cancel"]), st.integers(0, 5), st.integers(0, 3))))
def test_whatever_is_booked_moved_and_cancelled_no_counter_serves_two(
    town: Town, acts: list[tuple[str, int, int]]
) -> None:
    Appointment.objects.all().delete()
    held: list[str] = []
    for act, who, when in acts:
        starts = TEN + timedelta(minutes=30 * when)
        try:
            if act == "book" or not held:
                held.append(town.book(starts, somebody(who)).reference)
            elif act == "move":
                held.append(town.book(starts, somebody(who + 10), instead_of=held[who % len(held)]).reference)
            else:
                cancel(reference=held[who % len(held)], channel="web", actor=ASHA, at=WEDNESDAY)
        except (NotBooked, NoLongerStands):
            continue
    standing = list(Appointment.objects.filter(cancelled_at=None))
    assert len({(each.starts_at, each.counter) for each in standing}) == len(standing)
    assert all(1 <= each.counter <= 2 for each in standing)


def test_a_signer_is_found_in_time_or_is_there_that_day(town: Town) -> None:
    bsl = Purpose(need="bsl")
    days = [day for day, _ in times(place=town.place(), purpose=bsl, at=WEDNESDAY, days=3)]
    assert days == [date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)]
    there = town.book(datetime(2026, 11, 24, 10, tzinfo=UTC), purpose=bsl)
    assert there.interpreter == "confirmed" or find(reference=there.reference, at=WEDNESDAY).interpreter == "confirmed"
    later = town.book(datetime(2026, 11, 25, 10, tzinfo=UTC), somebody(1), bsl)
    assert find(reference=later.reference, at=WEDNESDAY).interpreter == "asked"
    assert refused(town, starts=datetime(2026, 11, 20, 10, tzinfo=UTC), purpose=bsl) == ("too-soon", "time")
    assert [each.reference for each in sought(at=WEDNESDAY)[0]] == [later.reference]


def test_whoever_needs_an_interpreter_is_told_when_one_is_found_or_is_not(town: Town) -> None:
    starts = datetime(2026, 11, 30, 10, tzinfo=UTC)
    polish = Purpose(need="interpreter", spoken="pl")
    first, second = (
        town.book(starts, VERA, polish),
        town.book(starts, Whom(called="Jan", way="email", reach="j@x.pl"), polish),
    )
    confirm(reference=first.reference, actor=ASHA, at=WEDNESDAY)
    not_found(reference=second.reference, actor=ASHA, at=WEDNESDAY)
    with pytest.raises(NoLongerStands):
        confirm(reference=second.reference, actor=ASHA, at=WEDNESDAY)
    assert sought(at=WEDNESDAY) == ((), "")
    told = [each.body for each in Message.objects.order_by("id")]
    assert "We are looking for an interpreter" in told[0]
    assert "will be at your appointment" in told[2]
    assert "we found nobody to sign or interpret" in told[3]


def test_moving_and_cancelling_stand_the_interpreter_down(town: Town) -> None:
    starts = datetime(2026, 11, 30, 10, tzinfo=UTC)
    old = town.book(starts, purpose=Purpose(need="bsl"))
    new = town.book(starts + timedelta(days=2), purpose=Purpose(need="bsl"), instead_of=old.reference)
    assert find(reference=old.reference, at=WEDNESDAY).interpreter == "stood-down"
    cancel(reference=new.reference, channel="web", actor=Actor("resident"), at=WEDNESDAY)
    assert InterpreterBooking.objects.filter(stood_down_at=None).count() == 0
    with pytest.raises(NoLongerStands):
        cancel(reference=new.reference, channel="web", actor=Actor("resident"), at=WEDNESDAY)


def test_they_are_reminded_on_the_working_day_before_and_only_once(town: Town) -> None:
    monday = town.book(datetime(2026, 11, 23, 10, tzinfo=UTC))
    [waiting] = DBTaskResult.objects.filter(task_path__endswith="send_reminder")
    assert waiting.run_after == datetime(2026, 11, 20, 10, tzinfo=UTC)
    for _ in range(2):
        remind(reference=monday.reference, at=waiting.run_after)
    booked, reminder = Message.objects.order_by("id")
    assert (reminder.kind, reminder.to, reminder.urgent) == ("sms", "07700 900101", False)
    assert reminder.body.startswith("Elverdon Council: A reminder of your appointment at The Guildhall, 1 Market Place")
    assert "Monday 23 November 2026 at 10am" in booked.body
    cancelled = town.book(datetime(2026, 11, 23, 11, tzinfo=UTC), somebody(1))
    cancel(reference=cancelled.reference, channel="phone", actor=ASHA, at=WEDNESDAY)
    remind(reference=cancelled.reference, at=waiting.run_after)
    assert not Message.objects.filter(rendered_at=waiting.run_after).exclude(pk=reminder.pk).exists()


def test_somebody_registered_is_told_in_their_own_way_and_language(town: Town) -> None:
    mali = register(name="Mali Griffith", email="mali@x.cymru", phone="07700 900202", language="cy", at=WEDNESDAY)
    needs(reference=mali, code="bsl", actor=ASHA, at=WEDNESDAY)
    town.book(whom=Whom(party=mali))
    told = Message.objects.get()
    assert (told.kind, told.language) == ("sms", "cy")
    assert "Mae gennych apwyntiad yn Neuadd y Dref" in told.body


def test_came_and_did_not_come_are_kept_and_nothing_before_its_day(town: Town) -> None:
    one, other = town.book(), town.book(whom=somebody(1))
    with pytest.raises(NotBooked):
        seen(reference=one.reference, came=True, actor=ASHA, at=WEDNESDAY)
    seen(reference=one.reference, came=True, actor=ASHA, at=TEN)
    seen(reference=other.reference, came=False, actor=ASHA, at=TEN)
    with pytest.raises(NoLongerStands):
        cancel(reference=one.reference, channel="web", actor=ASHA, at=TEN)
    assert [each.kept_at is not None for each in of_day(place=town.place(), day=TEN.date())[0]] == [True, False]


@pytest.mark.parametrize("need", ["bsl", "interpreter"])
def test_whoever_came_and_was_signed_to_or_interpreted_for_is_a_contact_with_that_support(
    town: Town, need: Literal["bsl", "interpreter"]
) -> None:
    later, asked = datetime(2026, 11, 30, 10, tzinfo=UTC), Purpose(need=need, spoken="pl", service="missed-bin")
    one, other = town.book(later, purpose=asked), town.book(later, somebody(1), asked)
    for each in (one, other):
        confirm(reference=each.reference, actor=ASHA, at=WEDNESDAY)
    seen(reference=one.reference, came=True, actor=ASHA, at=later)
    seen(reference=other.reference, came=False, actor=ASHA, at=later)
    made = Interaction.objects.get(reason="came")
    assert (made.channel, made.service, read_json(made.support)) == ("counter", "missed-bin", [need])
    assert (made.party, made.called) == (VERA.party, "" if VERA.party else VERA.called)
    assert made.failure_demand is False
    [event] = history(subject=f"contact/{made.pk}", audience="staff")
    assert event.data["supported"] is True


def test_whoever_came_and_found_nobody_to_interpret_had_no_support(town: Town) -> None:
    later = datetime(2026, 11, 30, 10, tzinfo=UTC)
    one = town.book(later, purpose=Purpose(need="interpreter", spoken="pl"))
    not_found(reference=one.reference, actor=ASHA, at=WEDNESDAY)
    seen(reference=one.reference, came=True, actor=ASHA, at=later)
    assert not Interaction.objects.filter(reason="came").exists()


def test_the_list_of_a_day_comes_in_stretches_in_its_order(town: Town) -> None:
    for number in range(7):
        town.book(TEN + timedelta(minutes=30 * (number // 2)), somebody(number))
    seen_so_far, after = [], ""
    for _ in range(3):
        stretch, after = of_day(place=town.place(), day=TEN.date(), after=after, limit=3)
        seen_so_far += [each.whom.called for each in stretch]
    assert seen_so_far == [f"Caller {number}" for number in range(7)]
    assert after == ""


def test_the_ledger_has_codes_and_no_word_of_who_comes(town: Town) -> None:
    made = town.book(datetime(2026, 11, 30, 10, tzinfo=UTC), purpose=Purpose(need="interpreter", spoken="pl"))
    cancel(reference=made.reference, channel="web", actor=Actor("resident"), at=WEDNESDAY)
    subject = f"appointment/{made.reference}"
    told = history(subject=subject, audience="restricted")
    assert [each.type for each in told] == [
        "appointment.booked", "interpreter.asked", "interpreter.stood-down", "appointment.cancelled",
    ]  # fmt: skip
    assert "Vera" not in str(told)
    assert "900101" not in str(told)
    assert verify(subject=subject)


def test_a_reference_that_is_none_is_no_appointment(town: Town) -> None:
    for amiss in ("", "7QX4-M3KD", "x" * 500, "%00"):
        with pytest.raises(NoSuchAppointment):
            find(reference=amiss, at=WEDNESDAY)
