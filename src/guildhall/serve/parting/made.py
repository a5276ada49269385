"""What was made while two records were taken for one person: cases, contacts, promises, messages, and all else that names one.

Each stands where it was made. It is listed so that somebody says whose it is, and given to another only by that (``giving``).
A test holds every column of the house that names a party to this list and to that of the people's room.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from guildhall.estate.door import Onlooker
from guildhall.serve.contacts.interactions import BOOKED, OF_CASE
from guildhall.serve.models import (
    Appointment,
    Callback,
    Case,
    Hold,
    Interaction,
    Journey,
    Message,
    PostHolding,
    RightsRequest,
)
from guildhall.serve.sight import about_none_or, callbacks_seen, cases_seen

_GOVERNED = frozenset({"hold", "request"})
"""What those alone pass on who decide what is held, shown and erased of people."""


@dataclass(frozen=True, slots=True)
class Made:
    """Something made for a party. ``record`` is its reference, ``of`` the party's; ``about`` is a code or a subject."""

    record: str
    kind: str
    of: str
    at: datetime
    channel: str = ""
    case: str = ""
    service: str = ""
    about: str = ""
    outgoing: bool = False
    language: str = ""


def made_between(
    *,
    parties: Collection[str],
    since: datetime,
    until: datetime,
    leaving: Collection[str],
    onlooker: Onlooker | None,
    limit: int,
) -> tuple[Made, ...]:
    """What was made for these parties between two moments, the oldest first, at most ``limit`` of each kind.

    ``leaving`` are records that are not wanted. Without an ``onlooker`` everything there is, which is not for showing. A legal hold
    and a request about their information are listed for those who govern them, and for nobody else: whoever is given a request is
    given the copy. The number of statements is fixed.
    """
    found: list[Made] = []
    for kind, (rows, moment) in _rows(parties, onlooker).items():
        if kind in _GOVERNED and onlooker is not None and not onlooker.governs:
            continue
        between = rows.filter(**{f"{moment}__gte": since, f"{moment}__lte": until})
        named = {each.partition("/")[2] for each in leaving if each.startswith(f"{kind}/")}
        wanted = between.exclude(**{"reference__in" if kind == "case" else "id__in": named})
        found += [_made(kind, each, parties) for each in wanted.order_by(moment, "id")[:limit]]
    return tuple(sorted(found, key=lambda each: (each.at, each.record)))


def _rows(parties: Collection[str], onlooker: Onlooker | None) -> dict[str, tuple[Any, str]]:
    their = Case.objects.filter(customer__in=parties)
    seen = Case.objects.filter(cases_seen(onlooker)) if onlooker else Case.objects.all()
    told = about_none_or(seen)
    callbacks = Callback.objects.filter(callbacks_seen(onlooker)) if onlooker else Callback.objects.all()
    written = Message.objects.filter(Q(party__in=parties) | Q(party="", case__in=their))
    shown = written.filter(about_none_or(seen, by="id")) if onlooker else written
    return {
        "case": (seen.filter(customer__in=parties), "opened_at"),
        "contact": (
            Interaction.objects.filter(told, party__in=parties).exclude(
                Q(reason=BOOKED) | Q(reason__in=OF_CASE, case__in=their.values("reference"))
            ),
            "at",
        ),
        "callback": (callbacks.filter(party__in=parties), "promised_at"),
        "message": (shown.select_related("case"), "rendered_at"),
        "appointment": (Appointment.objects.filter(told, party__in=parties), "booked_at"),
        "journey": (
            Journey.objects.filter(Q(customer__in=parties) | Q(on_behalf_of__in=parties), case=None),
            "begun_at",
        ),
        "post": (PostHolding.objects.filter(party__in=parties).select_related("place"), "since"),
        "request": (RightsRequest.objects.filter(case__in=seen, party__in=parties).select_related("case"), "at"),
        "hold": (Hold.objects.filter(subject__in=parties), "at"),
    }


def _made(kind: str, row: Any, parties: Collection[str]) -> Made:  # noqa: PLR0911  # one for each sort
    match row:
        case Case():
            return Made(
                f"case/{row.reference}",
                kind,
                row.customer,
                row.opened_at,
                row.channel,
                case=row.reference,
                service=row.service,
            )
        case Interaction():
            return Made(
                f"contact/{row.pk}",
                kind,
                row.party,
                row.at,
                row.channel,
                row.case,
                row.service,
                row.reason,
                outgoing=row.direction == "out",
            )
        case Message():
            case = row.case.reference if row.case else ""
            return Made(
                f"message/{row.pk}",
                kind,
                row.addressee,
                row.rendered_at,
                row.kind,
                case,
                about=row.subject,
                outgoing=True,
                language=row.language,
            )
        case Callback():
            return Made(f"callback/{row.pk}", kind, row.party, row.promised_at, row.way, row.case, row.service)
        case Appointment():
            return Made(f"appointment/{row.pk}", kind, row.party, row.booked_at, row.channel, row.case, row.service)
        case Journey():
            of = row.on_behalf_of if row.on_behalf_of in parties else row.customer
            return Made(f"journey/{row.pk}", kind, of, row.begun_at, row.channel, service=row.service)
        case PostHolding():
            return Made(f"post/{row.pk}", kind, row.party, row.since, about=row.place.name)
        case RightsRequest():
            return Made(f"request/{row.pk}", kind, row.party, row.at, case=row.case.reference, about=row.kind)
        case _:
            return Made(f"hold/{row.pk}", kind, row.subject, row.at)
