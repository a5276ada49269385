"""One page on its way into the house: its fields, what became of each, and what somebody has to look at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guildhall.decide import models as m
from guildhall.decide.importing.joining import Hand
from guildhall.decide.models.record import Cited
from guildhall.decide.reading.record import Reading

_LISTS = ("items", "decisions", "meetings")
"""Fields that hold the parts of a page, which are put into the house one by one."""

ANSWER = "body"
"""The field of a doubt that whoever brings the page in can answer: who met, and when."""


def written(value: object) -> str:
    """What was read, as a line to read."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@dataclass
class Page:
    """A page, or one part of it, with the source it came from."""

    reading: Reading
    source: m.Source
    hand: Hand
    body_said: str = ""
    day_said: date | None = None
    used: set[str] = field(default_factory=set)
    parts: list["Page"] = field(default_factory=list)
    waits: bool = False

    @property
    def fields(self) -> Mapping[str, Any]:
        return self.reading.fields

    def take(self, name: str, default: Any = None) -> Any:
        """A field's value, which is put somewhere now."""
        self.used.add(name)
        return self.fields.get(name, default)

    def day(self, *names: str) -> date | None:
        """The first of these fields that is a whole date."""
        for name in names:
            if isinstance(said := self.take(name), str) and len(said) == len("2026-03-12"):
                return date.fromisoformat(said)
        return None

    def of(self, row: Cited, *fields: str) -> None:
        """Keep from which characters these fields of a record were read, with all that stands inside them."""
        kept = [
            m.SourceText(source=self.source, subject=row.reference, field=path, start=start, end=end)
            for path, (start, end) in self.reading.spans.items()
            if any(path == name or path.startswith(f"{name}.") for name in fields)
        ]
        m.SourceText.objects.bulk_create(kept, ignore_conflicts=True)

    def doubt(self, kind: str, says: str, *, field: str = "", about: Cited | None = None) -> None:
        """Something somebody has to look at. The same doubt is not told twice."""
        start, end = self.reading.spans.get(field, (None, None))
        self.waits = self.waits or field == ANSWER
        m.Doubt.objects.get_or_create(
            source=self.source, kind=kind, says=says, start=start,
            **({"settled_at": None} if field == ANSWER else {}),  # an answer that was not enough is asked for again
            defaults={"end": end, "field": field, "subject": about.reference if about else ""},
        )  # fmt: skip

    def tell_unsure(self, field: str, about: Cited | None = None) -> None:
        """List what could be two things, as far as it is not listed yet, with the passage that this field was read from."""
        for says in self.hand.unsure:
            self.doubt("ambiguous", says, field=field, about=about)
        self.hand.unsure.clear()

    def behind_minutes(self, meeting: m.Meeting, what: str, field: str) -> bool:
        """Whether the minutes of a meeting are published here, so that nothing is entered behind them. Then it is listed."""
        closed = m.Minutes.objects.filter(meeting=meeting, published_at__isnull=False).exists()
        if closed:
            self.doubt(
                "unresolved", f"{what}: the minutes of {meeting} are published, and are put right there", field=field
            )
        return closed

    def part(self, reading: Reading) -> "Page":
        """One part of this page, by itself."""
        made = Page(reading, self.source, self.hand, self.body_said, self.day_said)
        self.parts.append(made)
        return made

    def tell_unplaced(self) -> None:
        """List what was read and stands in no record: it is kept with the page, and somebody may enter it.

        Of a page that waits for an answer nothing is listed yet. A list of a page with parts stands where each part put its own.
        """
        pages = [self, *self.parts]
        used = [(name, each.fields[name]) for each in pages for name in each.used if name in each.fields]
        placed = {(name, written(value)) for name, value in used}
        one_by_one = {written(one) for _, value in used if isinstance(value, list) for one in value}
        for each in pages:
            for name, value in each.fields.items():
                said = written(value)
                in_parts = each.parts and isinstance(value, list) and {written(one) for one in value} <= one_by_one
                if (
                    value
                    and not each.waits
                    and (name, said) not in placed
                    and not in_parts
                    and not (each.parts and name in _LISTS)
                ):
                    each.doubt("unresolved", f"Read, and entered nowhere: {name.replace('_', ' ')}: {said}", field=name)

    def fill(self, row: Any, **said: Any) -> bool:
        """Write what the page says into columns that are empty. Where another value stands, it stays and both are told."""
        changed = []
        for name, value in said.items():
            if value in (None, ""):
                continue
            if (held := getattr(row, name)) in (None, ""):
                setattr(row, name, value)
                changed.append(name)
            elif held != value:
                self.doubt("contradiction", f"{row}: {name} is {held}, and this page says {value}", about=row)
        if changed:
            row.save(update_fields=changed)
            self.hand.touched.append(row.reference)
        return bool(changed)
