"""Sign where the chains end, with a key that neither the database nor the repository holds.

A chain shows that one event was altered; only a signature shows that somebody rewrote a whole chain
with its hashes. Each checkpoint holds the ends of the chains that moved since the last one, and the
last one's signature, so that none can be left out.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.db import transaction
from django.db.models import F

from guildhall.ledger.chain import BEGINNING, Broken, Verified, moment
from guildhall.ledger.models import Checkpoint, Event, Head

_AT_ONCE = 500


class NoKey(Exception):
    """There is no usable signing key at the path given."""


def key_at(path: Path) -> Ed25519PrivateKey:
    """The signing key in a PEM file, without password. Raises `NoKey`."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise NoKey(f"No signing key can be read from {path}.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"The key in {path} is not an Ed25519 key.")
    return key


@transaction.atomic
def sign(*, key: Ed25519PrivateKey, at: datetime) -> Checkpoint | None:
    """Sign the ends of the chains that moved; `None` when none did."""
    last = Checkpoint.objects.select_for_update().order_by("-number").first()
    moved = list(Head.objects.select_for_update().filter(signed__lt=F("sequence")).order_by("subject"))
    if not moved:
        return None
    made = Checkpoint(
        number=last.number + 1 if last else 1,
        at=at,
        heads=[[each.subject, each.sequence, each.hash] for each in moved],
        previous=last.signature if last else "",
    )
    made.signature = key.sign(_signed_text(made)).hex()
    made.save(force_insert=True)
    for each in moved:
        each.signed = each.sequence
    Head.objects.bulk_update(moved, ["signed"], batch_size=_AT_ONCE)
    return made


def verify(*, public_key: bytes) -> Verified | Broken:
    """Check every signature, that none is left out, and that what was signed still stands."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    count, previous = 0, ""
    for each in Checkpoint.objects.order_by("number").iterator():
        count += 1
        if each.number != count or each.previous != previous:
            return Broken(count, "missing")
        try:
            key.verify(bytes.fromhex(each.signature), _signed_text(each))
        except (InvalidSignature, ValueError):
            return Broken(count, "unsigned")
        if not _still_stands(each.heads):
            return Broken(count, "altered")
        previous = each.signature
    return Verified(count, previous or BEGINNING)


def as_document(checkpoint: Checkpoint) -> dict[str, Any]:
    """A checkpoint as a document to keep elsewhere."""
    return {
        "number": checkpoint.number,
        "at": moment(checkpoint.at),
        "heads": checkpoint.heads,
        "previous": checkpoint.previous,
        "signature": checkpoint.signature,
    }


def _signed_text(checkpoint: Checkpoint) -> bytes:
    says = as_document(checkpoint)
    del says["signature"]
    return json.dumps(says, sort_keys=True, separators=(",", ":")).encode("ascii")


def _still_stands(heads: list[list[Any]]) -> bool:
    """Whether each signed end is still in the ledger with its hash."""
    for start in range(0, len(heads), _AT_ONCE):
        part = {(subject, sequence): mark for subject, sequence, mark in heads[start:][:_AT_ONCE]}
        rows = Event.objects.filter(
            subject__in={subject for subject, _ in part},
            sequence__in={sequence for _, sequence in part},
        ).values_list("subject", "sequence", "hash")
        found = {(subject, sequence): mark for subject, sequence, mark in rows}
        if any(found.get(place) != mark for place, mark in part.items()):
            return False
    return True
