"""A law of all at once: after any links, joins, holds and erasures, done and taken back, every record is where it must be."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.rooms.acquainted import ASHA, case_of, opened, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.privacy_world import WYN
from tests.rooms.reported import HOLE, POTHOLE, streets
from tests.worlds.whereabouts import BIRTHS, LANGUAGES, NAMES, Whereabouts

from guildhall.channels import api
from guildhall.estate.door import Onlooker
from guildhall.kernel.journey import Position
from guildhall.ledger.door import Verified, verify
from guildhall.people import door
from guildhall.people.door import OneAndTheSame, sameness
from guildhall.serve.answering import journeys
from guildhall.serve.casework.timelines import timeline
from guildhall.serve.contacts import interactions
from guildhall.serve.demo.places import open_places
from guildhall.serve.joining import relations
from guildhall.serve.joining.relations import OneMatter
from guildhall.serve.models import Appointment, Call, Case, HelpPlace, Tombstone
from guildhall.serve.parting import reviewing
from guildhall.serve.parting.made import Made
from guildhall.serve.privacy import carrying_out, holds, judging, requests
from guildhall.serve.privacy.gathering import held_about
from guildhall.serve.publishing.editions import Live

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

ADVISOR = Onlooker(account=ASHA.reference, teams=None, works=None, people=True)
DEEP = POTHOLE | {"depth": "deep"}
ERASE = {"wanted": "erase", "which": None, "name": "Somebody", "address": MILL_LANE}
BY_EMAIL = {"contact-by": "email", "email": "somebody@example.org"}
OWN = ("name", "born", "language")
OWNERS = (0, 1, 2, 0)
"""Whose each of the four cases is; the second was reported as a danger, and is due first."""

Done = tuple[str, int, int]
WHO, WHICH, ANY = st.integers(0, 2), st.integers(0, 3), st.integers(0, 5)
ACTS = st.one_of(
    st.tuples(st.just("link"), WHO, WHO),
    st.tuples(st.just("join"), WHICH, WHICH),
    st.tuples(st.sampled_from(("retract", "part", "lift")), ANY, st.just(0)),
    st.tuples(st.sampled_from(("ring", "begin", "visit", "erase", "hold_person")), WHO, st.just(0)),
    st.tuples(st.just("ask_about"), WHO, WHICH),
    st.tuples(st.just("hold_case"), WHICH, st.just(0)),
    st.tuples(st.sampled_from(("rename", "bear", "speak", "hang_up")), WHO, ANY),
    st.tuples(st.just("say"), ANY, WHO),
)


class World:
    """The same people and records in the house itself. ``records`` says under which reference each is known there."""

    def __init__(self, street: Live, danger: Live, rights: Live) -> None:
        self.rights, self.street = rights, street
        self.hall = HelpPlace.objects.earliest("id")
        self.people = [person(f"Person {number}", phone=f"01632 96010{number}") for number in range(3)]
        self.records: dict[str, str] = {}
        self.links: list[int] = []
        self.joins: list[int] = []
        self.parted: list[int] = []
        self.told_as_one: set[datetime] = set()
        self.made = 0
        self.at = WEDNESDAY
        said = ((street, POTHOLE), (danger, HOLE), (street, DEEP), (street, POTHOLE))
        for number, (whose, (live, answers)) in enumerate(zip(OWNERS, said, strict=True)):
            taken = api.surface(live.compiled, Position(), "en").take(answers)
            journey = journeys.begin(
                live=live,
                language="en",
                channel="phone",
                actor=ASHA,
                customer=self.people[whose],
                answers=taken,
                at=WEDNESDAY,
            )
            self.records[f"case {number}"] = opened(journey).subject

    def do(self, done: Done) -> bool:
        act, one, other = done
        self.at += timedelta(minutes=1)
        deed: Callable[[int, int], bool] = getattr(self, act)
        return deed(one, other)

    def link(self, one: int, other: int) -> bool:
        try:
            made = door.assert_link(one=self.people[one], other=self.people[other], actor=ASHA, at=self.at)
        except OneAndTheSame:
            return False
        self.links.append(made.id)
        return True

    def retract(self, which: int, _: int) -> bool:
        if self.links:
            link = self.links.pop(which % len(self.links))
            self.parted.append(link)
            reviewing.part(link=link, why="Two people", onlooker=ADVISOR, actor=ASHA, at=self.at)
        return bool(self.links)

    def say(self, which: int, whose: int) -> bool:
        """In the review of a link that was taken back: whatever was written over or ended was told of this one; all else stands."""
        if not self.parted:
            return False
        link, party = self.parted[which % len(self.parted)], self.people[whose]
        while True:
            shown = reviewing.review(link=link, onlooker=ADVISOR)
            if party not in shown.joined.sides:
                return False
            said = {each.record: party if self._asked_of(each) else each.of for each in shown.left}
            if not said:
                return True
            reviewing.attribute(link=link, whose=said, why="They rang", onlooker=ADVISOR, actor=ASHA, at=self.at)

    def rename(self, whose: int, nth: int) -> bool:
        self._as_one(whose)
        name = NAMES[nth % len(NAMES)]
        if name != door.name_of(reference=self.people[whose]):
            door.called(reference=self.people[whose], name=name, actor=ASHA, at=self.at)
        return True

    def bear(self, whose: int, nth: int) -> bool:
        self._as_one(whose)
        on = BIRTHS[nth % len(BIRTHS)]
        born = date.fromisoformat(on) if on else None
        door.born(reference=self.people[whose], on=born, actor=ASHA, at=self.at)
        return True

    def speak(self, whose: int, nth: int) -> bool:
        self._as_one(whose)
        language = LANGUAGES[nth % len(LANGUAGES)]
        door.speaks(reference=self.people[whose], language=language, actor=ASHA, at=self.at)
        return True

    def hang_up(self, whose: int, _: int) -> bool:
        """They have their telephone no longer."""
        ways = [each for each in door.contacts_of(reference=self.people[whose]) if each.kind == "phone"]
        for each in ways:
            door.no_longer_reached_by(reference=each.of, point=each.id, actor=ASHA, at=self.at)
        return bool(ways)

    def join(self, one: int, other: int) -> bool:
        try:
            made = relations.join(one=self.case(one).pk, other=self.case(other).pk, said="One", actor=ASHA, at=self.at)
        except OneMatter:
            return False
        self.joins.append(made.id)
        return True

    def part(self, which: int, _: int) -> bool:
        if self.joins:
            relation = self.joins.pop(which % len(self.joins))
            relations.part(relation=relation, why="Two holes", actor=ASHA, at=self.at)
        return bool(self.joins)

    def hold_person(self, which: int, _: int) -> bool:
        return self._hold(self.people[which])

    def hold_case(self, which: int, _: int) -> bool:
        return self._hold(self.records[f"case {which}"])

    def lift(self, which: int, _: int) -> bool:
        named = {reference: f"person {number}" for number, reference in enumerate(self.people)}
        named |= {reference: record for record, reference in self.records.items()}
        standing = {named[each.subject]: each.id for each in holds.holds_on(subjects=named)}
        if standing:
            hold = standing.pop(sorted(standing)[which % len(standing)])
            holds.lift(hold=hold, because="It is over", actor=WYN, at=self.at)
        return bool(standing)

    def ring(self, whose: int, _: int) -> bool:
        made = interactions.log(channel="phone", reason="thanks", party=self.people[whose], actor=ASHA, at=self.at)
        self._add("contact", f"contact/{made}")
        return True

    def ask_about(self, whose: int, which: int) -> bool:
        """They ring about a case, which may be somebody else's."""
        row = self.case(which)
        if row.erased_at is not None:
            return False
        made = interactions.log(
            channel="phone", reason="progress", party=self.people[whose], case=row.reference, actor=ASHA, at=self.at
        )
        Call.objects.create(key=str(made), number="+441632960199", rang_at=self.at, interaction_id=made)
        self._add("contact", f"contact/{made}")
        return True

    def begin(self, whose: int, _: int) -> bool:
        """They begin a form, and do not send it."""
        made = journeys.begin(
            live=self.street, language="en", channel="phone", actor=ASHA, customer=self.people[whose], at=self.at
        )
        self._add("form", f"journey/{made.id}")
        return True

    def visit(self, whose: int, _: int) -> bool:
        """They were expected at a counter, and came."""
        when = {
            "starts_at": self.at,
            "ends_at": self.at + timedelta(seconds=30),
            "kept_at": self.at,
            "booked_at": self.at,
        }
        nth = Appointment.objects.count() + 1
        made = Appointment.objects.create(
            reference=f"VISIT-{nth}", place=self.hall, counter=nth, party=self.people[whose], channel="phone",
            language="en", **when,
        )  # fmt: skip
        self._add("visit", f"appointment/{made.pk}")
        return True

    def erase(self, whose: int, _: int) -> bool:
        """They ask, somebody knows that it is them and decides that all goes which may, and it is carried out."""
        case = case_of(self.rights, self.people[whose], **(ERASE | BY_EMAIL))
        requests.take_up(case=case, kind="erasure", party=self.people[whose], actor=WYN, at=self.at)
        request = requests.find(reference=case.reference)
        requests.prove(request=request, known_by="details", actor=WYN, at=self.at)
        for each in judging.lay_out(request=request, at=self.at):
            wanted = each.choices[-1]
            judging.decide(request=request, record=each.record, decided=wanted, why="Asked", actor=WYN, at=self.at)
        carrying_out.answer(request=requests.find(reference=case.reference), actor=WYN, at=self.at)
        self._add("request", case.subject)
        return True

    def case(self, number: int) -> Case:
        return Case.objects.get(reference=self.records[f"case {number}"].partition("/")[2])

    def shown(self, *parties: str) -> set[str]:
        """The cases and contacts that lie in the timeline of these parties, by their names here."""
        named = {reference: record for record, reference in self.records.items()}
        entries = timeline(parties=parties, onlooker=ADVISOR, limit=200).entries
        found = [
            f"case/{each.case}" if each.kind == "case" else f"contact/{each.number}"
            for each in entries
            if each.kind in {"case", "contact"}
        ]
        assert len(found) == len(set(found))
        return {named[each] for each in found}

    def copied(self, *parties: str) -> set[str]:
        """The cases, contacts, forms and visits that a copy of what is held about these parties tells, by their names here."""
        named = {reference: record for record, reference in self.records.items()}
        return {named[each.record] for each in held_about(parties=parties, language="en") if each.record in named}

    def numbers(self) -> set[str]:
        """The contacts of which the number is kept that they were made from."""
        kept = Call.objects.exclude(number="").values_list("interaction", flat=True)
        return {
            record for record, reference in self.records.items() if reference in {f"contact/{each}" for each in kept}
        }

    def _as_one(self, whose: int) -> None:
        """Note that something is told of somebody now who is taken for one with another."""
        party = self.people[whose]
        if len(door.same_as(references=[party])[party]) > 1:
            self.told_as_one.add(self.at)

    def _asked_of(self, each: Made | sameness.Kept) -> bool:
        """Whether it was written over while they were taken for one with another, or has ended."""
        written_over = each.record.startswith("change/") and each.at in self.told_as_one
        return written_over or each.record.startswith("ended-way/")

    def _hold(self, subject: str) -> bool:
        holds.place(subject=subject, reason="A claim was announced", actor=WYN, at=self.at)
        return True

    def _add(self, kind: str, reference: str) -> None:
        self.records[f"{kind} {self.made}"] = reference
        self.made += 1


def own(party: str) -> dict[str, str]:
    """What is known of one record by itself."""
    said = next((dict(each.said) for each in door.held_of(references=[party]) if each.kind == "person"), {})
    return {what: said.get(what, "") for what in OWN}


def listed(records: Iterable[str]) -> set[str]:
    """Those of these records that stand on the one view."""
    return {each for each in records if each.split()[0] in {"case", "request", "contact"}}


def compare(world: World, model: Whereabouts, due: list[tuple[date | None, datetime | None]]) -> None:
    """Each thing of the house against the model's."""
    for number, reference in enumerate(world.people):
        one = door.portrait(reference=reference, onlooker=ADVISOR)
        assert set(one.references) == {world.people[each] for each in model.same(number)}
        assert set(door.same_as(references=[reference])[reference]) == set(one.references)
        assert world.shown(*one.references) == listed(model.shown_to(number))
        assert world.shown(reference) == listed(record for record, whose in model.owner.items() if whose == number)
        assert bool(door.contacts_of(reference=reference)) == bool(model.ways[number])
        assert own(reference) == {what: model.stands(number, what) for what in OWN}
        if spoken := model.spoken(number):
            assert one.language == spoken
    rows = [world.case(number) for number in range(len(OWNERS))]
    for number, row in enumerate(rows):
        together = {int(each.split()[1]) for each in model.matter(f"case {number}")}
        assert {other for other in range(len(rows)) if row.matter and rows[other].matter == row.matter} == (
            together if len(together) > 1 else set()
        )
        assert (row.due_on, row.due_at) == due[number]
        assert row.earliest_on == min(on for each in together if (on := rows[each].due_on))
        gone = f"case {number}" in model.gone
        assert (row.erased_at is not None, row.answers == "{}", row.customer == "") == (gone, gone, gone)
    stones = Tombstone.objects.filter(record__in=world.records.values()).values_list("record", flat=True)
    assert set(stones) == {world.records[each] for each in model.gone}


@pytest.fixture
def services() -> tuple[Live, Live, Live]:
    """The services by which a hole is reported, is a danger, and by which people ask that what we hold of them goes; and a place."""
    open_places(at=WEDNESDAY)
    return *streets(), in_force("your-information")


def hold_true(services: tuple[Live, Live, Live], done: list[Done]) -> None:
    """Do all of it in the house and in the model, and compare them after each act."""
    world = World(*services)
    first = {(number, what): said for number, each in enumerate(world.people) for what, said in own(each).items()}
    model = Whereabouts(
        {f"case {number}": whose for number, whose in enumerate(OWNERS)},
        first,
        {number: {"phone"} for number in range(3)},
    )
    due = [(each.due_on, each.due_at) for each in map(world.case, range(len(OWNERS)))]
    for act, one, other in done:
        model.at += 1
        assert world.do((act, one, other)) == getattr(model, act)(one, other), act
        compare(world, model, due)
    for number, reference in enumerate(world.people):
        parties = door.same_as(references=[reference])[reference]
        assert world.copied(*parties) == model.copied_to(number)
    assert world.numbers() == {each for each in model.about if each in model.owner}
    for subject in (*world.people, *world.records.values()):
        assert isinstance(verify(subject=subject), Verified)


EVERY_ONE_OF_THEM: list[Done] = [
    ("link", 0, 1), ("join", 0, 1), ("join", 1, 3), ("ring", 1, 0), ("hold_person", 0, 0), ("erase", 1, 0),
    ("retract", 0, 0), ("erase", 1, 0), ("part", 0, 0), ("hold_case", 3, 0), ("lift", 1, 0), ("link", 0, 2), ("erase", 2, 0),
]  # fmt: skip
"""What is kept while two are one and one of them is held goes once they are two; a case held alone stays when all else goes."""

WHAT_LIES_BESIDE: list[Done] = [
    ("begin", 0, 0), ("visit", 0, 0), ("ask_about", 0, 1), ("ask_about", 1, 0), ("ask_about", 2, 0), ("hold_person", 2, 0),
    ("erase", 0, 0), ("begin", 1, 0), ("link", 1, 2), ("erase", 1, 0), ("lift", 0, 0), ("retract", 0, 0), ("erase", 2, 0),
]  # fmt: skip
"""Contacts in another's case go with it, but for whoever is held: theirs stay, with the number they rang from, until that is lifted."""

WHAT_WAS_WRITTEN_OVER: list[Done] = [
    ("rename", 0, 0), ("link", 0, 1), ("rename", 0, 1), ("speak", 1, 1), ("bear", 0, 0), ("hang_up", 0, 0), ("rename", 0, 2),
    ("link", 1, 2), ("speak", 2, 0), ("retract", 0, 0), ("speak", 0, 1), ("say", 0, 1), ("retract", 0, 0), ("erase", 2, 0),
    ("say", 1, 2), ("erase", 0, 0),
]  # fmt: skip
"""A name, a birth and a language are whose they were told to be, and a telephone stands again; nothing goes to whoever was erased."""

_plain = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@settings(_plain, max_examples=2)
@example(done=EVERY_ONE_OF_THEM)
@example(done=WHAT_LIES_BESIDE)
@example(done=WHAT_WAS_WRITTEN_OVER)
@given(done=st.lists(ACTS, min_size=6, max_size=11))
def test_after_any_acts_every_record_is_where_a_plain_model_says(
    services: tuple[Live, Live, Live], done: list[Done]
) -> None:
    hold_true(services, done)


@pytest.mark.larger
@settings(_plain, max_examples=40)
@given(done=st.lists(ACTS, min_size=8, max_size=24))
def test_after_many_more_acts_every_record_is_where_a_plain_model_says(
    services: tuple[Live, Live, Live], done: list[Done]
) -> None:
    hold_true(services, done)
