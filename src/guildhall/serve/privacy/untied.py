"""Emails and calls that nobody tied to a case or a person. Whose they are is told by where they came from, and by nothing else.

So they count as somebody's only where that address or number is theirs, and no other record's that we know of: who of a family wrote
or rang is not known, and nobody is shown what may be another's (UK GDPR, Article 15(4)). Nor is what came after they gave it up.
"""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from guildhall.people.door import ways_alone
from guildhall.serve.models import Arrival, Call


def emails_of(*, parties: Sequence[str]) -> QuerySet[Arrival]:
    """The emails on no case from an address that is this person's alone, under any record of theirs. One statement before it is read."""
    theirs = Q(pk__in=())
    for kind, form, until in ways_alone(references=parties):
        if kind == "email":
            theirs |= Q(sender__iexact=form) & (Q(at__lt=until) if until else Q())
    return Arrival.objects.filter(theirs, case=None).order_by("at", "id")


def calls_of(*, parties: Sequence[str]) -> QuerySet[Call]:
    """The calls with a number that is this person's alone, which became no contact with anybody. One statement before it is read."""
    theirs = Q(pk__in=())
    for kind, form, until in ways_alone(references=parties):
        if kind == "phone" and form:
            theirs |= Q(number=form) & (Q(rang_at__lt=until) if until else Q())
    nobodys = Q(interaction=None) | Q(interaction__party="", interaction__called="")
    return Call.objects.filter(theirs, nobodys, rang_at__isnull=False).order_by("rang_at", "id")
