"""Who may see what: one order of audiences, and one onlooker, used by every list, page, search, export, map and feed."""

from dataclasses import dataclass
from typing import Literal, get_args

from guildhall.estate.accounts import AccountValue

Visibility = Literal["public", "customer", "staff", "restricted"]
"""The widest audience of a record: everybody, the customer it is about, staff, or named staff."""

ORDER: tuple[Visibility, ...] = get_args(Visibility)

_READS_CASES = ("service-officer", "advisor", "administrator", "information-governance")
_OF_ALL_TEAMS = ("information-governance",)
"""Roles that are no one team's, whatever is written beside them: a request for a copy is answered for the whole council."""
_WORKS_CASES = ("service-officer", "administrator")
_KEEPS_RECORDS = ("democratic-services", "monitoring-officer")
_WRITES_STRATEGIES = ("strategy-officer",)
_KNOWS_PEOPLE = ("advisor", "service-officer", "administrator", "safeguarding", "information-governance")


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who asks to see something, and how far they see. Every rule of sight in the house is asked of this value alone.

    ``teams`` are those whose cases they see, ``None`` for every team's; ``works`` those whose cases they work on.
    ``people`` says that they look people up; ``safeguards`` that they also see what is protected. ``acts_for`` is the
    organisation that a partner's helper belongs to, ``wards`` those that a councillor was elected for. ``records`` says that they
    keep the democratic record: they see its drafts, and what of it is exempt. ``governs`` says that they decide what is held and
    what is erased of people. ``plans`` says that they write strategies, and see the drafts of them.
    """

    account: str
    teams: tuple[str, ...] | None = ()
    works: tuple[str, ...] | None = ()
    people: bool = False
    safeguards: bool = False
    acts_for: str = ""
    wards: tuple[str, ...] = ()
    records: bool = False
    governs: bool = False
    plans: bool = False


def onlooker(account: AccountValue) -> Onlooker:
    """How far somebody who is logged in sees, by the roles they hold now."""
    held = account.roles
    return Onlooker(
        account=account.reference,
        teams=_teams(account, _READS_CASES),
        works=_teams(account, _WORKS_CASES),
        people=account.holds(*_KNOWS_PEOPLE),
        safeguards=account.holds("safeguarding"),
        acts_for=next((each.team for each in held if each.role == "partner"), ""),
        wards=tuple(each.team for each in held if each.role == "councillor"),
        records=account.holds(*_KEEPS_RECORDS),
        governs=account.holds("information-governance"),
        plans=account.holds(*_WRITES_STRATEGIES),
    )


def _teams(account: AccountValue, roles: tuple[str, ...]) -> tuple[str, ...] | None:
    held = ["" if each.role in _OF_ALL_TEAMS else each.team for each in account.roles if each.role in roles]
    return None if "" in held else tuple(dict.fromkeys(held))


def sees(audience: Visibility, record: Visibility) -> bool:
    """Whether an audience may see a record of this visibility."""
    return ORDER.index(record) <= ORDER.index(audience)


def visible_to(audience: Visibility) -> tuple[Visibility, ...]:
    """Every visibility that an audience may see: for a filter in a question to the database."""
    return tuple(each for each in ORDER if sees(audience, each))
