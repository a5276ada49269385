"""The documents that go with a copy: each under a number, because what its sender called it may name somebody; and all in one file.

A ZIP file holds the copy as a PDF, the same as data, and every document that was given, byte for byte as it is held.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from guildhall.estate.door import Altered, OpenedFile, open_file
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.model import Json
from guildhall.serve.privacy.printing import printed

IN_MEMORY = 8 * 1024 * 1024
"""Bytes up to which such a file is made in memory; a larger one is made on the disk."""


class NotReadable(ValueError):
    """Documents that were to be given are not there, or not as they were stored: their references."""

    code = "not-readable"


def described(*, references: Iterable[str]) -> Mapping[str, dict[str, Json]]:
    """Under which name each document is given, its reference and the hash of its bytes. Raises ``NotReadable``."""
    found: dict[str, dict[str, Json]] = {}
    missing = []
    for number, reference in enumerate(dict.fromkeys(references), 1):
        here = _opened(reference)
        if here is None:
            missing.append(reference)
            continue
        name = f"documents/{number}.{here.media_type.rpartition('/')[2]}"
        found[reference] = {"name": name, "reference": reference, "sha256": sha256(here.content).hexdigest()}
    if missing:
        raise NotReadable(*missing)
    return found


def packed(*, pack: Mapping[str, Any]) -> IO[bytes]:
    """All that was released, in one ZIP file, read from its beginning. A document that was erased since is not in it.

    Raises ``Unprintable``.
    """
    made: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 the answer that sends it closes it
    with ZipFile(made, "w", ZIP_DEFLATED) as whole:
        whole.writestr(f"{pack['request']}.pdf", printed(pack=pack))
        whole.writestr(f"{pack['request']}.json", canonical_json(dict(pack)))
        for each in pack["held"]:
            told = each.get("document")
            here = _opened(told["reference"]) if told else None
            if here is not None and sha256(here.content).hexdigest() == told["sha256"]:
                whole.writestr(told["name"], here.content)
    made.seek(0)
    return made


def _opened(reference: str) -> OpenedFile | None:
    try:
        return open_file(reference=reference)
    except Altered:
        return None
