"""The archive in which Open Forms hands a form over: a zip with a few files of JSON at its top. Nothing is unpacked to a disk."""

import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from guildhall.catalogue.importing.losses import NotThatForm, Report
from guildhall.catalogue.importing.reading import form_in_json, whole
from guildhall.kernel.model import Json

LARGEST = 4_000_000
"""Bytes of one file in an archive, unpacked; and half of what all its files may hold together."""
MOST_FILES = 50
NEEDED = ("forms.json", "formSteps.json", "formDefinitions.json", "formLogic.json")
ALSO = ("formVariables.json", "_meta.json")
_BAD = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, ArithmeticError, LookupError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What reading a zip raises that is broken, encrypted or packed in an unknown way."""

Part = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Export:
    """The parts of an export: the form, its steps in order, what stands on them, and its rules in order."""

    form: Part
    steps: list[Part]
    definitions: list[Part]
    rules: list[Part]
    variables: list[Part]


def export_of(archive: IO[bytes], report: Report) -> Export:
    """Read an export. Raises ``NotThatForm``."""
    texts = _texts(archive, report)
    missing = [name for name in NEEDED if name not in texts]
    if missing:
        raise NotThatForm(f"it is not an export of Open Forms: it lacks {', '.join(missing)}")
    parts = {name: _part(name, text, report) for name, text in texts.items() if name != "_meta.json"}
    forms = whole(parts["forms.json"])
    steps = whole(parts["formSteps.json"])
    if not forms:
        raise NotThatForm("it is not an export of Open Forms: forms.json holds no form")
    if not steps:
        raise NotThatForm("it is not an export of Open Forms: formSteps.json holds no step")
    for other in forms[1:]:
        report.lost("form", str(other.get("name")), "a second form in the archive: only the first is read")
    return Export(
        forms[0],
        sorted(steps, key=lambda step: _place(step, "index")),
        whole(parts["formDefinitions.json"]),
        sorted(whole(parts["formLogic.json"]), key=lambda rule: _place(rule, "order")),
        whole(parts.get("formVariables.json")),
    )


def _texts(archive: IO[bytes], report: Report) -> dict[str, str]:
    try:
        with zipfile.ZipFile(archive) as held:
            _refuse_odd(held.infolist())
            for name in held.namelist():
                if name not in {*NEEDED, *ALSO}:
                    report.lost("file", name, "it is no part of a form that is read here")
            return {
                entry.filename: _unpacked(held, entry)
                for entry in held.infolist()
                if entry.filename in {*NEEDED, *ALSO}
            }
    except _BAD:
        raise NotThatForm("it is not a zip archive, or one that cannot be unpacked") from None


def _refuse_odd(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES:
        raise NotThatForm(f"it is an archive of more than {MOST_FILES} files")
    if sum(entry.file_size for entry in entries) > 2 * LARGEST:
        raise NotThatForm(f"it unpacks to more than {2 * LARGEST:,} bytes")
    for name in names:
        odd = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or not name.isprintable()
        if odd:
            raise NotThatForm(f"it holds a file with an odd path: {ascii(name)[1:60]}")
    if len(set(names)) != len(names):
        raise NotThatForm("it holds two files of one name")


def _unpacked(held: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    with held.open(entry) as file:
        unpacked = file.read(LARGEST + 1)
    if len(unpacked) > LARGEST:
        raise NotThatForm(f"{entry.filename} unpacks to more than {LARGEST:,} bytes")
    return unpacked.decode("utf-8-sig")


def _part(name: str, text: str, report: Report) -> Json:
    try:
        part = form_in_json(text, report)
    except NotThatForm as refused:
        raise NotThatForm(f"{name}: {refused}") from None
    if not isinstance(part, list):
        raise NotThatForm(f"{name}: it is not a list")
    return part


def _place(part: Part, key: str) -> int:
    place = part.get(key)
    return place if isinstance(place, int) else 0
