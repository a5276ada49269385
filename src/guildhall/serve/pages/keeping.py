"""Keeping composed pages: in memory, and on the disk for the next process.

They are named by all they are made from: the edition, the language, the styles, and the templates, words and code that made
them. So nothing is ever stale, and an edition that drafts still live by keeps its pages.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from django.conf import settings

from guildhall.estate.door import council, style
from guildhall.kernel.journey import Compiled
from guildhall.serve.pages.composing import Composing
from guildhall.serve.pages.pieces import Fixed, Piece

LANGUAGES = ("en", "cy")
Composed = Mapping[str, Piece]
"""The pieces of a service in one language, by name."""

_kept: dict[tuple[str, str], Composed] = {}


class Published(Protocol):
    """An edition: its hash, and its definition compiled."""

    @property
    def hash(self) -> str:
        """The content hash of the definition."""

    @property
    def compiled(self) -> Compiled:
        """The definition made ready."""


def composed(live: Published, language: str) -> Composed:
    """The pages of an edition in a language. Composed now where nobody has done so yet."""
    found = _kept.get((live.hash, language))
    if found is None:
        found = _kept[live.hash, language] = _from_disk(live, language) or _made(live, language)
    return found


def compose_edition(live: Published) -> None:
    """Compose an edition in every language that it speaks. Called when it is published."""
    for language in LANGUAGES:
        if language in live.compiled.service.languages:
            composed(live, language)


def forget() -> None:
    """Forget what this process has in memory, as a new process would not know it."""
    _kept.clear()


def _made(live: Published, language: str) -> Composed:
    found = dict(Composing(live.compiled, language).pieces())
    place = _place(live, language)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(".draft")
    draft.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    draft.replace(place)
    return found


def _from_disk(live: Published, language: str) -> Composed | None:
    try:
        read = json.loads(_place(live, language).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {
        name: tuple(Fixed(part) if isinstance(part, str) else tuple(part) for part in piece)
        for name, piece in read.items()
    }


def _place(live: Published, language: str) -> Path:
    return Path(settings.MEDIA_ROOT).parent / "pages" / f"{live.hash[:16]}-{language}-{_makers()}.json"


def made_from() -> list[Path]:
    """The files of ours that a composed page is made from: templates, words, and all code that has a say in it."""
    guildhall = Path(str(files("guildhall")))
    code = [found for room in ("kernel", "channels", "estate") for found in (guildhall / room).rglob("*.py")]
    code += (guildhall / "serve" / "pages").glob("*.py")
    for room in ("estate", "serve"):
        code += [*(guildhall / room / "jinja2").rglob("*.jinja"), *(guildhall / room).glob("*.yaml")]
    return sorted(code)


@cache
def _makers() -> str:
    """A hash of everything but the definition that a composed page is made from."""
    total = sha256(f"{style('public')}{version('govuk-frontend-jinja')}{council()!r}".encode())
    for file in made_from():
        total.update(file.read_bytes())
    return total.hexdigest()[:16]
