"""How records are named, like council papers: `meeting/2026-03-12-FC`, `item/2026-03-12-FC-9`, `decision/2026-03-FC-9`.

A reference is given once and never changes, whatever is put right later. It tells of bodies, days and numbers, never of people.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from random import SystemRandom

from guildhall.decide import models as m
from guildhall.decide.models.record import Cited
from guildhall.estate.door import new_reference

_RANDOM = SystemRandom()
_SMALL = {"the", "and", "of", "for", "a", "an", "on", "in", "to", "with"}
_SIGNS = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 60
LONGEST_NAME = 200
"""So many letters a name has at most: whatever is longer is nobody's."""

KINDS: dict[str, type[Cited]] = {
    "body": m.Organization,
    "post": m.Post,
    "person": m.Person,
    "meeting": m.Meeting,
    "item": m.AgendaItem,
    "minutes": m.Minutes,
    "undertaking": m.Undertaking,
    "matter": m.Matter,
    "plan": m.PlanEntry,
    "report": m.Report,
    "motion": m.Motion,
    "decision": m.Decision,
    "delegation": m.Delegation,
    "use": m.DelegationUse,
    "interest": m.RegisteredInterest,
    "dispensation": m.Dispensation,
    "declaration": m.Declaration,
    "call-in": m.CallIn,
    "recommendation": m.ScrutinyRecommendation,
    "notice": m.Notice,
    "exhibit": m.Exhibit,
}
"""The kind of record that stands before the stroke of a reference."""

KIND_OF = {model: kind for kind, model in KINDS.items()}


class NoSuchRecord(LookupError):
    """A reference leads to no record."""


def record_of(reference: str) -> Cited:
    """The record of a reference, of whatever kind. Raises `NoSuchRecord`."""
    model = KINDS.get(reference.partition("/")[0])
    found = model._default_manager.filter(reference=reference).first() if model else None
    if found is None:
        raise NoSuchRecord(reference)
    return found


def folded(text: str) -> str:
    """A text without case, accents and signs, in single spaces: how names and titles are found again."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain))


def code_for(name: str) -> str:
    """A free code for a body: `Full Council` is FC, `Cabinet` is CAB."""
    words = [word for word in folded(name).split() if word not in _SMALL and word.isascii()] or ["body"]
    code = "".join(word[0] for word in words) if len(words) > 1 else words[0][:3]
    return _free_among(code.upper()[:8], _taken(m.Organization, "code", code.upper()[:8]), "")


def slug(text: str) -> str:
    """A text as it may stand in a reference: letters and digits, with hyphens between."""
    return _SIGNS.sub("-", folded(text)).strip("-")[:_LONGEST].strip("-")


def number_in(reference_part: str) -> str:
    """A printed number as it may stand in a reference: `77/21` is 77-21."""
    return _SIGNS.sub("-", reference_part).strip("-")[:20]


def named(model: type[Cited], *parts: str | date) -> str:
    """A free reference for a new record, from what it is known by. Where it is taken already, a number is added."""
    whole = "-".join(part for each in parts if (part := str(each)))
    stem = f"{KIND_OF[model]}/{whole}"[:_LONGEST]
    return _free_among(stem, _taken(model, "reference", stem), "-")


def numbered(model: type[Cited], of: Cited | str) -> str:
    """A free reference for a record that stands under another: `delegation/2026-03-FC-9.1`."""
    key = of if isinstance(of, str) else of.key
    stem = f"{KIND_OF[model]}/{key}"[:_LONGEST]
    taken = _taken(model, "reference", f"{stem}.")
    number = 1
    while f"{stem}.{number}" in taken:
        number += 1
    return f"{stem}.{number}"


def drawn(model: type[Cited]) -> str:
    """A reference that tells nothing: for people."""
    return f"{KIND_OF[model]}/{new_reference(_RANDOM)}"


def _taken(model: type[Cited], field: str, stem: str) -> frozenset[str]:
    return frozenset(model._default_manager.filter(**{f"{field}__startswith": stem}).values_list(field, flat=True))


def _free_among(stem: str, taken: Sequence[str] | frozenset[str], join: str) -> str:
    number, free = 1, stem
    while free in taken:
        number += 1
        free = f"{stem}{join}{number}"
    return free
