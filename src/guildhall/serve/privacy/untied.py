"""Emails and calls that stand on no case. Whose they are is told by where they came from, and by nothing else, unless one of us has
said of an email whose it is.

So they count as somebody's only where that address or number is theirs, and no other record's that we know of: who of a family wrote
or rang is not known, and nobody is shown what may be another's (UK GDPR, Article 15(4)). Nor is what came after they gave it up.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Lower

from guildhall.people.door import ways_alone
from guildhall.serve.models import Arrival, Call
from guildhall.serve.telling.inbound.by_hand import OF_SOMEBODY

Ways = dict[str, datetime | None]
"""The forms of addresses or numbers, and until when each was theirs: ``None`` where it still is."""


def emails_of(*, parties: Sequence[str]) -> list[Arrival]:
    """The emails on no case from an address that is these people's alone, under any record of theirs, and those put with them.

    Three statements. What was put with somebody else is not theirs.
    """
    ways = _ways("email", parties)
    put = Arrival.objects.filter(became=OF_SOMEBODY, interaction__party__in=parties, case=None)
    rows = Arrival.objects.annotate(form=Lower("sender")).filter(form__in=list(ways), case=None)
    came = [each for each in rows.exclude(became=OF_SOMEBODY) if _was_theirs(ways[each.form], each.at)]
    return sorted([*put, *came], key=lambda each: (each.at, each.pk))


def calls_of(*, parties: Sequence[str]) -> list[Call]:
    """The calls with a number that is these people's alone, which became no contact with anybody. Two statements."""
    ways = _ways("phone", parties)
    nobodys = Q(interaction=None) | Q(interaction__party="", interaction__called="")
    rows = Call.objects.filter(nobodys, number__in=list(ways), rang_at__isnull=False)
    return [each for each in rows.order_by("rang_at", "id") if _was_theirs(ways[each.number], each.rang_at)]


def _ways(wanted: str, parties: Sequence[str]) -> Ways:
    """Where they were reached and nobody else was. What they gave up and took up again is theirs to the last."""
    ways: Ways = {}
    for kind, form, until in ways_alone(references=parties):
        if kind == wanted and form:
            known = ways.get(form, until)
            ways[form] = max(known, until) if known and until else None
    return ways


def _was_theirs(until: datetime | None, at: datetime | None) -> bool:
    return until is None or (at is not None and at < until)
