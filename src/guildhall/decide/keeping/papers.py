"""The versions of a paper: as each was published with its agenda, or by itself. None is taken away, nor is its document."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from guildhall.decide import models as m
from guildhall.kernel.canonical import canonical_json, content_hash, read_json
from guildhall.kernel.model import Json


def versions_of(report: m.Report) -> list[m.Publication]:
    """Every version of a paper, the first one first, numbered by itself: when, why, and what it said. One statement."""
    subjects = (report.reference, f"agenda/{report.item.meeting.key}")
    found: list[m.Publication] = []
    for row in m.Publication.objects.filter(subject__in=subjects).order_by("at", "id"):
        for document in _in(report.reference, row):
            sha256 = content_hash(document)
            if not found or found[-1].sha256 != sha256:
                found.append(
                    m.Publication(
                        subject=report.reference, version=len(found) + 1, document=canonical_json(document),
                        sha256=sha256, reason=row.reason if found else "", at=row.at, by=row.by,
                    )
                )  # fmt: skip
    return found


def stood_since(reports: Sequence[m.Report]) -> dict[str, datetime]:
    """Since when each of these papers of one item has had the document that it has now, as published, by reference. One statement."""
    found: dict[str, datetime] = {}
    if not reports:
        return found
    agenda = f"agenda/{reports[0].item.meeting.key}"
    subjects = [agenda, *(each.reference for each in reports)]
    for row in m.Publication.objects.filter(subject__in=subjects).order_by("at", "id"):
        for each in reports:
            for document in _in(each.reference, row):
                if document.get("file") == each.file:
                    found.setdefault(each.reference, row.at)
                else:
                    found.pop(each.reference, None)
    return found


def file_of(report: m.Report, number: int) -> str:
    """The stored document of one version of a paper, by its reference; nothing where there is no such version, or no document."""
    found = next((each for each in versions_of(report) if each.version == number), None)
    return str(read_json(found.document).get("file", "")) if found else ""


def _in(reference: str, row: m.Publication) -> Iterator[dict[str, Json]]:
    """What a published document says of a paper."""
    document = read_json(row.document)
    if row.subject == reference:
        yield document
        return
    for item in document.get("items", ()):
        yield from (each for each in item.get("reports", ()) if each.get("reference") == reference)
