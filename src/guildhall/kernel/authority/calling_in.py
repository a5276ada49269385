"""Whether a decision may be called in: by enough members, in time, and where it is of a sort that can be. Every refusal at once.

How many members sign, and how many clear days there are, is the council's constitution's to say (Local Government Act 2000, section
9F(4) asks only that there be a way). Both are data of the council's profile.
"""

from collections.abc import Collection, Iterator

from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.authority.values import Path, Terms
from guildhall.kernel.clocks.local_time import DAY


def refusals(
    path: Path, terms: Terms, members: Collection[str], signatories: int, others: Collection[str] = ()
) -> tuple[Refused, ...]:
    """Every reason why a decision may not be called in on the day to which its path was worked out; none where it may.

    ``members`` are those who sign, each once, and ``others`` those among the names who are no members.
    """
    return (
        *_stands_so(path, terms),
        *(Refused("call-in-not-a-member", each) for each in sorted(set(others))),
        *_too_few(len(set(members)), signatories),
    )


def _stands_so(path: Path, terms: Terms) -> Iterator[Refused]:
    """What the path itself says: a decision can be called in between being made and having effect."""
    status = path.status
    came_to = {step.name: step for step in path.steps}
    if status is not None and any(each.what == "called-in" for each in status.next_possible):
        return
    if not terms.call_in or {"recommended", "recommended-elsewhere"} & came_to.keys():
        yield Refused("call-in-not-for-this")
    elif "call-in-exempt" in came_to:
        yield Refused("call-in-exempt", came_to["call-in-exempt"].cites)
    elif path.effective is not None:
        yield Refused("call-in-too-late", (path.effective - DAY).isoformat())
    elif status is not None and "called-in" in came_to and path.ended is None:
        yield Refused("call-in-already", came_to["called-in"].cites)
    else:
        yield Refused("call-in-not-decided")


def _too_few(signed: int, asked: int) -> Iterator[Refused]:
    if signed < asked:
        yield Refused("call-in-too-few", f"{signed} of {asked}")
