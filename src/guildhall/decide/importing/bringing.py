"""Bring a page in: read, joined to what is there, kept with where each field stands, and published as it was public already."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.importing import attending, items, plans
from guildhall.decide.importing.joining import Hand
from guildhall.decide.importing.page import ANSWER, Page
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.recording import tell
from guildhall.decide.models.record import Cited, Published
from guildhall.decide.reading.pages import read
from guildhall.decide.reading.record import Reading
from guildhall.decide.references import KINDS, record_of
from guildhall.decide.sight import STANDS_ON
from guildhall.ledger.door import Actor

_ORDER = ("meeting", "matter", "item", "report", "motion", "decision")
"""What is published first: whatever others stand on."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a page. ``known``: this very page was brought in before, and nothing was changed."""

    name: str
    kind: str
    known: bool
    new: tuple[str, ...]
    filled: tuple[str, ...]
    doubts: tuple[str, ...]


def bring_in(*, held: bytes, name: str, actor: Actor, at: datetime, body: str = "", day: date | None = None) -> Brought:
    """Bring one page in, whole or not at all. ``body`` and ``day`` answer for a page that does not name its own.

    Raises ``Unreadable`` (a ``ValueError``), and then nothing was changed.
    """
    reading = read(held)
    mark = sha256(reading.text.encode()).hexdigest()
    with transaction.atomic():
        source, fresh = m.Source.objects.get_or_create(
            sha256=mark,
            defaults={
                "name": name[:200],
                "kind": reading.kind,
                "text": reading.text,
                "read_at": at,
                "read_by": actor.reference,
            },
        )
        hand = Hand(actor, at)
        page = Page(reading, source, hand, body, day)
        asked_again = bool(body or day) and source.doubts.filter(field=ANSWER, settled_at=None).exists()
        if fresh or asked_again:
            source.doubts.filter(field=ANSWER, settled_at=None).update(settled_at=at, settled_by=actor.reference)
            _put(page)
            page.tell_unplaced()
            _list_doubts(page)
            _publish(page)
        doubts = tuple(f"{each.kind}: {each.says}" for each in source.doubts.filter(settled_at=None).order_by("id"))
    filled = tuple(dict.fromkeys(each for each in hand.touched if each not in hand.new))
    return Brought(name, reading.kind, not (fresh or asked_again), tuple(dict.fromkeys(hand.new)), filled, doubts)


def _put(page: Page) -> None:
    kind = page.reading.kind
    if kind in ("decisions_register", "forward_plan"):
        for part in page.reading.parts:
            (plans.put_entry if kind == "forward_plan" else items.put_page)(page.part(part))
    elif kind == "meeting":
        attending.put_meeting(page)
    elif kind == "attendance":
        attending.put_attendance(page)
    elif kind == "register_of_interests":
        attending.put_interests(page)
    elif kind == "issue_history":
        page.doubt("unresolved", "The page does not say what it is the history of")
    elif page.reading.parts:
        for part in page.reading.parts:
            items.put_page(page.part(part))
    else:
        items.put_page(page)


def _list_doubts(page: Page) -> None:
    for start, end in page.reading.not_understood:
        m.Doubt.objects.get_or_create(
            source=page.source, kind="not-understood", start=start, end=end,
            defaults={"says": _passage(page.reading, start, end)},
        )  # fmt: skip
    for flag in page.reading.flags:
        page.doubt("contradiction", flag)


def _passage(reading: Reading, start: int, end: int) -> str:
    return " ".join(reading.text[start:end].split())


def _publish(page: Page) -> None:
    """What the page made, or filled in of what is published: it stood on a public page. A clerk's draft stays one, and is listed."""
    kinds = list(KINDS)
    by: dict[str, Any] = {"actor": page.hand.actor, "at": page.hand.at, "reason": "Read from a further page"}
    done = dict.fromkeys(each for each in page.hand.touched)
    for reference in sorted(done, key=lambda each: _place(each, kinds)):
        row = record_of(reference)
        tell(row, happened.BROUGHT_IN, page.hand.actor, page.hand.at, source=page.source.sha256)
        held = _held_back(row, page)
        if held is not None:
            page.doubt(
                "unresolved", f"{row} is not published: {held} is a draft here. Publish it, if it is right", about=row
            )
            continue
        publish(reference=reference, **by)
        publish_anew(row, **by)


def _held_back(row: Cited, page: Page) -> Cited | None:
    """The draft of a clerk's for which a record may not be published: itself, or what it stands on."""
    if _is_draft(row) and row.reference not in page.hand.new:
        return row
    below = (getattr(row, name) for name in STANDS_ON.get(type(row), ()))
    return next((each for each in below if each is not None and _is_draft(each)), None)


def _is_draft(row: Cited) -> bool:
    return isinstance(row, Published) and row.published_at is None


def _place(reference: str, kinds: list[str]) -> int:
    kind = reference.partition("/")[0]
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER) + kinds.index(kind)
