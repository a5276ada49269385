"""A request for a copy: each thing that we hold is looked at by an officer, and the copy is released once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import council, display_names
from guildhall.estate.door import words as say
from guildhall.kernel.canonical import canonical_json, content_hash, read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.people.door import held_of, name_of, names_of, others_of
from guildhall.serve import happened
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import tell_ledger
from guildhall.serve.models import Case, Considered, Release
from guildhall.serve.privacy import requests
from guildhall.serve.privacy.carrying_out import NotAllDecided
from guildhall.serve.privacy.documents import described
from guildhall.serve.privacy.gathering import Thing, held_about, label
from guildhall.serve.privacy.judging import NoReason
from guildhall.serve.privacy.leaving_out import Others, plain
from guildhall.serve.privacy.looks import roles_that_looked
from guildhall.serve.privacy.requests import NotKnown, RequestValue
from guildhall.serve.publishing import editions
from guildhall.serve.telling.notices import language_of

STRETCH = 25
_OWN = frozenset({"email", "telephone", "address"})


class NoSuchDocument(LookupError):
    """No document is looked at under this number."""

    code = "no-such-document"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing as it would be given: what it says without what is about others, how often something was left out, and why.

    ``because`` is ``about-them``, ``others`` where something is left out, or ``inside`` where staff wrote it for staff.
    """

    id: int
    record: str
    sort: str
    at: datetime | None
    case: str
    said: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    proposed: str
    because: str
    decided: str
    why: str
    leave_out: tuple[str, ...] = field(default=())

    @property
    def is_document(self) -> bool:
        """Whether it is a file, which goes with the copy as it is."""
        return self.record.startswith("file/")


def to_review(*, request: RequestValue, after: str = "", limit: int = STRETCH) -> tuple[Sequence[Item], str]:
    """A stretch of what would be given, and where the next begins (``""`` at the end). What has come since is added."""
    items = _items(request, language_of(request.case))
    begins = next((place + 1 for place, each in enumerate(items) if str(each.id) == after), 0)
    stretch = items[begins : begins + limit]
    return stretch, str(stretch[-1].id) if begins + limit < len(items) else ""


def review(
    *,
    request: RequestValue,
    item: int,
    decided: str,
    leave_out: Iterable[str],
    actor: Actor,
    at: datetime,
    why: str = "",
) -> None:
    """Decide of one thing whether it is given, and which further words are left out of it.

    Raises ``NoReason`` where the whole of it is left out and nobody wrote why, for the person to read.
    """
    if decided != "give" and not why:
        raise NoReason(str(item))
    out = canonical_json([each for each in dict.fromkeys(part.strip() for part in leave_out) if each])
    rows = Considered.objects.filter(request_id=request.id, request__answered_at=None, id=item)
    rows.update(decided=decided, leave_out=out, why="" if decided == "give" else why, by=actor.reference, at=at)


def release(*, request: RequestValue, actor: Actor, at: datetime) -> None:
    """Release the copy, once, and tell the person. Raises ``NotKnown``, ``Answered``, ``NotAllDecided``, ``NotReadable``."""
    with transaction.atomic():
        if request.known_at is None:
            raise NotKnown(request.case.reference)
        language = language_of(request.case)
        items = _items(request, language)
        undecided = [each.record for each in items if not each.decided]
        if undecided and request.answered_at is None:
            raise NotAllDecided(undecided)
        requests.answer(request=request, actor=actor, at=at)
        pack = _pack(request, items, language, at)
        made = content_hash(pack)
        Release.objects.create(request_id=request.id, pack=canonical_json(pack), hash=made, by=actor.reference, at=at)
        tell_ledger(request.case, happened.PACK_RELEASED.name, actor, at, "customer", {"pack": made})
        left = sum(len(each.left_out) for each in items if each.decided == "give")
        told = say("serve").say("rights-access-answered", language, left=left)
        told = f"{told}\n\n{say('serve').say('rights-challenge', language)}"
        acts.close(case=request.case, outcome="done", told=told, actor=actor, at=at)


def document(*, request: RequestValue, item: int) -> Item:
    """The document that is looked at under this number. Raises ``NoSuchDocument``; also once the request is answered."""
    found = [each for each in _items(request, language_of(request.case)) if each.id == item and each.is_document]
    if not found or request.answered_at is not None:
        raise NoSuchDocument(str(item))
    return found[0]


def released(*, request: RequestValue) -> Mapping[str, Json] | None:
    """What was released, word for word; ``None`` where nothing was."""
    row = Release.objects.filter(request_id=request.id).first()
    found: Mapping[str, Json] | None = read_json(row.pack) if row else None
    return found


def _items(request: RequestValue, language: str) -> list[Item]:
    """Everything as it would be given, each with what was decided of it."""
    things = held_about(parties=request.parties, language=language)
    others = _others(request, things, language)
    known = {each.record: each for each in Considered.objects.filter(request_id=request.id)}
    fresh = [each for each in things if each.record not in known]
    if fresh and request.answered_at is None:
        Considered.objects.bulk_create(
            (
                Considered(
                    request_id=request.id,
                    record=each.record,
                    proposed="give",
                    because="inside" if each.inside else "about-them",
                )
                for each in fresh
            ),
            ignore_conflicts=True,
        )
        known = {each.record: each for each in Considered.objects.filter(request_id=request.id)}
    return [_item(each, known[each.record], others) for each in things if each.record in known]


def _item(thing: Thing, row: Considered, others: Others) -> Item:
    further = tuple(read_json(row.leave_out))
    said: list[tuple[str, str]] = []
    left: list[str] = []
    for name, text in thing.said:
        kept, why = others.without(text, further)
        said.append((name, kept))
        left += why
    because = "others" if left and row.because == "about-them" else row.because
    return Item(
        row.pk,
        thing.record,
        thing.sort,
        thing.at,
        thing.case,
        tuple(said),
        tuple(left),
        row.proposed,
        because,
        row.decided,
        row.why,
        further,
    )


def _others(request: RequestValue, things: Iterable[Thing], language: str) -> Others:
    """Who is somebody else in this person's record, and what is their own."""
    hands = {each for thing in things for each in thing.by} - set(request.parties)
    own_names = {each for each in names_of(references=request.parties).values() if each}
    names = {each.name for each in others_of(references=request.parties)}
    names |= set(names_of(references=[each for each in hands if each.startswith("party/")]).values())
    own = {council().telephone, council().email, *council().post}
    for held in held_of(references=request.parties):
        own |= {value for name, value in held.said if name in {"value", "address"}}
        own |= {part.strip() for name, value in held.said if name == "address" for part in value.split(",")}
    for row in Case.objects.filter(customer__in=request.parties, erased_at=None):
        service, answers = editions.of_hash(edition=row.edition_id).compiled, read_json(row.answers)
        for step, question in service.steps.items():
            value = answers.get(step)
            if value is None:
                continue
            if question.kind in _OWN:
                shown = question.shown(value, "en")
                own |= {shown, *(part.strip() for part in shown.split(","))}
            names |= set(_names_in(question.kind, value))
    return Others(
        names=frozenset(names - own_names),
        staff=frozenset(display_names(references=[each for each in hands if each.startswith("account/")]).values()),
        own=frozenset(plain(each) for each in own),
        own_names=frozenset(own_names),
        language=language,
    )


def _names_in(kind: str, value: Json) -> Iterable[str]:
    """Names given inside an answer, such as of those who live with somebody."""
    if kind == "name" and isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for each in value for name in _names_in(kind, each)]
    if isinstance(value, dict):
        return [name for key, each in value.items() for name in _names_in("name" if key == "name" else "", each)]
    return []


def _pack(request: RequestValue, items: Iterable[Item], language: str, at: datetime) -> dict[str, Json]:
    seen = list(items)
    given, left = [each for each in seen if each.decided == "give"], [each for each in seen if each.decided != "give"]
    documents = described(references=[each.record for each in given if each.is_document])
    return {
        "council": council().name[language],
        "name": name_of(reference=request.party),
        "language": language,
        "request": request.case.reference,
        "on": local(at).date().isoformat(),
        "held": [
            {
                "sort": each.sort,
                "called": label(each.sort, language),
                "on": local(each.at).date().isoformat() if each.at else "",
                "case": each.case,
                "said": [{"label": name, "text": text} for name, text in each.said],
                "leftOut": list(each.left_out),
                **({"document": documents[each.record]} if each.is_document else {}),
            }
            for each in given
        ],
        "leftOutWhole": [
            {
                "called": label(each.sort, language),
                "on": local(each.at).date().isoformat() if each.at else "",
                "case": each.case,
                "why": each.why,
            }
            for each in left
        ],
        "looks": [
            {"on": on.isoformat(), "role": role, "page": page}
            for on, role, page in roles_that_looked(parties=request.parties)
        ],
    }
