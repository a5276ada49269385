"""Every version of a record that was published, the newest first, each with what it changed and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from guildhall.decide import models as m
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.references import KINDS, NoSuchRecord, record_of
from guildhall.decide.sight import seen_of
from guildhall.decide.tongue import Tongue
from guildhall.estate.door import words
from guildhall.kernel.authority.differing import difference
from guildhall.kernel.canonical import read_json
from guildhall.kernel.model import Json

MOST = 10
_MARKS = {"kept": Markup("{}"), "removed": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>")}
_PASSED_OVER = frozenset({"place", "number", "reference"})
"""Fields of a part that say which part it is. A ``place`` in words is where a meeting is held."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one version says otherwise than the one before: of which part, and the words taken out and put in."""

    part: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """One version."""

    number: int
    at: datetime
    reason: str
    sha256: str
    changes: tuple[Change, ...]


@require_safe
def versions(request: HttpRequest, lang: str, kind: str, key: str) -> HttpResponse:
    """The versions of a record. Raises ``Http404`` where it is not published."""
    reference = f"{kind}/{key}"
    if not _is_seen(kind, key):
        raise Http404
    before = request.GET.get("before", "")
    rows = m.Publication.objects.filter(subject=reference).order_by("-version")
    if before.isdecimal() and len(before) < 6:
        rows = rows.filter(version__lt=int(before))
    found = list(rows[: MOST + 1])
    if not found:
        raise Http404
    tongue = Tongue(lang)
    told = [_version(each, earlier, lang) for each, earlier in zip(found, [*found[1:], None], strict=True)][:MOST]
    return shown(
        request,
        lang,
        "versions",
        tongue.say("versions-title"),
        key=key,
        kind=kind,
        reference=reference,
        versions=told,
        first=dict(_said(read_json(found[-1].document), lang)) if len(found) <= MOST else {},
        before=told[-1].number if len(found) > MOST else "",
    )


def _is_seen(kind: str, key: str) -> bool:
    """Whether everybody may see what these are versions of. An agenda is its meeting's."""
    kind = "meeting" if kind == "agenda" else kind
    if kind not in KINDS:
        return False
    try:
        return seen_of(type(record_of(f"{kind}/{key}")), f"{kind}/{key}") is not None
    except NoSuchRecord:
        return False


def _version(row: m.Publication, earlier: m.Publication | None, lang: str) -> Shown:
    changes: tuple[Change, ...] = ()
    if earlier is not None:
        old, new = (dict(_said(read_json(each.document), lang)) for each in (earlier, row))
        parts = dict.fromkeys((*old, *new))
        changes = tuple(
            Change(part, marked(old.get(part, ""), new.get(part, "")))
            for part in parts
            if old.get(part) != new.get(part)
        )
    return Shown(row.version, row.at, row.reason, row.sha256, changes)


def marked(old: str, new: str) -> Markup:
    """Two texts as one: what was taken out and what was put in, marked for whoever reads aloud too."""
    return Markup().join(_MARKS[each.kind].format(each.text) for each in difference(old, new))


def _said(document: Json, lang: str, within: str = "") -> Iterator[tuple[str, str]]:
    """The parts of a document by what they are called, and their texts."""
    if isinstance(document, dict):
        own = str(document.get("number") or document.get("reference") or "")
        here = " ".join(filter(None, (within, own if within else "")))
        for name, value in document.items():
            if within and name in _PASSED_OVER and not (name == "place" and isinstance(value, str)):
                continue
            label = here if within and name == "text" else _joined(here, _called(name, lang))
            yield from _said(value, lang, label)
    elif isinstance(document, list):
        for place, each in enumerate(document, start=1):
            yield from _said(each, lang, within if isinstance(each, dict) else f"{within} {place}")
    elif document is not None:
        yield within, _plain(document, lang)


def _joined(here: str, name: str) -> str:
    return f"{here}: {name}" if here else name


def _called(name: str, lang: str) -> str:
    """What a field is called. One without words of its own is told by its name, rather than left out."""
    say = words("decide")
    key = f"field-{name}"
    return say.say(key, lang) if key in say.texts else name.replace("_", " ")


def _plain(value: Json, lang: str) -> str:
    if isinstance(value, bool):
        return words("decide").say("yes" if value else "no", lang)
    return str(value)
