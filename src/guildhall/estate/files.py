"""Files that people send: checked by what they hold, cleaned, kept outside the web's reach.

What is sent is never trusted by its name. Pictures are drawn anew, which leaves out the place and
camera they were taken with; PDFs are written anew without their own notes about themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from guildhall.estate.cleaning import Damaged, Kind, clean, is_heic, kind_of
from guildhall.estate.models import StoredFile
from guildhall.estate.words import words

LARGEST = 10 * 1024 * 1024
"""Bytes, as sent."""

ENDINGS: dict[str, Kind] = {".pdf": "pdf", ".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png"}
MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
ACCEPT = ",".join((*(MEDIA_TYPES[kind] for kind in ("jpeg", "png", "pdf")), *ENDINGS))
"""What a page tells the browser that we take. JPEG stands first: a telephone or a Mac with an HEIC photograph then sends a
JPEG."""


class Altered(Exception):
    """What lies on the disk is not what was stored."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be taken: a code, and words for the sender in each language."""

    code: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A stored file, ready to hand out."""

    reference: str
    name: str
    media_type: str
    content: bytes
    stored_by: str
    channel: str


def store(*, sent: Iterable[tuple[bytes, str]], by: str, channel: str) -> tuple[str | Refused, ...]:
    """Check, clean and keep files, each its content and its name. Gives for each its reference, or why it was refused.

    One statement, however many there are.
    """
    kept: list[StoredFile] = []
    try:
        found = [_kept(content, name, by, channel, kept) for content, name in sent]
        if kept:
            StoredFile.objects.bulk_create(kept)
    except BaseException:
        for each in kept:
            _path(each.id).unlink()
        raise
    return tuple(found)


def store_all(*, sent: Iterable[tuple[bytes, str]], by: str, channel: str) -> tuple[str, ...] | Refused:
    """Keep several files, or none of them: the references, or why the first was refused that was."""
    stored = store(sent=sent, by=by, channel=channel)
    kept = tuple(each for each in stored if isinstance(each, str))
    refused = next((each for each in stored if isinstance(each, Refused)), None)
    if refused is None:
        return kept
    erase(kept)
    return refused


def _kept(content: bytes, name: str, by: str, channel: str, kept: list[StoredFile]) -> str | Refused:
    """Put a file on the disk, and its row among those to be ``kept``."""
    cleaned = _checked(content, name)
    if isinstance(cleaned, Refused):
        return cleaned
    kind, clean_content = cleaned
    row = StoredFile(
        id=uuid4(),
        original_name=_plain_name(name),
        kind=kind,
        size=len(clean_content),
        sha256=sha256(clean_content).hexdigest(),
        stored_by=by,
        channel=channel,
    )
    path = _path(row.id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600, exist_ok=False)
    kept.append(row)
    path.write_bytes(clean_content)
    return row.reference


def open_stored(reference: str) -> OpenedFile | None:
    """A stored file by its reference; `None` when there is none. Raises `Altered`."""
    key = _key(reference)
    stored = StoredFile.objects.filter(id=key).first() if key else None
    if stored is None:
        return None
    path = _path(stored.id)
    content = path.read_bytes() if path.exists() else b""
    if sha256(content).hexdigest() != stored.sha256:
        raise Altered(reference)
    media_type = MEDIA_TYPES[stored.kind]  # type: ignore[index]  # a kind is stored only from ENDINGS
    return OpenedFile(reference, stored.original_name, media_type, content, stored.stored_by, stored.channel)


def names_of(references: Iterable[str]) -> dict[str, str]:
    """What the senders called these files, by reference; what is no stored file is left out. At most one statement."""
    keys = {key: reference for reference in references if (key := _key(reference))}
    rows = StoredFile.objects.filter(id__in=keys).values_list("id", "original_name") if keys else ()
    return {keys[key]: name for key, name in rows}


def erase(references: Iterable[str]) -> int:
    """Erase stored files: their rows, and once that is certain their bytes. Gives how many there were."""
    keys = {key for reference in references if (key := _key(reference))}
    here = set(StoredFile.objects.filter(id__in=keys).values_list("id", flat=True)) if keys else set()
    if here:
        StoredFile.objects.filter(id__in=here).delete()
        transaction.on_commit(partial(_unlink, here))
    return len(here)


def _checked(content: bytes, name: str) -> tuple[Kind, bytes] | Refused:
    """What kind of file this is and its cleaned content, or why it cannot be taken."""
    if not content:
        return _refused("file-empty")
    if len(content) > LARGEST:
        return _refused("file-too-big")
    kind = kind_of(content)
    claimed = ENDINGS.get(PurePosixPath(name.strip().lower()).suffix)
    if kind is None:
        unknown = "file-disguised" if claimed else "file-type-not-allowed"
        return _refused("file-heic" if is_heic(content) else unknown)
    if "pdf" in (kind, claimed) and kind != claimed and claimed is not None:
        return _refused("file-disguised")  # a picture under another picture's ending is no disguise
    try:
        return kind, clean(content, kind)
    except Damaged:
        return _refused("file-damaged")


def _refused(code: str) -> Refused:
    return Refused(code, words("estate").both(code, most=LARGEST // (1024 * 1024)))


def _plain_name(name: str) -> str:
    """The sender's name for the file, without folders or signs that do not print."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(c for c in last if c.isprintable()).strip()[:200] or "file"


def _key(reference: str) -> UUID | None:
    """The key in a file's reference; `None` where it is no such reference."""
    prefix, _, key = reference.partition("/")
    try:
        return UUID(hex=key) if prefix == "file" else None
    except ValueError:
        return None


def _path(key: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / key.hex[:2] / key.hex


def _unlink(keys: Iterable[UUID]) -> None:
    for key in keys:
        _path(key).unlink(missing_ok=True)
