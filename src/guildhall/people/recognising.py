"""Somebody whom another speaks for, known again by what they say of themselves. Nobody is told whether they were.

Families share names, telephones and homes; nobody shares those and a day of birth as well. So all of these must be the same, of one
person and no other. Whoever is not surely known again is registered anew, and the proposals that two records are one person see to
the rest. A name counts as it is written, for that is how the helper reads it afterwards: another spelling would tell them.
"""

from datetime import date

from django.db.models import Q

from guildhall.people.identity import same_as
from guildhall.people.models import Party
from guildhall.people.register import searched_form


def recognised(*, name: str, born: date | None, email: str, phone: str) -> str:
    """The one person of exactly this name and day of birth who is reached at what they gave; ``""`` where there is none, or more.

    Nobody protected is known again, and nobody by an address or number that is not safe for them. Three statements at most.
    """
    ways = [(kind, searched_form(kind, value)) for kind, value in (("email", email), ("phone", phone)) if value.strip()]
    if born is None or not name.strip() or not ways:
        return ""
    alike = Party.objects.filter(kind="person", born_on=born, guarded=False, erased_at=None)
    for kind, form in ways:
        reached = Q(contact_points__kind=kind, contact_points__found_by=form, contact_points__until=None)
        alike = alike.filter(reached & (Q(contact_points__safe_to_use=None) | Q(contact_points__safe_to_use=True)))
    found = [each for each in alike.distinct().order_by("registered_at") if _plain(each.name) == _plain(name)]
    if not found:
        return ""
    same = same_as([each.id for each in found])
    one = same[found[0].id]
    if any(same[each.id] != one for each in found) or Party.objects.filter(id__in=one, guarded=True).exists():
        return ""
    return found[0].reference


def _plain(name: str) -> str:
    return " ".join(name.split())
