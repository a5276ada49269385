"""Every version of a record that was published, the newest first, each with what it changed and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from guildhall.decide import models as m
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.keeping.papers import versions_of
from guildhall.decide.references import KINDS, NoSuchRecord, record_of
from guildhall.decide.sight import seen, seen_of
from guildhall.decide.tongue import Tongue
from guildhall.estate.door import words
from guildhall.kernel.authority.differing import difference, is_shown_whole
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.model import Json

MOST = 10
_MARKS = {"kept": Markup("{}"), "removed": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>")}
_NAMED = re.compile(r'"((?:person|body|post)/[^"]+)"')
_EXHIBITED = re.compile(r'"(exhibit/[^"]+)"')
_PASSED_OVER = frozenset({"place", "number", "reference"})
"""Fields of a part that say which part it is. A ``place`` in words is where a meeting is held."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one version says otherwise than the one before: of which part, and the words taken out and put in.

    ``whole``: it is too long to be compared word by word.
    """

    part: str
    words: Markup
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One version."""

    number: int
    at: datetime
    reason: str
    sha256: str
    changes: tuple[Change, ...]
    has_document: bool = False


@require_safe
def versions(request: HttpRequest, lang: str, kind: str, key: str) -> HttpResponse:
    """The versions of a record. Raises ``Http404`` where it is not published."""
    reference = f"{kind}/{key}"
    if not _is_seen(kind, key):
        raise Http404
    before = request.GET.get("before", "")
    last = int(before) - 1 if before.isdecimal() and len(before) < 6 else 32767
    found = _of_paper(reference, last) if kind == "report" else _of(reference, last)
    if not found:
        raise Http404
    tongue = Tongue(lang, local(found[-1].at).date())
    says = Says(tongue, _names(found, tongue), _texts(found))
    told = [says.version(each, earlier) for each, earlier in zip(found, [*found[1:], None], strict=True)][:MOST]
    return shown(
        request,
        lang,
        "versions",
        tongue.say("versions-title"),
        key=key,
        kind=kind,
        reference=reference,
        versions=told,
        first=says.parts(found[-1]) if len(found) <= MOST else {},
        before=told[-1].number if len(found) > MOST else "",
    )


def _of(reference: str, last: int) -> list[m.Publication]:
    rows = m.Publication.objects.filter(subject=reference, version__lte=last)
    return list(rows.order_by("-version")[: MOST + 1])


def _of_paper(reference: str, last: int) -> list[m.Publication]:
    """A paper's versions stand in its agenda's."""
    row = seen(m.Report).select_related("item__meeting").filter(reference=reference).first()
    found = versions_of(row) if row else []
    return [each for each in reversed(found) if each.version <= last][: MOST + 1]


def _is_seen(kind: str, key: str) -> bool:
    """Whether everybody may see what these are versions of. An agenda is its meeting's."""
    kind = "meeting" if kind == "agenda" else kind
    if kind not in KINDS:
        return False
    try:
        return seen_of(type(record_of(f"{kind}/{key}")), f"{kind}/{key}") is not None
    except NoSuchRecord:
        return False


def _names(found: Iterable[m.Publication], tongue: Tongue) -> dict[str, str]:
    """What everybody who is named in these versions is called, and every body and post, by their references."""
    named = set(_NAMED.findall("".join(each.document for each in found)))
    if not named:
        return {}
    people = {each.reference: tongue.named(each) for each in seen(m.Person).filter(reference__in=named)}
    bodies = {each.reference: tongue.plain(each, "name") for each in seen(m.Organization).filter(reference__in=named)}
    posts = {each.reference: tongue.plain(each, "label") for each in seen(m.Post).filter(reference__in=named)}
    return people | bodies | posts


def _texts(found: Iterable[m.Publication]) -> dict[str, str]:
    """What the texts of a use of a power say, by the references by which its versions name them."""
    named = set(_EXHIBITED.findall("".join(each.document for each in found if each.subject.startswith("use/"))))
    kept = seen(m.Exhibit).filter(reference__in=named).values_list("reference", "content") if named else ()
    return {reference: content for reference, content in kept if content}


def marked(old: str, new: str) -> Markup:
    """Two texts as one: what was taken out and what was put in, marked for whoever reads aloud too."""
    return Markup().join(_MARKS[each.kind].format(each.text) for each in difference(old, new))


@dataclass(frozen=True, slots=True)
class Says:
    """What versions say, in one language. ``names`` are those of people, bodies and posts, by their references.

    So are ``texts`` what the texts say that were deposited with a use of a power.
    """

    tongue: Tongue
    names: Mapping[str, str]
    texts: Mapping[str, str]

    def version(self, row: m.Publication, earlier: m.Publication | None) -> Shown:
        """One version beside the one before it."""
        changes: tuple[Change, ...] = ()
        if earlier is not None:
            old, new = self.parts(earlier), self.parts(row)
            changes = tuple(
                Change(part, marked(*both), is_shown_whole(*both))
                for part in dict.fromkeys((*old, *new))
                if (both := (old.get(part, ""), new.get(part, "")))[0] != both[1]
            )
        has_document = row.subject.startswith("report/") and bool(read_json(row.document).get("file"))
        return Shown(row.version, row.at, row.reason, row.sha256, changes, has_document)

    def parts(self, row: m.Publication) -> dict[str, str]:
        """The parts of a version by what they are called, and their texts."""
        return dict(self._said(read_json(row.document)))

    def _said(self, document: Json, within: str = "") -> Iterator[tuple[str, str]]:
        if isinstance(document, dict):
            here = " ".join(filter(None, (within, self._own(document) if within else "")))
            for name, value in document.items():
                if within and name in _PASSED_OVER and not (name == "place" and isinstance(value, str)):
                    continue
                label = here if within and name == "text" else _joined(here, self._called(name))
                told = self.tongue.money(value) if name == "amount" and isinstance(value, int) else value
                yield from self._said(told, label)
        elif isinstance(document, list):
            for place, each in enumerate(document, start=1):
                alone = isinstance(each, dict) and (len(document) == 1 or self._own(each))
                yield from self._said(each, within if alone else f"{within} {place}")
        elif document is not None:
            yield within, self._plain(document)

    def _own(self, document: Mapping[str, Json]) -> str:
        """By which a part is told from its like: its number, its reference, or whose it is."""
        own = str(document.get("number") or document.get("reference") or document.get("person") or "")
        return self.names.get(own, own)

    def _called(self, name: str) -> str:
        """What a field is called. One without words of its own is told by its name, rather than left out."""
        key = f"field-{name}"
        return self.tongue.say(key) if key in words("decide").texts else name.replace("_", " ")

    def _plain(self, value: Json) -> str:
        if isinstance(value, bool):
            return self.tongue.say("yes" if value else "no")
        return self.texts.get(str(value)) or self.names.get(str(value), str(value))


def _joined(here: str, name: str) -> str:
    return f"{here}: {name}" if here else name
