"""Deposit a copy on an item: a page, a document or open data of the house as everybody sees it, or what was sent as a file."""

from collections.abc import Mapping

from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.copying.house import Copied, NoSuchPage, copy_of
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.staff import actor
from guildhall.decide.keeping.exhibits import deposit
from guildhall.estate.door import OpenedFile, Refused, open_file, store_file

DEPOSITED: Mapping[str, str] = {"page": "A page", "figure": "A figure", "report": "A report"}
FILE = "exhibit_file"
"""The box of the file, and what its copy is kept by until the rest of the form stands."""


def deposit_copy(request: HttpRequest, item: m.AgendaItem, boxes: Boxes, file: str) -> bool:
    """Deposit what the form names: what stands at an address of the house, else the ``file`` that was sent. Whether it was done."""
    title = boxes.text("exhibit_title", "Write what it is called", longest=400)
    kind = boxes.chosen("exhibit_kind", DEPOSITED, "Choose what it is")
    address = boxes.text("exhibit_page", longest=500)
    if bool(address) == bool(file):
        boxes.wrong("exhibit_page", "Write the address of a page, or choose a file: one of the two")
    copied = _copied(address, boxes) if address and not boxes.errors else None
    sent = open_file(reference=file) if file and not boxes.errors else None
    if boxes.errors:
        return False
    matter = _of_address(copied, boxes) if copied else _of_file(sent)
    if boxes.errors:
        return False
    return boxes.do(
        lambda: deposit(item=item, title=title, kind=kind, actor=actor(request), at=now(), **matter),
        {"title": "exhibit_title"},
    )


def _copied(address: str, boxes: Boxes) -> Copied | None:
    try:
        return copy_of(address)
    except NoSuchPage:
        boxes.wrong(
            "exhibit_page",
            "Nothing of ours that everybody may see stands there. Write an address such as /en/decisions",
        )
        return None


def _of_address(copied: Copied, boxes: Boxes) -> dict[str, str]:
    """The copy with its address. A document is kept as the file that it is."""
    told = {"media_type": copied.media_type, "source": copied.address}
    if copied.content:
        return told | {"content": copied.content}
    kept = store_file(content=copied.held, name=copied.name, by=actor(boxes.request).reference, channel="record")
    if isinstance(kept, Refused):
        boxes.wrong("exhibit_page", kept.words["en"])
        return {}
    return told | {"file": kept}


def _of_file(sent: OpenedFile | None) -> dict[str, str]:
    return {"file": sent.reference, "media_type": sent.media_type} if sent else {}
