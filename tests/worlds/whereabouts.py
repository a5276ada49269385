"""Where every record of a few people must be, in plain sets and the slowest way: nothing here asks the house.

A record is known by its name here: ``case 0``, ``contact 3``, ``form 4``, ``visit 5``, ``request 1``. A person is a number.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

Each = TypeVar("Each", bound=Hashable)


@dataclass
class Whereabouts:
    """Whose each record is, who is one person, what is one matter, what is held, and what has gone on its own.

    ``about`` says of a contact in which case it lies: it goes with that case, but for whoever is held.

    Each act gives whether it may be done; one that may not changes nothing.
    """

    known: set[int]
    owner: dict[str, int]
    links: list[frozenset[int]] = field(default_factory=list)
    joins: list[frozenset[str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    about: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def link(self, one: int, other: int) -> bool:
        may = other not in self.same(one)
        if may:
            self.links.append(frozenset((one, other)))
        return may

    def retract(self, which: int, _: int) -> bool:
        if self.links:
            self.links.pop(which % len(self.links))
        return bool(self.links)

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
        self.known.add(person)
        theirs = self.shown_to(person)
        going = {each for each in theirs if not self.is_held(each)}
        in_them = {each for each, case in self.about.items() if case in going and each in self.owner}
        self.gone |= going - in_them
        going |= {each for each in in_them if not self._somebody_held(self.owner[each])}
        self.owner = {record: whose for record, whose in self.owner.items() if record not in going}
        if not self._somebody_held(person):
            self.known -= self.same(person)
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

    def _add(self, kind: str, person: int) -> None:
        self.owner[f"{kind} {self.made}"] = person
        self.made += 1


def grown(start: Each, pairs: Iterable[frozenset[Each]]) -> set[Each]:
    """The slow way: add whoever is paired with somebody in it, until nobody comes."""
    found, every = {start}, list(pairs)
    while more := {each for ends in every if ends & found for each in ends} - found:
        found |= more
    return found
