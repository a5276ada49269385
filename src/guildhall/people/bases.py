"""On which basis one may act for another, and what each basis asks for and allows. Pure.

A helper has no rights of their own: whatever they may do, they may do because the person could, and said so or because a law
says so. What a basis asks for is held here as data, each with the rule that it comes from.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Power = Literal["hear", "speak", "decide"]
"""``hear`` what the council has to tell; ``speak``: ask, answer and report; ``decide``: agree, declare and sign."""

POWERS: tuple[Power, ...] = get_args(Power)

Basis = Literal["consent", "power-of-attorney", "deputy", "appointee", "parent", "elected-member", "professional"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a basis asks for before it stands, what it can allow, and where the rule is written.

    ``wording``: the person's own words of agreement are kept. ``evidence``: a document was seen or is kept. ``about``: the
    matters are named, never all. ``told``: the person is told that it stands. ``days``: it ends after so many days at most.
    """

    powers: tuple[Power, ...]
    rule: str
    wording: bool = False
    evidence: bool = False
    about: bool = False
    told: bool = False
    days: int | None = None


TERMS: dict[Basis, Terms] = {
    "consent": Terms(("hear", "speak"), "UK GDPR, Articles 4(11) and 7", wording=True),
    "power-of-attorney": Terms(POWERS, "Mental Capacity Act 2005, sections 9 to 14", evidence=True),
    "deputy": Terms(POWERS, "Mental Capacity Act 2005, sections 16 to 20", evidence=True),
    "appointee": Terms(
        POWERS, "Social Security (Claims and Payments) Regulations 1987, regulation 33", evidence=True, about=True
    ),
    "parent": Terms(POWERS, "Children Act 1989, section 3"),
    "elected-member": Terms(
        ("hear", "speak"),
        "Data Protection Act 2018, Schedule 1, paragraphs 23 and 24",
        about=True,
        told=True,
        days=365,
    ),
    "professional": Terms(("hear", "speak"), "UK GDPR, Articles 4(11) and 7", wording=True),
}
"""A councillor who was asked for help needs no form signed: the law lets them, and lets the council answer. It is recorded, about
which matter, and the constituent is told."""

BASES: tuple[Basis, ...] = get_args(Basis)
