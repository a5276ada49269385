"""What the demo council's officers keep beside their worklists: filters they saved, and cases given to somebody in bulk."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from guildhall.estate.door import accounts_holding, onlooker_of
from guildhall.ledger.door import Actor
from guildhall.serve.casework import bulk, filters
from guildhall.serve.casework.bulk import Deed
from guildhall.serve.casework.wanted import Wanted
from guildhall.serve.models import Case

_FILTERS = (
    ("Late bins", "waste-rounds", Wanted(state="late", service="missed-bin")),
    ("Mine for this week", "", Wanted(whose="mine", due="week")),
    ("Nobody yet, from paper", "", Wanted(whose="nobody", channel="paper", order="oldest")),
)
_KEY = uuid5(NAMESPACE_URL, "https://demo.example.org/bulk-act")


def keep_lists(*, until: datetime, officer: Actor) -> None:
    """Save some filters, and give two cases to the officer in one act, two hours before ``until``."""
    held = next(each for each in accounts_holding(role="service-officer") if each.reference == officer.reference)
    onlooker, at = onlooker_of(account=held), until - timedelta(hours=2)
    for name, team, wanted in _FILTERS:
        filters.save(name=name, team=team, wanted=wanted, onlooker=onlooker, at=at)
    free = Case.objects.filter(closed_at=None, assigned_to="", opened_at__lt=at).order_by("opened_at", "id")
    chosen = dict.fromkeys(free.values_list("reference", flat=True)[:2], "")
    bulk.do(key=_KEY, deed=Deed("assign", to=officer.reference), chosen=chosen, onlooker=onlooker, actor=officer, at=at)
