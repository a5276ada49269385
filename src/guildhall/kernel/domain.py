"""What answers a question may have, told as data, so that a definition can be proved sound without asking anybody.

Each kind of question names its own domain. The proofs of the publish gate read it; nothing here knows how they are made.
"""

from dataclasses import dataclass

from guildhall.kernel.conditions import Operand


@dataclass(frozen=True, slots=True)
class Truth:
    """Yes or no. ``agreed`` where only yes counts, as in a declaration."""

    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words: one of ``codes``, or free where there are none to choose from."""

    codes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number, within bounds that may stand in another answer. ``whole`` for counts and pence."""

    least: Operand | None = None
    most: Operand | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Dates:
    """A calendar date, or with ``months`` a month of a year, within bounds that may stand in another answer."""

    first: Operand | None = None
    last: Operand | None = None
    months: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """Some of ``codes``: no more than ``most``; each of ``alone`` only by itself."""

    codes: tuple[str, ...]
    most: int | None = None
    alone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things: ``least`` to ``most`` of them once there are any."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with parts (an address, a place, files), which no condition can look into."""


Domain = Truth | Words | Number | Dates | Several | Items | Thing
