"""A timeline: all that happened with somebody, on every channel, the newest first, as far as an onlooker sees.

Ten statements for each stretch, whatever is found. A contact that opened a case is told by the case, one that came with an
answer, an email on a case or an appointment by that, a promise that was made in a contact by the contact, and an email that answered what
was asked by itself. Of whoever is protected, what says where they
are expected stands there for those alone who keep people safe: also a time or a reference would lead to the place that keeps it.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.people.door import guarded_among
from guildhall.serve.casework import entries
from guildhall.serve.casework.entries import Entry
from guildhall.serve.contacts.interactions import BOOKED, CAME, CASE, REPLIED, WROTE
from guildhall.serve.models import Appointment, Arrival, Callback, Case, Enquiry, HeldLetter, Interaction, Message
from guildhall.serve.places.codes import SAYS_WHERE
from guildhall.serve.sight import about_none_or, callbacks_seen, cases_seen

STRETCH = 30
_RANKS = ("case", "contact", "message", "email", "reply", "callback", "appointment", "letter")
_AT_A_PLACE = frozenset({"appointment", "letter"})
"""The kinds of entries that stand at a place too, under the same moment."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One stretch, and where the next begins (``""`` at the end)."""

    entries: tuple[Entry, ...]
    after: str


def timeline(*, parties: Sequence[str], onlooker: Onlooker, after: str = "", limit: int = STRETCH) -> Timeline:
    """A stretch of the timeline of these parties, who are one person; ``after`` is what the stretch before gave."""
    seen = cases_seen(onlooker)
    cases = Case.objects.filter(seen)
    their = cases.filter(customer__in=parties)
    about = about_none_or(cases)
    contacts = Interaction.objects.filter(about, party__in=parties)
    contacts = contacts.exclude(reason=CASE, case__in=their.values("reference"))
    contacts = contacts.exclude(Q(reason__in=(REPLIED, BOOKED, CAME)) | (Q(reason=WROTE) & ~Q(case="")))
    contacts = contacts.select_related("arrival")
    unseen = not onlooker.safeguards and bool(guarded_among(references=parties))
    written = Message.objects.select_related("case").exclude(about__in=SAYS_WHERE if unseen else ())
    emails = Arrival.objects.filter(case__in=their, became__in=("reply", "note"))
    replies = Enquiry.objects.filter(case__in=their, replied_at__isnull=False)
    by_email = Arrival.objects.filter(case=OuterRef("case"), became="reply", at=OuterRef("replied_at"))
    promised = Callback.objects.filter(callbacks_seen(onlooker), interaction=None, party__in=parties)
    held = HeldLetter.objects.filter(holding__party__in=parties).select_related("holding__place")
    found: list[Entry] = []
    for kind, rows, moment, of in (
        ("case", their, "opened_at", entries.of_case),
        ("contact", contacts, "at", entries.of_contact),
        ("message", written.filter(party="", case__in=their), "rendered_at", entries.of_message),
        (
            "message",
            written.filter(about_none_or(cases, by="id"), party__in=parties),
            "rendered_at",
            entries.of_message,
        ),
        ("email", emails.select_related("case"), "at", entries.of_email),
        ("reply", replies.exclude(Exists(by_email)).select_related("case"), "replied_at", entries.of_reply),
        ("callback", promised, "promised_at", entries.of_callback),
        ("appointment", _appointments(about, parties), "booked_at", entries.of_appointment),
        ("letter", held, "came_at", entries.of_letter),
    ):
        if not (unseen and kind in _AT_A_PLACE):
            found += map(of, _newest(rows, moment, _RANKS.index(kind), after, limit))
    found.sort(key=lambda each: (each.at, _RANKS.index(each.kind), each.number), reverse=True)
    last = found[limit - 1] if len(found) > limit else None
    mark = f"{last.at.isoformat()}~{_RANKS.index(last.kind)}~{last.number}" if last else ""
    return Timeline(tuple(found[:limit]), mark)


def _appointments(about: Q, parties: Sequence[str]) -> QuerySet[Appointment]:
    return Appointment.objects.filter(about, party__in=parties).select_related("place")


def _newest(rows: QuerySet[Any], moment: str, rank: int, after: str, limit: int) -> list[Any]:
    """The next rows of one kind beyond a mark; a mark that is none changes nothing."""
    at, _, rest = after.partition("~")
    of, _, number = rest.partition("~")
    with suppress(ValueError, OverflowError):
        last, before, kind = int(number), datetime.fromisoformat(at), int(of)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(**{f"{moment}__lte": before})
            if rank > kind:
                rows = rows.exclude(**{moment: before})
            elif rank == kind:
                rows = rows.exclude(**{moment: before, "id__gte": last})
    return list(rows.order_by(f"-{moment}", "-id")[: limit + 1])
