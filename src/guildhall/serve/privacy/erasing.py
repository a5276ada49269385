"""Erasing: what is personal in a record goes, what counts stays, and a tombstone says what stood there and why it went.

The ledger is not touched: it never held anything personal. That a record was erased is added to it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.estate.door import erase_files
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.ledger.door import Actor, record
from guildhall.people.door import forget as forget_person
from guildhall.serve import happened
from guildhall.serve.models import (
    Arrival,
    Call,
    Case,
    CaseRelation,
    Interaction,
    Journey,
    Message,
    Obligation,
    Rereckoning,
    RightsRequest,
    Tombstone,
)
from guildhall.serve.privacy import unsent
from guildhall.serve.privacy.beside import Beside
from guildhall.serve.privacy.holds import held_among, parties_on_hold
from guildhall.serve.privacy.personal import BY_REFERENCE, OF_A_PARTY, ON_CASES, ON_JOURNEYS, THE_CASE, Personal
from guildhall.serve.publishing import editions

_FILE = re.compile(r"file/[0-9a-f]{32}")
CALL, CALLBACK, APPOINTMENT, POST, EMAIL, MESSAGE = (
    next(each for each in (*BY_REFERENCE, *OF_A_PARTY, *ON_CASES) if each.name == name)
    for name in ("call", "callback", "appointment", "post", "email", "message")
)
"""What may be a person's without belonging to a case."""
_TELLS_NOTHING_OF_ANYBODY = frozenset(
    {"choice", "choices", "yes-no", "date", "whole-number", "decimal", "money", "place"}
)
"""The kinds of answer that are kept where a record is made anonymous, unless the question itself is marked as personal."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is erased: a rule or decision by its code, the words of it, and the request that asked for it."""

    rule: str
    because: str
    request: RightsRequest | None = None


def erase_case(*, case: int, why: Why, actor: Actor, at: datetime) -> bool:
    """Erase what is personal in a case and in all that belongs to it. Gives whether it was: not what is held, or was before."""
    with transaction.atomic():
        row = _held_fast(case)
        if row is None or row.erased_at is not None:
            return False
        gone = _unsent(Message.objects.filter(case=row), actor, at) | _empty(row)
        Case.objects.filter(id=case).update(**THE_CASE, erased_at=at)
        _bury(_of_case(row), why, gone, actor, at)
        return True


def anonymise_case(*, case: int, why: Why, actor: Actor, at: datetime) -> bool:
    """Take out of a case whose it was and every word they wrote. What was the matter, and where on the map, stays: it counts.

    Gives whether it was done.
    """
    with transaction.atomic():
        row = _held_fast(case)
        if row is None or row.erased_at is not None:
            return False
        service = editions.of_hash(edition=row.edition_id).compiled
        kept = {step: value for step, value in read_json(row.answers).items() if _names_nobody(service, step)}
        left = {step: counted for step, value in kept.items() if (counted := _without_words(value)) != {}}
        gone = _unsent(Message.objects.filter(case=row), actor, at) | _empty(row)
        Case.objects.filter(id=case).update(answers=canonical_json(left), facts="{}", customer="")
        _bury(_of_case(row), why, gone, actor, at)
        return True


def erase_journey(*, journey: Journey, why: Why, actor: Actor, at: datetime) -> None:
    """Erase the answers of a journey that led to no case, which is taken up no more."""
    with transaction.atomic():
        gone = _emptied(ON_JOURNEYS, {"of_journey": journey.pk})
        Journey.objects.filter(pk=journey.pk, resume_until__gt=at).update(resume_until=at)
        stone = Tombstone(
            kind="journey",
            record=f"journey/{journey.pk}",
            service=journey.service,
            channel=journey.channel,
            began_on=local(journey.begun_at).date(),
            ended_on=local(journey.resume_until).date(),
        )
        _bury(stone, why, gone, actor, at)


def erase_contact(*, contact: Interaction, why: Why, actor: Actor, at: datetime) -> None:
    """Erase who was in contact, the number they rang from, and the words that were noted. That there was a contact still counts."""
    with transaction.atomic():
        gone = _emptied([each for each in BY_REFERENCE if each.name == "contact"], {"key": contact.pk})
        if rang := Call.objects.filter(interaction=contact).exclude(number="").update(number=""):
            gone["call"] = rang
        on = local(contact.at).date()
        stone = Tombstone(
            kind="contact",
            record=f"contact/{contact.pk}",
            service=contact.service,
            channel=contact.channel,
            began_on=on,
            ended_on=on,
        )
        _bury(stone, why, gone, actor, at)


def erase_beside(*, found: Beside, why: Why, actor: Actor, at: datetime) -> None:
    """Erase what is somebody's beside their cases, such as for when they were expected. That it was so still counts."""
    kind, _, key = found.record.partition("/")
    match kind:
        case "contact":
            erase_contact(contact=Interaction.objects.get(id=key), why=why, actor=actor, at=at)
        case "journey":
            erase_journey(journey=Journey.objects.get(id=key), why=why, actor=actor, at=at)
        case _:
            _erase_alone(found, why, actor, at)


def erase_email(*, email: Arrival, at: datetime) -> None:
    """Erase an email that is on no case, with the files that came with it. Nobody need look at it any more."""
    with transaction.atomic():
        _emptied([EMAIL], {"key": email.pk})
        Arrival.objects.filter(pk=email.pk, dealt_with_at=None).update(dealt_with_at=at)


def erase_person(*, party: str, why: Why, began: date, actor: Actor, at: datetime, kept: Collection[str] = ()) -> None:
    """Erase what is known of a person: name, ways to reach them, where they live, what they need.

    With it goes what is theirs in no case, but for what was decided to be ``kept``, by its references.
    """
    with transaction.atomic():
        gone = _unsent(Message.objects.filter(party=party, case=None), actor, at)
        gone |= forget_person(reference=party, actor=actor, at=at)
        for table, alone in (
            (CALLBACK, {"case": ""}),
            (APPOINTMENT, {"case": ""}),
            (POST, {}),
            (MESSAGE, {"case": None}),
        ):
            stays = [each.partition("/")[2] for each in kept if each.startswith(f"{table.name}/")]
            rows = table.model._default_manager.filter(party=party, **alone).exclude(pk__in=stays)
            if table is POST:
                rows.filter(until=None).update(until=at, ended_by=actor.reference)
            if many := rows.update(**table.emptied):
                gone[table.name] = many
        _bury(Tombstone(kind="person", record=party, began_on=began), why, gone, actor, at)


def _erase_alone(found: Beside, why: Why, actor: Actor, at: datetime) -> None:
    """Erase for whom a call was promised or a counter kept, whose letters waited, who wrote or rang. Nobody need look at it now."""
    kind, _, key = found.record.partition("/")
    [table] = (each for each in (CALL, CALLBACK, APPOINTMENT, POST, EMAIL) if each.name == kind)
    with transaction.atomic():
        gone = _emptied([table], {"key": key})
        if table is EMAIL:
            Arrival.objects.filter(pk=key, dealt_with_at=None).update(dealt_with_at=at, dealt_with_by=actor.reference)
        stone = Tombstone(
            kind=kind,
            record=found.record,
            service=found.service,
            channel=found.channel,
            began_on=found.began_on,
            ended_on=found.ended_on,
        )
        _bury(stone, why, gone, actor, at)


def _held_fast(case: int) -> Case | None:
    """A case, kept from others until the transaction ends; ``None`` where it is under a legal hold."""
    row = Case.objects.select_for_update().get(id=case)
    return None if held_among(cases=[row]) else row


def _unsent(messages: QuerySet[Message], actor: Actor, at: datetime) -> dict[str, Json]:
    """Stop what was not sent yet; how many there were, for the tombstone."""
    stopped = unsent.stop(messages=messages, actor=actor, at=at)
    return {unsent.NAME: stopped} if stopped else {}


def _empty(row: Case) -> dict[str, Json]:
    """Empty all that belongs to a case; how many rows of each sort. Some thirty statements."""
    shared = _held_by_its_other_half(row)
    gone = _emptied(ON_JOURNEYS, {"of_journey": row.journey_id}, sparing=shared)
    files = set(_FILE.findall(row.answers)) - shared
    gone |= _emptied(ON_CASES, {"of_case": row.pk}) | _emptied_beside(row)
    if erased := erase_files(references=files):
        gone["file"] = erased
    for reckoned in Obligation.objects.filter(case=row):
        Obligation.objects.filter(id=reckoned.pk).update(reckoning=_without_reasons(reckoned.reckoning))
    for moved in Rereckoning.objects.filter(obligation__case=row):
        old, new = _without_reasons(moved.old), _without_reasons(moved.new)
        Rereckoning.objects.filter(id=moved.pk).update(old=old, new=new)
    return {**gone, "answers": len(read_json(row.answers))}


def _emptied_beside(row: Case) -> dict[str, Json]:
    """Empty what names a case: contacts, calls, appointments. What is there of somebody else who is held stays, until that is over."""
    held = parties_on_hold()
    gone: dict[str, Json] = {}
    for table in BY_REFERENCE:
        rows = table.model._default_manager.filter(**{table.of_case: row.reference})
        whose = "interaction__party" if table is CALL else "party"
        if many := rows.exclude(**{f"{whose}__in": held}).update(**table.emptied):
            gone[table.name] = many
    return gone


def _held_by_its_other_half(row: Case) -> frozenset[str]:
    """The files that other cases hold with a case because one was split from another: they go with the last that holds them."""
    known = edge = {row.pk}
    while edge:
        splits = CaseRelation.objects.filter(Q(one__in=edge) | Q(other__in=edge), kind="split-from")
        edge = set(chain.from_iterable(splits.values_list("one_id", "other_id"))) - known
        known = known | edge
    answers = Case.objects.filter(id__in=known - {row.pk}).values_list("answers", flat=True) if len(known) > 1 else ()
    return frozenset(file for text in answers for file in _FILE.findall(text))


def _emptied(
    tables: Iterable[Personal], key: Mapping[str, object], *, sparing: frozenset[str] = frozenset()
) -> dict[str, Json]:
    """Empty the rows that ``key`` leads to; how many there were of each sort. The files to be spared stay."""
    gone: dict[str, Json] = {}
    [(way, value)] = key.items()
    for each in tables:
        rows = each.model._default_manager.filter(**{"pk" if way == "key" else getattr(each, way): value})
        if each.files:
            said = rows.values_list(*each.files)
            held = {file for row in said for text in row for file in _FILE.findall(str(text))}
            erase_files(references=held - sparing)
        many = rows.delete()[0] if each.goes else rows.update(**each.emptied)
        if many:
            gone[each.name] = many
    return gone


def _names_nobody(service: Compiled, step: str) -> bool:
    question = service.steps.get(step)
    return question is not None and all(
        each.kind in _TELLS_NOTHING_OF_ANYBODY and each.sensitivity == "none" for each in _all_of(question)
    )


def _without_words(value: Json) -> Json:
    """An answer without what somebody wrote of a place in their own words: its position stays, if it has one."""
    if isinstance(value, list):
        return [_without_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    is_place = value.keys() <= {"description", "lat", "lon"}
    return {name: _without_words(each) for name, each in value.items() if not (is_place and name == "description")}


def _all_of(question: Question) -> list[Question]:
    return [question, *(each for inner in question.inner() for each in _all_of(inner))]


def _without_reasons(kept: str) -> str:
    """A reckoning as it was told, without what was written as a reason in it."""

    def plain(value: Json) -> Json:
        if isinstance(value, list):
            return [plain(each) for each in value]
        if isinstance(value, dict):
            return {
                name: dict.fromkeys(each, "") if name == "reason" and isinstance(each, dict) else plain(each)
                for name, each in value.items()
            }
        return value

    return canonical_json(plain(read_json(kept)))


def _bury(stone: Tombstone, why: Why, gone: dict[str, Json], actor: Actor, at: datetime) -> None:
    """Keep the tombstone, and add to the ledger that the record was erased."""
    stone.rule, stone.because, stone.request = why.rule, why.because, why.request
    stone.emptied, stone.by, stone.at = canonical_json(gone), actor.reference, at
    stone.save()
    told = {"rule": why.rule}
    record(subject=stone.record, type=happened.RECORD_ERASED.name, actor=actor, at=at, data=told)


def _of_case(row: Case) -> Tombstone:
    return Tombstone(
        kind="case",
        record=f"case/{row.reference}",
        service=row.service,
        channel=row.channel,
        began_on=local(row.opened_at).date(),
        ended_on=local(row.closed_at).date() if row.closed_at else None,
    )
