"""Whom a counter calls by name. That somebody is expected at a place, or fetches their letters there, tells where to find them:
whoever is protected is named to those who keep people safe alone, and called by what they were given.
"""

from collections.abc import Iterable

from django.http import HttpRequest

from guildhall.people.door import guarded_among
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker

NOBODY_KNOWN = "Somebody without a name"
BY_REFERENCE = "Ask for the reference"
BY_CODE = "Ask for the code"


def named(request: HttpRequest, parties: Iterable[str]) -> tuple[dict[str, str], frozenset[str]]:
    """The names of these people, and those of them whom whoever is here is not told. Two statements at most."""
    wanted = set(filter(None, parties))
    unnamed = frozenset() if onlooker(request).safeguards or not wanted else guarded_among(references=wanted)
    return looking.names(request, wanted - unnamed), unnamed
