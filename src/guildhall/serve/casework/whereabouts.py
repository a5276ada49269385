"""Where the cases of a list are: their position, ward and street. Of those whose customer is protected, none of it is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from guildhall.kernel.canonical import read_json
from guildhall.kernel.distance import Point
from guildhall.people.door import guarded_among
from guildhall.serve.casework.wards import street_of, ward
from guildhall.serve.casework.worklists import Listed
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a case is, as far as that is known: ``point`` is ``None`` and the words empty where it is not, or is withheld."""

    point: Point | None
    ward: str
    street: str
    withheld: bool


def whereabouts(*, cases: Sequence[Listed]) -> dict[str, Whereabouts]:
    """Where each of these cases is, by its reference. Two statements, whatever their number.

    Nobody protected is ever on a map, whoever looks: it may be printed, and lie about.
    """
    columns = ("reference", "latitude", "longitude", "ward", "customer", "edition_id", "answers")
    rows = list(Case.objects.filter(id__in=[each.id for each in cases]).values(*columns))
    guarded = guarded_among(references=[row["customer"] for row in rows])
    return {
        row["reference"]: Whereabouts(None, "", "", withheld=True)
        if row["customer"] in guarded
        else Whereabouts(
            Point(row["latitude"], row["longitude"]) if row["latitude"] is not None else None,
            _ward_name(row["ward"]),
            street_of(
                service=editions.of_hash(edition=row["edition_id"]).compiled, answers=read_json(row["answers"] or "{}")
            ),
            withheld=False,
        )
        for row in rows
    }


def _ward_name(code: str) -> str:
    found = ward(code=code) if code else None
    return found.name if found else ""
