"""Editions: definitions as published, compiled once in each process and found again without asking the database.

Publishing touches one small file in the data folder. Every process looks at that file's time before it answers, so that all
channels, in all processes of this machine, change at the same moment and no page costs a question to the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.journey import Compiled
from guildhall.kernel.loading import kept_service, load_service
from guildhall.kernel.service import Service
from guildhall.serve import pages
from guildhall.serve.models import Edition, Waiver

STAMP = "published"
ACCESS = "access."
"""Findings that begin so are about who can reach a service. A waiver of one is told on the service's page."""


@dataclass(frozen=True, slots=True)
class Live:
    """A definition ready to serve, and the hash that names it."""

    hash: str
    compiled: Compiled

    @property
    def service(self) -> Service:
        return self.compiled.service

    @property
    def id(self) -> str:
        return self.compiled.service.id


class NotPublished(LookupError):
    """There is no such edition: the address is wrong, or the service was withdrawn."""

    code = "not-published"


class _Shelf:
    """The editions this process has compiled, and which of them are current."""

    def __init__(self) -> None:
        self.by_hash: dict[str, Live] = {}
        self.current: Mapping[str, Live] = {}
        self.waived: tuple[Waiver, ...] = ()
        self.read_at: object = object()


_shelf = _Shelf()


def current(*, service: str) -> Live | None:
    """The edition in force of a service, or ``None`` when there is none."""
    return _now_current().get(service)


def live() -> tuple[Live, ...]:
    """Every service in force, in the order of their ids."""
    return tuple(_now_current().values())


def of_hash(*, edition: str) -> Live:
    """The edition with that hash, in force or not. Raises ``NotPublished``."""
    found = _shelf.by_hash.get(edition)
    if found is None:
        row = Edition.objects.filter(hash=edition).values_list("document", flat=True).first()
        if row is None:
            raise NotPublished(edition)
        found = _shelf.by_hash[edition] = _compiled(edition, row)
    return found


def publish(*, text: str, by: str, at: datetime, file: str = "definition") -> Live:
    """Put a definition in force on every channel at once, its pages composed. Publishing the same definition again changes nothing.

    Raises ``Unreadable`` when it is not a definition.
    """
    service = load_service(text, file)
    document = canonical_json(service.to_json())
    edition = service.hash()
    with transaction.atomic():
        row, _new = Edition.objects.get_or_create(
            hash=edition,
            defaults={
                "service": service.id,
                "version": service.version,
                "document": document,
                "published_at": at,
                "published_by": by,
            },
        )
        newest = Edition.objects.filter(service=service.id).aggregate(newest=Max("published_at"))["newest"]
        if row.published_at < newest:
            Edition.objects.filter(hash=edition).update(published_at=at, published_by=by)
        live = of_hash(edition=edition)
        pages.compose_edition(live)
        transaction.on_commit(changed)
    return live


def _now_current() -> Mapping[str, Live]:
    stamp = _stamp_time()
    if _shelf.read_at != stamp:
        newest = dict(Edition.objects.order_by("published_at").values_list("service", "hash"))
        found = [of_hash(edition=edition) for edition in newest.values()]
        _shelf.current = {each.id: each for each in sorted(found, key=_by_id) if each.service.status != "withdrawn"}
        _shelf.waived = tuple(Waiver.objects.filter(finding__startswith=ACCESS).order_by("at", "id"))
        _shelf.read_at = stamp
    return _shelf.current


def waived_access() -> tuple[Waiver, ...]:
    """Every waiver about access, the first first. Read together with what is in force, so that no page asks for it."""
    _now_current()
    return _shelf.waived


def reading() -> object:
    """What stands for the reading of what is in force: another one whenever anything that is published may have changed."""
    return _now_current()


def forget() -> None:
    """Forget what this process has compiled, as a new process would not know it."""
    _shelf.by_hash.clear()
    _shelf.read_at = object()


def _by_id(each: Live) -> str:
    return each.id


def _compiled(edition: str, document: str) -> Live:
    return Live(edition, Compiled(kept_service(document)))


def _stamp() -> Path:
    return _stamp_in(settings.MEDIA_ROOT)


@cache
def _stamp_in(folder: str | Path) -> Path:
    return Path(folder).parent / STAMP


def _stamp_time() -> object:
    try:
        return _stamp().stat().st_mtime_ns
    except FileNotFoundError:
        return None


def changed() -> None:
    """Let every process of this machine look again at what is in force."""
    _stamp().parent.mkdir(parents=True, exist_ok=True)
    _stamp().touch()
    _shelf.read_at = object()
