"""``guildhall records import``: put pages into the house, each by itself, whole or not at all."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from django.db import DataError

from guildhall.decide.clock import now
from guildhall.decide.commands.files import BadInput, bytes_in
from guildhall.decide.importing.bringing import Brought, bring_in
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.reading.record import Unreadable
from guildhall.ledger.door import Actor

HOUSE = Actor("system")


def import_pages(given: Namespace) -> int:
    """Bring each file in and say what became of it. Raises ``BadInput``, once the others are in, with a line for each refused."""
    day = _day(given.date)
    brought: list[Brought] = []
    refused: list[str] = []
    if sys.stdout is None:
        raise BadInput("there is no output to print on")
    for name in given.files:
        try:
            brought.append(_brought(name, given.body, day))
        except BadInput as bad:
            refused += bad.lines
        else:
            if not given.json:
                sys.stdout.write("\n".join(_said(brought[-1])) + "\n")
    if given.json:
        sys.stdout.write(json.dumps([asdict(each) for each in brought], ensure_ascii=False, indent=1) + "\n")
    if refused:
        raise BadInput(*refused)
    return 0


def _brought(name: str, body: str, day: date | None) -> Brought:
    held = bytes_in(name)
    try:
        return bring_in(held=held, name=name, actor=HOUSE, at=now(), body=body, day=day)
    except Unreadable as unreadable:
        raise BadInput(f"{name} cannot be read: {unreadable}") from None
    except (NotRecorded, DataError) as refused:
        raise BadInput(f"{name} was not brought in, because the record refuses it: {refused}") from None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise BadInput(f"{said} is no date: write --date 2026-03-12") from None


def _said(brought: Brought) -> Iterator[str]:
    """What became of a page, as lines to read."""
    if brought.known:
        yield f"{brought.name}: this page is here already. Nothing was changed."
    else:
        yield f"{brought.name}: {brought.kind.replace('_', ' ')}"
        yield from (f"  new: {each}" for each in brought.new)
        yield from (f"  more is known of: {each}" for each in brought.filled)
    yield from (f"  look at this: {' '.join(each.split())}" for each in brought.doubts)
