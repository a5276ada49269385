"""Who may vote, whether enough are there, and what a vote came to. Counted and named votes must agree.

Localism Act 2011, section 31(4): a member with a disclosable pecuniary interest in a matter may not take part in discussing it or
vote on it, unless a dispensation under section 33 allows it; section 34 makes it an offence without reasonable excuse. A personal
interest stops no vote. What happened all the same is recorded as it happened, and ``to_report`` lists it for the monitoring officer.
Where no names are recorded, whoever was there and neither left nor is recorded as not voting is taken to have voted: a vote without
names would otherwise be a way round the section.
Local Government Act 1972, schedule 12: a quarter of Council's members are its quorum (paragraph 6), most votes decide, and whoever
presides has a second or casting vote where they are equal (paragraph 39). Only section 31(4) is taken from the text itself.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal, get_args

from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.clocks.local_time import add_months

InterestKind = Literal["disclosable-pecuniary", "other-registrable", "personal"]
Choice = Literal["for", "against", "abstain"]
Act = Literal["discuss", "vote"]
Outcome = Literal["carried", "lost", "tied"]
Majority = Literal["", "two-thirds-of-votes", "half-of-members", "two-thirds-of-members"]
"""What was asked for beyond more votes for than against: two thirds of those who voted (as Local Government Act 1972, section 249,
asks to make somebody an honorary alderman), more than half of all members, or two thirds of them, as standing orders may have it."""

MAJORITIES: tuple[Majority, ...] = get_args(Majority)
QUARTER = Fraction(1, 4)
_LONGEST_DISPENSATION = 48
"""Months: four years (Localism Act 2011, section 33(3))."""


@dataclass(frozen=True, slots=True)
class Interest:
    """That a member has an interest in an item, declared or known from the register; both by reference."""

    member: str
    item: str
    kind: InterestKind


@dataclass(frozen=True, slots=True)
class Dispensation:
    """That a member may take part all the same, from a day to the last. ``item`` is empty where it holds for every item."""

    member: str
    since: date
    until: date
    allows: frozenset[Act]
    item: str = ""

    def lets(self, member: str, item: str, act: Act, on: date) -> bool:
        here = self.member == member and self.item in {"", item}
        return here and act in self.allows and self.since <= on <= self.until and not dispensation_refused(self)


@dataclass(frozen=True, slots=True)
class Vote:
    """How one member voted."""

    member: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Count:
    """How many voted for and against, and how many abstained."""

    for_: int
    against: int
    abstained: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a vote came to, and by what."""

    outcome: Outcome
    by: Literal["majority", "casting-vote", "equal-votes"]


def stopped(
    member: str,
    item: str,
    act: Act,
    on: date,
    *,
    interests: Iterable[Interest],
    dispensations: Iterable[Dispensation],
    named: bool = True,
) -> Refused | None:
    """Why a member may not discuss an item or vote on it on a day; ``None`` where nothing of theirs stops them.

    ``named``: how they voted is recorded; else they were there when a vote was taken without names.
    """
    pecuniary = any(
        each.member == member and each.item == item and each.kind == "disclosable-pecuniary" for each in interests
    )
    if not pecuniary or any(each.lets(member, item, act, on) for each in dispensations):
        return None
    if act == "discuss":
        return Refused("pecuniary-interest-discussion", member)
    return Refused("pecuniary-interest-vote" if named else "pecuniary-interest-unnamed", member)


def to_report(
    votes: Iterable[Vote],
    item: str,
    on: date,
    *,
    interests: Collection[Interest],
    dispensations: Collection[Dispensation],
) -> tuple[Refused, ...]:
    """The votes that happened and should not have, for the monitoring officer. An abstention is not taken for one."""
    found = (
        stopped(each.member, item, "vote", on, interests=interests, dispensations=dispensations)
        for each in votes
        if each.choice != "abstain"
    )
    return tuple(filter(None, found))


def dispensation_refused(dispensation: Dispensation) -> Refused | None:
    """Why a dispensation cannot stand: it ends before it begins, or lasts longer than four years."""
    if dispensation.until < dispensation.since:
        return Refused("dispensation-backwards")
    if dispensation.until >= add_months(dispensation.since, _LONGEST_DISPENSATION):
        return Refused("dispensation-too-long")
    return None


def quorum(members: int, share: Fraction = QUARTER) -> int:
    """How many must be present, of the whole number of members: at least this share, and at least one."""
    return max(1, ceil(members * share))


def no_quorum(present: int, members: int, share: Fraction = QUARTER) -> Refused | None:
    """Why no business may be done; ``None`` where enough are present."""
    needed = quorum(members, share)
    return Refused("no-quorum", f"{present} of {needed}") if present < needed else None


def counted(votes: Iterable[Vote]) -> Count:
    """What named votes add up to."""
    found = Counter(each.choice for each in votes)
    return Count(found["for"], found["against"], found["abstain"])


def disagreements(count: Count, votes: Collection[Vote] | None, present: Collection[str]) -> tuple[Refused, ...]:
    """Everything in which a count, the named votes (``None`` where none were) and the attendance do not agree."""
    return (*_impossible(count, len(set(present))), *(_named(count, votes, set(present)) if votes is not None else ()))


def result(count: Count, casting: Literal["for", "against"] | None = None) -> Result:
    """What a vote came to: more for than against carries it; where they are equal, the casting vote decides, if it was used."""
    if count.for_ == count.against:
        if casting is None:
            return Result("tied", "equal-votes")
        return Result("carried" if casting == "for" else "lost", "casting-vote")
    return Result("carried" if count.for_ > count.against else "lost", "majority")


def casting_refused(count: Count, casting: Literal["for", "against"] | None) -> Refused | None:
    """Why a casting vote may not be entered: the votes are not equal."""
    return Refused("casting-vote-without-tie") if casting and count.for_ != count.against else None


def reached(count: Count, majority: Majority, members: int = 0) -> bool | None:
    """Whether as many voted for it as were asked for. Nobody can tell of a share of all ``members`` where their number is not known.

    Whoever abstained has not voted, so two thirds of those who voted are counted without them.
    """
    match majority:
        case "two-thirds-of-votes":
            return count.for_ > 0 and 3 * count.for_ >= 2 * (count.for_ + count.against)
        case "half-of-members":
            return 2 * count.for_ > members if members else None
        case "two-thirds-of-members":
            return 3 * count.for_ >= 2 * members if members else None
    return count.for_ > count.against


def result_refused(
    count: Count, said: Outcome, *, casting: bool = False, majority: Majority = "", members: int = 0
) -> Refused | None:
    """Why a vote cannot have come to what is said of it. A ``casting`` vote makes an equal one either; without it, none is carried.

    Where a greater ``majority`` was asked for, it is carried by that and lost without it, whatever the casting vote was.
    """
    about = f"{count.for_} for, {count.against} against"
    equal = count.for_ == count.against
    if said == "carried" and (count.for_ < count.against or (equal and not casting)):
        return Refused("not-carried", f"{about}, no casting vote" if equal else about)
    enough = reached(count, majority, members)
    if majority.endswith("-of-members") and members:
        about = f"{about}, of {members} members"
    if majority and said == "carried" and enough is False:
        return Refused("too-few-for-it", about)
    if said == "lost" and enough:
        return Refused("not-lost", about)
    return None


def _impossible(count: Count, present: int) -> Iterator[Refused]:
    numbers = {"for": count.for_, "against": count.against, "abstained": count.abstained}
    below = [f"{name} {number}" for name, number in numbers.items() if number < 0]
    if below:
        yield Refused("votes-negative", ", ".join(below))
    elif sum(numbers.values()) > present:
        yield Refused("more-votes-than-present", f"{sum(numbers.values())} of {present}")


def _named(count: Count, votes: Collection[Vote], present: set[str]) -> Iterator[Refused]:
    times = Counter(each.member for each in votes)
    yield from (Refused("named-twice", member) for member in sorted(times) if times[member] > 1)
    yield from (Refused("named-not-present", member) for member in sorted(times) if member not in present)
    named = counted(votes)
    if named != count:
        pairs = (
            ("for", count.for_, named.for_),
            ("against", count.against, named.against),
            ("abstained", count.abstained, named.abstained),
        )
        apart = (f"{what} {one} counted, {other} named" for what, one, other in pairs if one != other)
        yield Refused("votes-differ", "; ".join(apart))
