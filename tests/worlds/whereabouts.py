"""Where every record of a few people must be, in plain sets and the slowest way: nothing here asks the house.

A record is known by its name here: ``case 0``, ``contact 3``, ``form 4``, ``visit 5``, ``request 1``. A person is a number.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

NAMES = ("Ann Lewis", "Bo Lewis", "Cai Lewis")
BIRTHS = ("1951-03-02", "1980-06-09", "")
LANGUAGES = ("en", "cy")
SIGNED = "Somebody"

Each = TypeVar("Each", bound=Hashable)


@dataclass
class Telling:
    """What somebody was told to be called, when born, or which language to wish for. ``said`` are the reviews that asked whose it is."""

    at: int
    person: int
    what: str
    value: str
    linked: bool
    said: set[int] = field(default_factory=set)


@dataclass
class Whereabouts:
    """Whose each record is, who is one person, what is one matter, what is held, and what has gone on its own.

    ``about`` says of a contact in which case it lies: it goes with that case, but for whoever is held. ``told`` is everything that
    was written over, ``first`` what stood at first; ``ended`` says when somebody's telephone was said to be theirs no longer.

    Each act gives whether it may be done; one that may not changes nothing.
    """

    owner: dict[str, int]
    first: dict[tuple[int, str], str]
    ways: dict[int, set[str]]
    links: list[frozenset[int]] = field(default_factory=list)
    since: list[int] = field(default_factory=list)
    parted: list[tuple[frozenset[int], int, int]] = field(default_factory=list)
    told: list[Telling] = field(default_factory=list)
    ended: dict[int, tuple[int, set[int]]] = field(default_factory=dict)
    erased: dict[int, int] = field(default_factory=dict)
    at: int = 0
    joins: list[frozenset[str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    about: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def link(self, one: int, other: int) -> bool:
        may = other not in self.same(one)
        if may:
            self.links.append(frozenset((one, other)))
            self.since.append(self.at)
        return may

    def retract(self, which: int, _: int) -> bool:
        if self.links:
            number = which % len(self.links)
            self.parted.append((self.links.pop(number), self.since.pop(number), self.at))
        return bool(self.links)

    def say(self, which: int, whose: int) -> bool:
        """Of everything that was written over or ended between two who were taken for one: it was told of this one."""
        if not self.parted:
            return False
        number = which % len(self.parted)
        ends, since, until = self.parted[number]
        sides = {each for end in ends for each in self.same(end)}
        if whose not in sides:
            return False
        for each in list(self.told):
            if each.linked and each.person in sides and since <= each.at <= until and number not in each.said:
                each.said.add(number)
                if each.person != whose and each.at < self.erased.get(whose, -1):
                    self.told.remove(each)
                each.person = whose
        for person, (at, said) in list(self.ended.items()):
            if person in sides and since <= at <= until and number not in said:
                said.add(number)
                if person != whose:
                    del self.ended[person]
                    self.ways[person].add("phone")
        return True

    def rename(self, person: int, nth: int) -> bool:
        return self._tell(person, "name", NAMES[nth % len(NAMES)])

    def bear(self, person: int, nth: int) -> bool:
        return self._tell(person, "born", BIRTHS[nth % len(BIRTHS)])

    def speak(self, person: int, nth: int) -> bool:
        return self._tell(person, "language", LANGUAGES[nth % len(LANGUAGES)])

    def hang_up(self, person: int, _: int) -> bool:
        """Their telephone is theirs no longer."""
        may = "phone" in self.ways[person]
        if may:
            self.ways[person].remove("phone")
            self.ended[person] = (self.at, set())
        return may

    def stands(self, person: int, what: str) -> str:
        """What was told of them last, or else what stood at first."""
        told = [each for each in self.told if (each.person, each.what) == (person, what)]
        return max(told, key=lambda each: each.at).value if told else self.first[person, what]

    def spoken(self, person: int) -> str | None:
        """The language that was told last while all of them were one; `None` where none was."""
        same = self.same(person)
        one_since = max((at for ends, at in zip(self.links, self.since, strict=True) if ends <= same), default=self.at)
        told = [each for each in self.told if each.what == "language" and each.person in same and each.at > one_since]
        return max(told, key=lambda each: each.at).value if told else None

    def join(self, one: int, other: int) -> bool:
        may = f"case {other}" not in self.matter(f"case {one}")
        if may:
            self.joins.append(frozenset((f"case {one}", f"case {other}")))
        return may

    def part(self, which: int, _: int) -> bool:
        if self.joins:
            self.joins.pop(which % len(self.joins))
        return bool(self.joins)

    def hold_person(self, person: int, _: int) -> bool:
        self.held.add(f"person {person}")
        return True

    def hold_case(self, case: int, _: int) -> bool:
        self.held.add(f"case {case}")
        return True

    def lift(self, which: int, _: int) -> bool:
        if self.held:
            self.held.remove(sorted(self.held)[which % len(self.held)])
        return bool(self.held)

    def ring(self, person: int, _: int) -> bool:
        self._add("contact", person)
        return True

    def ask_about(self, person: int, case: int) -> bool:
        may = f"case {case}" in self.owner
        if may:
            self.about[f"contact {self.made}"] = f"case {case}"
            self._add("contact", person)
        return may

    def begin(self, person: int, _: int) -> bool:
        self._add("form", person)
        return True

    def visit(self, person: int, _: int) -> bool:
        self._add("visit", person)
        return True

    def erase(self, person: int, _: int) -> bool:
        """They ask that all of theirs goes: what is not held does, save the request itself, which they sign with their name."""
        if not self.stands(person, "name"):
            self.told.append(Telling(0, person, "name", SIGNED, linked=False))
            if not self.stands(person, "language"):
                self.told.append(Telling(0, person, "language", "en", linked=False))
            self.ways[person].add("signed")
        theirs = self.shown_to(person)
        going = {each for each in theirs if not self.is_held(each)}
        in_them = {each for each, case in self.about.items() if case in going and each in self.owner}
        self.gone |= going - in_them
        going |= {each for each in in_them if not self._somebody_held(self.owner[each])}
        self.owner = {record: whose for record, whose in self.owner.items() if record not in going}
        if not self._somebody_held(person):
            for each in self.same(person):
                self._forget(each)
        self._add("request", person)
        return True

    def same(self, person: int) -> set[int]:
        """All numbers that are one person with this."""
        return grown(person, self.links)

    def matter(self, case: str) -> set[str]:
        """All cases that are one matter with this."""
        return grown(case, self.joins)

    def shown_to(self, person: int) -> set[str]:
        """The records on the one view of a person."""
        return {record for record, whose in self.owner.items() if whose in self.same(person)}

    def copied_to(self, person: int) -> set[str]:
        """The records in a copy of what is held about a person: theirs, and that there were contacts in their cases."""
        theirs = self.shown_to(person)
        return theirs | {each for each, case in self.about.items() if case in theirs}

    def is_held(self, record: str) -> bool:
        within = self.about.get(record)
        return (
            record in self.held
            or self._somebody_held(self.owner[record])
            or (within is not None and within in self.owner and self.is_held(within))
        )

    def _somebody_held(self, person: int) -> bool:
        return any(f"person {each}" in self.held for each in self.same(person))

    def _tell(self, person: int, what: str, value: str) -> bool:
        if what == "language" or value != self.stands(person, what):
            self.told.append(Telling(self.at, person, what, value, linked=len(self.same(person)) > 1))
        return True

    def _forget(self, person: int) -> None:
        self.told = [each for each in self.told if each.person != person]
        self.first |= {(person, what): "" for what in ("name", "born", "language")}
        self.ways[person] = set()
        self.ended.pop(person, None)
        self.erased[person] = self.at

    def _add(self, kind: str, person: int) -> None:
        self.owner[f"{kind} {self.made}"] = person
        self.made += 1


def grown(start: Each, pairs: Iterable[frozenset[Each]]) -> set[Each]:
    """The slow way: add whoever is paired with somebody in it, until nobody comes."""
    found, every = {start}, list(pairs)
    while more := {each for ends in every if ends & found for each in ends} - found:
        found |= more
    return found
