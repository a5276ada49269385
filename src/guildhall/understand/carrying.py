"""Events are carried from the ledger to files, each once: a file is written whole and renamed, and only then put on record.

The record of a file and the marks of what it holds are one transaction. A crash before it leaves a file that is on no record,
which nothing reads and whose events are still waiting; after it, nothing is waiting. So no event is counted twice and none never.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django_tasks import task

from guildhall.estate.door import calendar, do_again
from guildhall.kernel.clocks import Calendar
from guildhall.ledger.door import Told, carry_anew, set_carried, stories, waiting
from guildhall.understand.clock import now
from guildhall.understand.engine import Engine, opened
from guildhall.understand.models import Aside, Extract, Rolled, Round
from guildhall.understand.reaching import look
from guildhall.understand.rolling import roll
from guildhall.understand.rows import LATE, lay_out

EVERY = timedelta(hours=1)
"""How far behind the ledger the files may be."""
LEFT = timedelta(days=1)
"""Older than this, what lies beside the files and is on no record was left by a making that broke off: none takes so long."""
STRETCH = 50_000
"""Subjects whose events go into one file."""


class CarriedMeanwhile(RuntimeError):
    """Somebody else carried events, or began anew, meanwhile. Nothing is lost: what they left waits."""

    code = "carried-meanwhile"


def folder() -> Path:
    """Where the files lie: of the council's own data, outside the web root."""
    return Path(settings.MEASURED)


def carry(*, at: datetime) -> Iterator[int]:
    """Carry all that waits, a stretch at a time; gives how many events each file holds. It can be stopped, and gone on with.

    When all was carried, what pages show is worked out from it.
    Raises ``CarriedMeanwhile`` where two do so at once: the one that was quicker goes on.
    """
    going = Round.objects.filter(ended_at=None).first() or Round.objects.create(began_at=at)
    newest = counted_through()
    late_before = newest - LATE if newest else None
    folder().mkdir(parents=True, exist_ok=True)
    _sweep(at)
    with opened() as engine:
        while (events := _carry(engine, going, late_before, at)) is not None:
            yield events
    written = Extract.objects.filter(round=going)
    if written.exists():
        latest = filter(None, (written.aggregate(Max("through"))["through__max"], newest))
        Round.objects.filter(id=going.pk).update(ended_at=at, through=max(latest, default=None))
    else:
        going.delete()
    roll(files=files(), at=at)
    look(files=files(), at=at)


def begin_anew() -> None:
    """Forget every file, and let every event wait again: what was put aside is judged anew, too."""
    with transaction.atomic():
        Rolled.objects.all().delete()
        Extract.objects.all().delete()
        Round.objects.all().delete()
        carry_anew()
    for left in folder().glob("*.parquet") if folder().is_dir() else ():
        with suppress(FileNotFoundError):
            left.unlink()


def counted_through() -> datetime | None:
    """The latest moment of any event that was counted when the last round ended."""
    latest: datetime | None = Round.objects.exclude(ended_at=None).aggregate(Max("through"))["through__max"]
    return latest


def files() -> list[Path]:
    """The files that count, in their order."""
    return [folder() / name for name in Extract.objects.order_by("number").values_list("name", flat=True)]


@task()
def carry_what_is_new() -> None:
    """Do so now, and again in an hour."""
    at = now()
    do_again(task=carry_what_is_new, at=at + EVERY)
    for _ in carry(at=at):
        pass


def _carry(engine: Engine, going: Round, late_before: datetime | None, at: datetime) -> int | None:
    """Carry what waits of the next subjects into one file. Gives how many events are in it; nothing where nothing waits.

    The number of its record is asked for before what waits: whoever else carries the same meanwhile takes it away.
    """
    number = (Extract.objects.aggregate(Max("number"))["number__max"] or 0) + 1
    found = waiting(limit=STRETCH)
    if not found:
        return None
    name = f"{number:06}-{uuid4().hex[:8]}.parquet"
    path = folder() / name
    part = path.with_suffix(".part")
    laid = lay_out(
        engine,
        found,
        told=_stories,
        openings=_openings,
        working=_calendar,
        late_before=late_before,
        now=at,
        to=part,
    )
    part.rename(path)
    try:
        with path.open("rb") as written, transaction.atomic():
            extract = Extract.objects.create(
                number=number,
                round=going,
                name=name,
                events=laid.events,
                first_day=laid.first_day,
                last_day=laid.last_day,
                through=laid.through,
                sha256=file_digest(written, "sha256").hexdigest(),
                made_at=at,
            )
            Aside.objects.bulk_create(Aside(extract=extract, **each._asdict()) for each in laid.asides)
            set_carried(carried=found)
    except IntegrityError as taken:
        path.unlink(missing_ok=True)
        raise CarriedMeanwhile from taken
    return laid.events


def _sweep(at: datetime) -> None:
    """Take away what was left by a making that broke off: rows on their way, half a file, and a whole one that is on no record."""
    known = set(Extract.objects.values_list("name", flat=True))
    for each in (*folder().glob(".rows-*"), *folder().glob("*.part"), *folder().glob("*.parquet")):
        with suppress(FileNotFoundError):  # somebody else does so too
            if each.name in known or datetime.fromtimestamp(each.stat().st_mtime, UTC) > at - LEFT:
                continue
            if each.is_dir():
                rmtree(each, ignore_errors=True)
            else:
                each.unlink()


def _stories(subjects: Iterable[str]) -> Iterator[Told]:
    return stories(subjects=subjects)


def _openings(cases: Iterable[str]) -> Iterator[Told]:
    return stories(subjects=cases, only="case.opened")


def _calendar(year_from: int, year_to: int) -> Calendar:
    return calendar(year_from=year_from, year_to=year_to)
