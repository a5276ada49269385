"""What a version of a record says, as paper has it: its own texts in a language, the names of those it cites, what is withheld.

Nothing is printed that is not in a published version: the drafts, and what is exempt, never reach this folder.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from guildhall.decide import models as m
from guildhall.decide.called import Called
from guildhall.decide.printing.sheets import Said, Sheet, grouped
from guildhall.decide.references import KINDS
from guildhall.decide.sight import seen, seen_of
from guildhall.decide.tongue import Tongue
from guildhall.estate.door import council
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads the versions of records aloud to paper, in one language; ``then`` is the day whose names it says."""

    language: str
    then: date | None = None
    _known: dict[str, Any] = field(default_factory=dict)

    def gather(self, references: Iterable[str]) -> None:
        """Look these records up together, in one statement for each kind, before they are named one by one."""
        apart: dict[str, set[str]] = {}
        for each in references:
            apart.setdefault(each.partition("/")[0], set()).add(each)
        for kind, keys in apart.items():
            self._known.update((row.reference, row) for row in seen(KINDS[kind]).filter(reference__in=keys))

    @property
    def tongue(self) -> Tongue:
        return Tongue(self.language, self.then)

    def own(self, document: Document, name: str) -> Said:
        """A text of a record; in English where it was not translated."""
        translated = str(document.get(f"{name}_cy") or "") if self.language == "cy" else ""
        return Said(translated, "cy") if translated else Said(str(document.get(name) or ""), "en")

    def say(self, key: str, **holes: object) -> Said:
        """Words of this room."""
        return Said(self.tongue.say(key, **holes), self.language)

    def named(self, reference: str) -> Said:
        """What a body, a post, somebody in office or a published record is called. What everybody may not see has no name."""
        row = self._known.get(reference) or _seen(reference)
        match row:
            case m.Organization() | m.Post():
                named = Called().on(row, self.then)
                return self.own({"name": named.name, "name_cy": named.name_cy}, "name")
            case m.Person():
                return Said(self.tongue.named(row), self.language)
            case m.Decision() | m.Matter() | m.AgendaItem() | m.Report():
                return self._of(row, "title")
        return Said("", "en")

    def _of(self, row: Any, name: str) -> Said:
        return self.own({name: getattr(row, name), f"{name}_cy": getattr(row, f"{name}_cy", "")}, name)

    def withheld(self, document: Document) -> Iterator[tuple[Said, ...]]:
        """That a part is withheld, of which record it is, under which paragraph and why: never what it says."""
        for each in document.get("withheld", ()):
            part = f"{each['part']}: " if each.get("part") else ""
            law = (
                self.say("withheld-confidential")
                if each["paragraph"] == "confidential"
                else self.say("withheld-paragraph", number=each["paragraph"])
            )
            yield (
                Said(part, "en"), self.say("withheld"), Said(". ", self.language), law, Said(f" {each['public_interest']}", "en"),
            )  # fmt: skip


def latest(subject: str, number: int | None = None) -> m.Publication | None:
    """A version of a record: the one of this number, else the last one."""
    rows = m.Publication.objects.filter(subject=subject)
    return (rows.filter(version=number) if number is not None else rows.order_by("-version")).first()


def latest_of(subjects: Iterable[str], before: datetime | None = None) -> dict[str, m.Publication]:
    """The last version of each of these, by its subject; with ``before``, the last that was published until then. One statement."""
    rows = m.Publication.objects.filter(at__lt=before) if before is not None else m.Publication.objects.all()
    last = rows.filter(subject=OuterRef("subject")).order_by("-version").values("version")[:1]
    return {each.subject: each for each in rows.filter(subject__in=list(subjects), version=Subquery(last))}


def document_in(version: m.Publication) -> Document:
    """What a version says."""
    found: Document = read_json(version.document)
    return found


def day_of(document: Document, name: str) -> date | None:
    """A day that a version names."""
    return date.fromisoformat(document[name]) if document.get(name) else None


def about(sheet: Sheet, read: Reader, versions: Iterable[m.Publication], fingerprint: str) -> None:
    """What stands at the end of every paper: of which versions it is, their fingerprint, and how to ask for another form."""
    tongue = read.tongue
    sheet.heading(2, read.say("print-about"))
    for each in versions:
        said = [
            Said(each.subject, "en"),
            Said(". ", read.language),
            read.say("version", number=each.version),
            Said(". ", read.language),
            read.say("version-published", day=tongue.after(each.at), time=tongue.time(local(each.at))),
            Said(".", read.language),
        ]
        if each.reason:
            said += [Said(f" {tongue.say('version-why')} ", read.language), Said(each.reason, "en")]
        sheet.paragraph(*said)
    sheet.told(tongue.say("version-seal"), Said(grouped(fingerprint), read.language))
    sheet.paragraph(read.say("print-other", telephone=council().telephone))


def _seen(reference: str) -> Any:
    model = KINDS.get(reference.partition("/")[0])
    return seen_of(model, reference) if model else None
