"""A small council full of people whose every detail is known by heart, and what each role may know of it: told slowly.

The rule of sight stands here a second time, in the plainest words there are, with nothing of the house's own.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.emails import letter
from tests.rooms.promising import FOUR, MORNING, TWO
from tests.rooms.reported import HERE

from guildhall.estate.door import Onlooker
from guildhall.kernel.notices import Way
from guildhall.people import door
from guildhall.people.door import portrait
from guildhall.serve.casework import acts, advice, filters, tasks
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.wanted import Wanted
from guildhall.serve.contacts import callbacks, calls, interactions
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Case, Message
from guildhall.serve.places import post
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.privacy import requests
from guildhall.serve.telling import messages
from guildhall.serve.telling.inbound.arriving import arrive

HOUSE = Onlooker("", teams=None, works=None, people=True, safeguards=True)
WARD = "mill-lane"
BINS, STREETS = "waste-rounds", "highways"
WORKS = frozenset({"service-officer", "administrator"})
"""The roles that do the work on a case."""
WHO = (
    ("Quilla Vantress", "quilla.v@example.org", "07700 900871", "871 Harrier Yard"),
    ("Odo Brackwater", "odo.b@example.org", "07700 900872", "872 Plover Yard"),
    ("Tamsin Ollerenshaw", "tamsin.o@example.org", "07700 900873", "873 Dunlin Yard"),
)

TWIN = "Tamzin Olerenshaw"
"""What the other record of the last person is called, and nobody else."""


@dataclass(frozen=True)
class Told:
    """What one world is drawn from. ``guarded`` by person; ``streets`` is whose the potholes are."""

    guarded: tuple[bool, bool, bool]
    linked: bool = False
    advised: bool = True
    streets: str = STREETS


@dataclass
class Somebody:
    """Somebody, with a case of each team; ``details`` tell where they are or how they are reached."""

    reference: str
    name: str
    email: str
    phone: str
    home: str
    bin: CaseValue
    hole: CaseValue
    guarded: bool = False
    helped_by: set[str] = field(default_factory=set)
    """The organisation, or the ward, whose people help them with their missed bin."""

    @property
    def key(self) -> str:
        return self.reference.removeprefix("party/")

    @property
    def ways(self) -> tuple[str, ...]:
        """How they are reached, as it stands in a text without spaces and in small letters."""
        return (self.email, plain(self.phone).removeprefix("0"))


@dataclass(frozen=True)
class Seer:
    """A role, with the team, organisation or ward for which it is held. Of two who were elected for a ward, one may be ``asked``."""

    role: str
    team: str = ""
    asked: bool = True


@dataclass
class World:
    """Everybody, and the numbers by which their records are asked for."""

    told: Told
    people: list[Somebody]
    library: str
    asked: set[str] = field(default_factory=set)
    """The cases about which the highways team is asked for advice."""
    filter: int = 0
    """The number of a saved filter of the highways team, which lists every open case."""
    appointment: str = ""
    """The reference of an appointment of the first person about their missed bin."""
    day: str = ""
    """On which it is."""
    proposal: int = 0
    """The number of the proposal that another record is the last person's too."""
    request: str = ""
    """The reference of the case in which the last person asks for a copy of what is held of them."""
    asking: str = ""
    """The reference of a case in which somebody asks for a copy, and of which nobody has said yet who it is."""

    @property
    def cases(self) -> dict[str, CaseValue]:
        return {each.reference: each for one in self.people for each in (one.bin, one.hole)}

    def of(self, reference: str) -> Somebody:
        return next(one for one in self.people if reference in {one.bin.reference, one.hole.reference})

    def same_as(self, one: Somebody) -> set[str]:
        """The keys of the records that are theirs."""
        pair = {each.key for each in self.people[:2]}
        return pair if self.told.linked and one.key in pair else {one.key}

    def to_do(self, seer: Seer) -> set[str]:
        """The cases on which something is to be done by them: where they do the work, and where their team is asked."""
        asked = self.asked if seer.role in WORKS and seer.team == STREETS else set()
        return {each for each in self.cases if self.works_on(seer, each)} | asked

    def team(self, reference: str) -> str:
        return BINS if any(reference == one.bin.reference for one in self.people) else self.told.streets

    def sees_case(self, seer: Seer, reference: str) -> bool:
        """Whoever reads cases reads those of their team, and those about which it is asked; without a team, all."""
        if seer.role not in {"advisor", "service-officer", "administrator", "information-governance"}:
            return False
        if seer.role == "information-governance":
            return True  # a copy is given of what the whole council holds
        return seer.team in {"", self.team(reference)} or (seer.team == STREETS and reference in self.asked)

    def works_on(self, seer: Seer, reference: str) -> bool:
        return seer.role in WORKS and seer.team in {"", self.team(reference)}

    def sees_looks(self, seer: Seer, reference: str) -> bool:
        """Who looked at a case is told to those who answer for that, where they see the case."""
        return seer.role in {"administrator", "information-governance"} and self.sees_case(seer, reference)

    def helps_with(self, seer: Seer, reference: str) -> bool:
        """A helper sees the one case that they were asked about."""
        return self.helps(seer, self.of(reference)) and self.of(reference).bin.reference == reference

    def helps(self, seer: Seer, one: Somebody) -> bool:
        """The library helps, whoever of it is there; a councillor who was asked does, and no other of the same ward."""
        return seer.asked and seer.team in one.helped_by

    def knows_name(self, seer: Seer, one: Somebody) -> bool:
        staff = {"advisor", "service-officer", "administrator", "safeguarding", "information-governance"}
        return seer.role in staff or self.helps(seer, one)

    def knows_twin(self, seer: Seer) -> bool:
        """That another record is the last person's is proposed to those who look people up; of whoever is protected, see below."""
        return self.knows_ways(seer, self.people[2])

    def knows_where(self, seer: Seer, one: Somebody) -> bool:
        """That somebody is expected at a place, or fetches letters there, tells where to find them."""
        return not one.guarded or seer.role == "safeguarding"

    def knows_ways(self, seer: Seer, one: Somebody) -> bool:
        """How somebody is reached is known to those who look people up; of whoever is protected, to those who keep them safe."""
        staff = {"advisor", "service-officer", "administrator", "safeguarding", "information-governance"}
        return seer.role == "safeguarding" if one.guarded else seer.role in staff

    def knows_home(self, seer: Seer, one: Somebody) -> bool:
        """So it is with where they live; and whoever does the work on a case knows where it is."""
        return self.knows_ways(seer, one) or self.works_on(seer, one.bin.reference)


def world(told: Told) -> World:
    """Make it, by the same actions as at the desks."""
    bins, streets = in_force(), in_force("street-problem")
    library = door.register(kind="organisation", name="Westmere Library")
    made = World(told, [], library)
    for name, email, phone, home in WHO:
        lives = {"line1": home, "postcode": "ZZ1 2AB"}
        known = person(name, email=email, phone=phone, lives=lives)
        answers = {"address": lives, "bin": "general", "assisted": False, "name": name, "collection-day": "2026-11-17"}
        bin_case = case_of(bins, known, **answers, **{"contact-by": "email", "email": email})
        hole = case_of(streets, known, **POTHOLE | {"where": HERE})
        made.people.append(Somebody(known, name, email, phone, home, bin_case, hole))
    Case.objects.filter(reference__in=[one.bin.reference for one in made.people]).update(team=BINS)
    Case.objects.filter(reference__in=[one.hole.reference for one in made.people]).update(team=told.streets)
    for number, one in enumerate(made.people):
        _live(one)
        if told.guarded[number]:
            door.protect(reference=one.reference, actor=ASHA, at=WEDNESDAY)
    holes = Case.objects.filter(reference__in=[one.hole.reference for one in made.people])
    holes.update(ward=WARD, earliest_on=WEDNESDAY.date() - timedelta(days=1), earliest_at=None)  # late
    bins_ = Case.objects.filter(reference__in=[one.bin.reference for one in made.people])
    bins_.update(earliest_on=WEDNESDAY.date(), earliest_at=None)  # due soon
    first, second, _last = made.people
    if told.linked:
        door.assert_link(one=first.reference, other=second.reference, actor=ASHA, at=WEDNESDAY)
    guarded = door.guarded_among(references=[one.reference for one in made.people])
    for one in made.people:
        one.guarded = one.reference in guarded
    if told.advised:
        advice.ask(
            case=first.bin,
            team=STREETS,
            question="Is it a road of ours?",
            due_on=WEDNESDAY.date(),
            actor=ASHA,
            at=WEDNESDAY,
        )
        made.asked = {first.bin.reference}
    for each in made.cases.values():
        tasks.set_task(case=each, kind="do", words="Look at it", due_on=None, actor=ASHA, at=WEDNESDAY)
    made.filter = filters.save(name="All", team=STREETS, wanted=Wanted(), onlooker=HOUSE, at=WEDNESDAY).number
    _expect(made)
    _ask(made)
    return made


def _expect(made: World) -> None:
    """The first person is expected at the Guildhall, about their missed bin, and has a letter waiting there."""
    open_places(at=WEDNESDAY)
    guildhall, first = place(slug="the-guildhall", at=WEDNESDAY), made.people[0]
    (day, openings), *_later = times(place=guildhall, purpose=Purpose(), at=WEDNESDAY, days=1)
    made.appointment = book(
        place=guildhall,
        starts_at=openings[0][0],
        whom=Whom(party=first.reference),
        purpose=Purpose(case=first.bin.reference),
        channel="phone",
        actor=ASHA,
        at=WEDNESDAY,
    ).reference
    made.day = day.isoformat()
    held = post.hold(party=first.reference, place=guildhall, actor=ASHA, at=WEDNESDAY)
    post.came(holding=held.id, place=guildhall, language="en", actor=ASHA, at=WEDNESDAY)


def _ask(made: World) -> None:
    """The last person asks for a copy; and another record is proposed to be theirs, under a name that it alone has."""
    last = made.people[2]
    for taken_up in (True, False):
        case = case_of(
            in_force("your-information"),
            last.reference if taken_up else "",
            wanted="copy",
            which=None,
            name="Somebody",
            address={"line1": "1 Mill Lane", "postcode": "ZZ1 2AB"},
            **{"contact-by": "letter"},
        )
        if taken_up:
            requests.take_up(case=case, kind="access", party=last.reference, actor=ASHA, at=WEDNESDAY)
            made.request = case.reference
        else:
            made.asking = case.reference
    made.proposal = door.sameness.propose(one=last.reference, other=person(TWIN), onlooker=HOUSE, at=WEDNESDAY)


def help_with(one: Somebody, seer: Seer, agent: str, basis: str) -> None:
    """Somebody is helped with their missed bin, by a party that acts for whom a seer stands."""
    one.helped_by.add(seer.team)
    wording = "I agree that you tell them." if basis == "consent" else ""
    door.represent(
        principal=one.reference,
        agent=agent,
        basis=basis,  # type: ignore[arg-type]  # one of the two
        powers=("hear", "speak"),
        scope=(one.bin.subject,),
        wording=wording,
        language="en",
        channel="web",
        actor=ASHA,
        at=WEDNESDAY,
    )


def plain(text: str) -> str:
    """A text without spaces and in small letters, as everything is compared."""
    return "".join(text.split()).casefold()


def _live(one: Somebody) -> None:
    """What happened to them: asked something, rung, promised a call back, written from."""
    acts.ask(case=one.bin, question="Which lane?", actor=ASHA, at=WEDNESDAY)
    interactions.log(channel="phone", reason="thanks", party=one.reference, actor=ASHA, at=MORNING)
    for at in (MORNING, WEDNESDAY):
        calls.told(event="newCall", key=f"{one.key}{at:%H}", at=at, number=calls.one_form(one.phone))
    for case in ("", one.bin.reference):
        callbacks.promise(
            person=portrait(reference=one.reference, onlooker=HOUSE),
            language="en",
            way="voice",
            to=one.phone,
            opens_at=TWO,
            closes_at=FOUR,
            may_say="nothing",
            case=case,
            actor=ASHA,
            at=MORNING,
        )
    arrive(raw=bytes(letter("Where is my bin?", sender=one.email)), at=WEDNESDAY)
    way = Way("email", one.email)
    messages.write_to(party=one.reference, language="en", about="answer", text="It is open.", at=WEDNESDAY, way=way)
    Message.objects.create(
        case_id=one.hole.id,
        kind="call",
        to=one.phone,
        language="en",
        subject="Ring them",
        body="",
        rendered_at=WEDNESDAY,
    )
