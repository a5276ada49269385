"""Saved filters: which cases somebody looks at often, under a name, for themselves or for their team."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from guildhall.estate.door import Onlooker
from guildhall.serve.casework.wanted import Wanted, kept_text, read_text
from guildhall.serve.models import SavedFilter

LONGEST_NAME = 60
MOST = 60
"""So many filters are offered at most: more would be no shortcut."""


class NotSaved(ValueError):
    """A filter could not be saved. ``code`` says why: ``no-name``, ``long-name``, ``name-taken`` or ``not-your-team``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoSuchFilter(LookupError):
    """There is no filter of that number that this onlooker may open."""

    code = "no-such-filter"


@dataclass(frozen=True, slots=True)
class FilterValue:
    """A saved filter: whose it is (``team`` is empty where it is one person's), and who saved it when."""

    number: int
    name: str
    team: str
    wanted: Wanted
    by: str
    at: datetime


def save(*, name: str, team: str, wanted: Wanted, onlooker: Onlooker, at: datetime) -> FilterValue:
    """Save a choice under a name, for oneself or for a team of one's own. Raises ``NotSaved``.

    Saying the very same twice keeps one.
    """
    if not name:
        raise NotSaved("no-name")
    if len(name) > LONGEST_NAME:
        raise NotSaved("long-name")
    if team and onlooker.teams is not None and team not in onlooker.teams:
        raise NotSaved("not-your-team")
    whose = Q(team=team) if team else Q(team="", by=onlooker.account)
    standing = SavedFilter.objects.filter(whose, name__iexact=name, set_aside_at=None).first()
    if standing is None:
        try:
            with transaction.atomic():
                row = SavedFilter.objects.create(
                    name=name, team=team, wanted=kept_text(wanted), by=onlooker.account, at=at
                )
        except IntegrityError:
            raise NotSaved("name-taken") from None
        return _value(row)
    if read_text(standing.wanted) != wanted:
        raise NotSaved("name-taken")
    return _value(standing)


def offered_to(*, onlooker: Onlooker) -> tuple[FilterValue, ...]:
    """The filters that an onlooker saved and those of their teams, their own first, by name. One statement."""
    rows = SavedFilter.objects.filter(_seen(onlooker), set_aside_at=None)[:MOST]
    return tuple(sorted(map(_value, rows), key=lambda each: (bool(each.team), each.team, each.name.casefold())))


def find(*, number: int, onlooker: Onlooker) -> FilterValue:
    """A filter by its number. Raises ``NoSuchFilter`` also where it is somebody else's, or was set aside."""
    row = SavedFilter.objects.filter(_seen(onlooker), id=number, set_aside_at=None).first()
    if row is None:
        raise NoSuchFilter(number)
    return _value(row)


def set_aside(*, number: int, onlooker: Onlooker, at: datetime) -> None:
    """Offer a filter no longer; who did it is kept. A team's may be set aside by anybody of it. Doing it twice is harmless."""
    SavedFilter.objects.filter(_seen(onlooker), id=number, set_aside_at=None).update(
        set_aside_at=at, set_aside_by=onlooker.account
    )


def _seen(onlooker: Onlooker) -> Q:
    of_teams = ~Q(team="") if onlooker.teams is None else Q(team__in=[each for each in onlooker.teams if each])
    return Q(team="", by=onlooker.account) | of_teams


def _value(row: SavedFilter) -> FilterValue:
    return FilterValue(row.pk, row.name, row.team, read_text(row.wanted), row.by, row.at)
