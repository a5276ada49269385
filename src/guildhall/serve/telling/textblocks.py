"""Text blocks: paragraphs that a team writes often, in English and Welsh, with holes that a case fills. Every version is kept.

What is sent keeps its words as they were sent, whatever becomes of the block that they came from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Prefetch, Q

from guildhall.estate.door import council
from guildhall.kernel.clocks import Due, local
from guildhall.kernel.clocks.saying import due_in_full
from guildhall.kernel.model import words as in_language
from guildhall.ledger.door import Actor
from guildhall.people.door import name_of
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import TextBlock, TextBlockVersion
from guildhall.serve.telling.notices import language_of

HOLES = ("reference", "service", "due", "customer", "telephone", "council")
"""What a case fills in, by the names that stand in braces."""
_HOLE = re.compile(r"\{([^{}\n]{0,40})\}")


class UnknownHole(ValueError):
    """A text has a hole that no case fills. ``name`` is what stands in its braces."""

    code = "unknown-hole"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NameTaken(ValueError):
    """The team has a text block of that name already."""

    code = "name-taken"


@dataclass(frozen=True, slots=True)
class TextBlockValue:
    """A text block as it stands: its last version, which ``number`` counts, and who wrote that and when."""

    id: int
    name: str
    team: str
    number: int
    english: str
    welsh: str
    by: str
    at: datetime
    set_aside_at: datetime | None


def check(*, text: str) -> None:
    """Raise ``UnknownHole`` where a text has a hole that no case fills."""
    for name in _HOLE.findall(text):
        if name not in HOLES:
            raise UnknownHole(name)


def offered(*, teams: Sequence[str] | None) -> tuple[TextBlockValue, ...]:
    """The blocks that these teams use, and those that are everybody's, by name; ``None`` for every team's. Two statements."""
    rows = TextBlock.objects.filter(set_aside_at=None)
    if teams is not None:
        rows = rows.filter(Q(team="") | Q(team__in=teams))
    return _values(rows.order_by("name", "id")[:200])


def find(*, block: int) -> TextBlockValue | None:
    """A block by its number; ``None`` where there is none, or it was set aside."""
    return next(iter(_values(TextBlock.objects.filter(id=block, set_aside_at=None))), None) if block < 2**63 else None


def versions(*, block: int) -> tuple[tuple[int, str, str, str, datetime], ...]:
    """Every version of a block, the newest first: number, English, Welsh, by whom, when."""
    rows = TextBlockVersion.objects.filter(block_id=block).order_by("-number")
    return tuple(rows.values_list("number", "english", "welsh", "by", "at"))


def write(*, name: str, team: str, english: str, welsh: str, actor: Actor, at: datetime) -> int:
    """Keep a new block. Gives its number. Raises ``UnknownHole`` and ``NameTaken``."""
    check(text=english)
    check(text=welsh)
    try:
        with transaction.atomic():
            block = TextBlock.objects.create(name=name, team=team, begun_by=actor.reference, begun_at=at)
            _version(block, 1, english, welsh, actor, at)
    except IntegrityError:
        raise NameTaken(name) from None
    return block.pk


def rewrite(*, block: int, english: str, welsh: str, actor: Actor, at: datetime) -> None:
    """Keep a new version of a block; the same words make none. Raises ``UnknownHole``."""
    check(text=english)
    check(text=welsh)
    with transaction.atomic():
        row = TextBlock.objects.select_for_update().get(id=block)
        last = row.versions.latest("number")
        if (last.english, last.welsh) != (english, welsh):
            _version(row, last.number + 1, english, welsh, actor, at)


def set_aside(*, block: int, actor: Actor, at: datetime) -> None:
    """Offer a block no more. Its versions stay."""
    TextBlock.objects.filter(id=block, set_aside_at=None).update(set_aside_at=at, set_aside_by=actor.reference)


def filled(*, block: TextBlockValue, case: CaseValue) -> tuple[str, tuple[str, ...]]:
    """The words for a case, in the language of whoever is told where they are written in it; and the holes that this case cannot fill.

    Those stay as they are, for whoever writes to fill.
    """
    language = "cy" if block.welsh and language_of(case) == "cy" else "en"
    due = Due(case.due_on, local(case.due_at) if case.due_at else None) if case.due_on else None
    found = {
        "reference": case.reference,
        "service": in_language(case.live.service.title, language),
        "due": due_in_full(due, language) if due else "",
        "customer": (name_of(reference=case.customer) or "") if case.customer else "",
        "telephone": council().telephone,
        "council": council().name[language],
    }
    text = block.welsh if language == "cy" else block.english
    empty = tuple(dict.fromkeys(name for name in _HOLE.findall(text) if not found.get(name)))
    return _HOLE.sub(lambda hole: found.get(hole[1]) or hole[0], text), empty


def _version(block: TextBlock, number: int, english: str, welsh: str, actor: Actor, at: datetime) -> None:  # noqa: PLR0917
    TextBlockVersion.objects.create(block=block, number=number, english=english, welsh=welsh, by=actor.reference, at=at)


def _values(rows: object) -> tuple[TextBlockValue, ...]:
    newest = Prefetch("versions", TextBlockVersion.objects.order_by("-number"), to_attr="newest_first")
    return tuple(
        TextBlockValue(
            row.pk,
            row.name,
            row.team,
            last.number,
            last.english,
            last.welsh,
            last.by,
            last.at,
            row.set_aside_at,
        )
        for row in rows.prefetch_related(newest)  # type: ignore[attr-defined]  # a query of blocks
        for last in row.newest_first[:1]
    )
