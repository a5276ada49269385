"""Wordings: the words of our notices, as data with versions. A message keeps the version it was written in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ruamel.yaml import YAML

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.serve.models import Wording

_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class WordingValue:
    """One version: its hash, and its texts by language. ``since`` is when it was first used, ``None`` where it was not yet."""

    about: str
    hash: str
    subject: Mapping[str, str]
    long: Mapping[str, Sequence[str]]
    short: Mapping[str, Sequence[str]]
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Worded:
    """What a notice says to one person, with the hash of the version that it is in."""

    wording: str
    subject: str
    body: str


def in_force() -> Mapping[str, WordingValue]:
    """The words in which notices are written today, by what they are about."""
    return _in_force()


def worded(*, about: str, short: bool, language: str, holes: Mapping[str, str]) -> Worded:
    """The words of a notice, its holes filled: the short ones for a text message, the long ones for all else."""
    wording = _in_force()[about]
    parts = (wording.short if short else wording.long)[language]
    said = [_filled(part, holes) for part in parts if _has_something(part, holes)]
    return Worded(wording.hash, _filled(wording.subject[language], holes), (" " if short else "\n\n").join(said))


def used(*, about: str, at: datetime) -> None:
    """Keep the version that is in force, with when it was first used. One statement where it is kept already."""
    wording = _in_force()[about]
    texts = canonical_json(_texts(wording))
    Wording.objects.get_or_create(hash=wording.hash, defaults={"about": about, "texts": texts, "since": at})


def versions() -> tuple[WordingValue, ...]:
    """Every version that was ever used, and those in force that were not used yet: by notice, the newest first."""
    kept = {row.hash: _value(row) for row in Wording.objects.order_by("about", "-since", "-id")}
    unused = [each for each in _in_force().values() if each.hash not in kept]
    return tuple(sorted([*unused, *kept.values()], key=lambda each: each.about))


@cache
def _in_force() -> Mapping[str, WordingValue]:
    source = files("guildhall.serve.telling").joinpath("wordings.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = YAML(typ="safe").load(source)
    return {about: _made(about, texts) for about, texts in found.items()}


def _made(about: str, texts: Mapping[str, Mapping[str, str]], since: datetime | None = None) -> WordingValue:
    made = sha256(canonical_json({name: dict(texts[name]) for name in ("subject", "long", "short")}).encode())
    return WordingValue(about, made.hexdigest(), texts["subject"], texts["long"], texts["short"], since)


def _texts(wording: WordingValue) -> dict[str, dict[str, object]]:
    return {"subject": dict(wording.subject), "long": dict(wording.long), "short": dict(wording.short)}


def _value(row: Wording) -> WordingValue:
    return _made(row.about, read_json(row.texts), row.since)


def _has_something(part: str, holes: Mapping[str, str]) -> bool:
    """Whether a part has words of its own or any hole of it is filled."""
    names = _HOLE.findall(part)
    return not names or any(holes.get(name) for name in names)


def _filled(part: str, holes: Mapping[str, str]) -> str:
    """Fill holes once: what a person wrote may hold braces of its own, which stay as they are."""
    return _HOLE.sub(lambda hole: holes.get(hole[1], ""), part).strip()
