"""Everything that is held about somebody, put together from the record: for themselves alone, and before anything is left out.

What ``personal`` names as personal is here by that very list, so that no table is forgotten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Model, Q
from ruamel.yaml import YAML

from guildhall.estate.door import file_names, words
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Json
from guildhall.kernel.model import words as in_language
from guildhall.people.door import held_of
from guildhall.serve.casework import papers
from guildhall.serve.casework.cases import value_of
from guildhall.serve.contacts.calls import shown
from guildhall.serve.models import Appointment, Call, Callback, Case, HelpPlace, Interaction, Journey, Note, PostHolding
from guildhall.serve.places.codes import SPOKEN
from guildhall.serve.privacy.personal import BY_REFERENCE, ON_CASES, ON_JOURNEYS, Personal
from guildhall.serve.privacy.untied import calls_of, emails_of
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

Said = tuple[tuple[str, str], ...]
_CODED = {each: each for each in ("way", "kind", "need", "safe", "protected", "acting", "basis", "direction")} | {
    "channel": "way"
}
"""The parts that are kept as codes, and under which name what each means stands in the room's words."""

_MESSAGE, _EMAIL = (next(each for each in ON_CASES if each.name == name) for name in ("message", "email"))
"""What we sent, and what came, belongs to a case, or to a person alone."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is held: its reference, its sort, since when, the case it lies in, and what it says by label.

    ``inside`` marks what staff wrote for staff. ``by`` are the accounts and parties that had a hand in it.
    """

    record: str
    sort: str
    at: datetime | None
    case: str
    said: Said
    inside: bool = False
    by: frozenset[str] = frozenset()


def held_about(*, parties: Sequence[str], language: str) -> tuple[Thing, ...]:
    """All that is held about a person under any of their records, oldest first within each sort. Some thirty statements."""
    rows = list(Case.objects.filter(customer__in=parties, erased_at=None).order_by("opened_at", "id"))
    found = [
        Thing(each.reference, each.kind, each.at, "", _labelled(each.said, language))
        for each in held_of(references=parties)
    ]
    found += [_case(row, language) for row in rows]
    found += _begun(parties, language)
    found += [thing for row in rows for thing in _documents(row, language)]
    for tables, key in (
        (ON_CASES, {each.pk: each for each in rows}),
        (ON_JOURNEYS, {each.journey_id: each for each in rows}),
    ):
        for table in tables:
            found += _rows(table, table.of_case or table.of_journey, key, language)
    alone = _MESSAGE.model._default_manager.filter(party__in=parties, case=None).order_by("pk")
    found += [_thing(_MESSAGE, row, "", language) for row in alone]
    found += _untied(parties, language)
    found += _calls(parties, language)
    for table in BY_REFERENCE:
        found += _named(table, parties, {each.reference for each in rows}, language)
    found += _post(parties, language)
    return tuple(found)


def label(name: str, language: str) -> str:
    """What a sort or a column is called to the person."""
    return _labels()[name][language]


def _rows(table: Personal, way: str, cases: Mapping[Any, Case], language: str) -> Iterable[Thing]:
    if not table.shown or not cases:
        return []
    rows = table.model._default_manager.filter(**{f"{way}__in": list(cases)}).order_by("pk")
    return [
        _thing(table, row, cases[getattr(row, f"{way}_id")].reference if hasattr(row, f"{way}_id") else "", language)
        for row in rows
        if any(getattr(row, column) for column in table.shown)
    ]


def _named(table: Personal, parties: Sequence[str], references: set[str], language: str) -> Iterable[Thing]:
    """What names its case or its party by reference."""
    if not table.shown:
        return []
    columns = {column.name for column in table.model._meta.fields}
    mine = Q(case__in=references) | (Q(party__in=parties) if "party" in columns else Q())
    rows = table.model._default_manager.filter(mine).order_by("pk")
    if "place" in columns:
        rows = rows.select_related("place")
    return [_thing(table, row, getattr(row, "case", ""), language) for row in rows]


def _untied(parties: Sequence[str], language: str) -> Iterable[Thing]:
    """The emails on no case that can only be from them, each with the files that came with it. Three statements."""
    rows = emails_of(parties=parties)
    yield from (_thing(_EMAIL, row, "", language) for row in rows)
    came = {file: row.at for row in rows for file in read_json(row.files)}
    names = file_names(references=list(came)) if came else {}
    for file, name in names.items():
        yield Thing(file, "document", came[file], "", _labelled((("name", name),), language))


def _calls(parties: Sequence[str], language: str) -> Iterable[Thing]:
    """The calls by which they were in contact, and those with a number that can only be theirs. Three statements."""
    theirs = Call.objects.filter(interaction__party__in=parties, rang_at__isnull=False)
    rows = (*theirs.exclude(number=""), *calls_of(parties=parties))
    for at, row in sorted(((each.rang_at, each) for each in rows if each.rang_at), key=lambda one: (one[0], one[1].pk)):
        said = {"on": f"{_day(at, language)}, {_time(at)}", "direction": row.direction, "number": shown(row.number)}
        hands = frozenset({row.answered_by} - {""})
        yield Thing(f"call/{row.pk}", "call", at, "", _labelled(said.items(), language), by=hands)


def _post(parties: Sequence[str], language: str) -> Iterable[Thing]:
    """Where their letters wait or waited, and when each came. Two statements."""
    held = PostHolding.objects.filter(party__in=parties).select_related("place").prefetch_related("letters")
    for row in held.order_by("pk"):
        said = {"on": _day(row.since, language), "place": _place(row.place, language)}
        came = [("letter", _day(each.came_at, language)) for each in row.letters.all()]
        until = local(row.until).date().isoformat() if row.until else ""
        told = _labelled((*said.items(), *came, ("until", until)), language)
        yield Thing(f"post/{row.pk}", "post", row.since, "", told, by=frozenset({row.by}))


def _beside(row: Model, language: str) -> dict[str, str]:
    """What is held of it beside its words: when, where, by which way, and what was needed."""
    match row:
        case Interaction():
            return {"on": _day(row.at, language), "channel": row.channel}
        case Callback():
            return {"on": f"{_day(row.opens_at, language)}, {_time(row.opens_at)}-{_time(row.closes_at)}"}
        case Appointment():
            on = f"{_day(row.starts_at, language)}, {_time(row.starts_at)}"
            return {"on": on, "place": _place(row.place, language), "need": row.need}
    return {}


def _day(at: datetime, language: str) -> str:
    return in_words(local(at).date().isoformat(), language)


def _time(at: datetime) -> str:
    return f"{local(at):%-H:%M}"


def _place(place: HelpPlace, language: str) -> str:
    return (place.name_cy if language == "cy" else "") or place.name


def _thing(table: Personal, row: Model, case: str, language: str) -> Thing:
    at = getattr(row, table.at)
    said = _beside(row, language) | {column: str(getattr(row, column) or "") for column in table.shown}
    hands = {str(getattr(row, name, "") or "") for name in ("by", "helper", "promised_by", "party", "booked_by")}
    return Thing(
        f"{table.name}/{row.pk}",
        table.name,
        at,
        case,
        _labelled(tuple(said.items()), language, of=table.name),
        inside=(isinstance(row, Note) and not row.shown) or table.name in {"advice", "inspection", "task"},
        by=frozenset(hands - {""}),
    )


def _case(row: Case, language: str) -> Thing:
    """A case: what was asked for, when and how, every answer, and how it ended."""
    case = value_of(row)
    answered = _answered(case.live, case.answers, language)
    facts = {
        "service": in_language(case.live.service.title, language),
        "on": _day(case.opened_at, language),
        "promise": case.promise.get(language, "") if case.promise else "",
        "closed": _day(case.closed_at, language) if case.closed_at else "",
    }
    hands = {row.assigned_to, row.journey.actor, row.journey.on_behalf_of, row.journey.customer} - {""}
    return Thing(
        case.subject, "case", case.opened_at, case.reference, _labelled(tuple(facts.items()), language) + answered,
        by=frozenset(hands),
    )  # fmt: skip


def _begun(parties: Sequence[str], language: str) -> Iterable[Thing]:
    """What was begun for them and not sent, with every answer that is kept. Two statements.

    Of what somebody began for another, the answers are about the other, and are shown to nobody else.
    """
    theirs = Q(on_behalf_of__in=parties) | Q(customer__in=parties, on_behalf_of="")
    rows = Journey.objects.filter(theirs, case=None).prefetch_related("answers")
    for row in rows.order_by("begun_at", "id"):
        live, answers = editions.of_hash(edition=row.edition_id), list(row.answers.all())
        facts = {"service": in_language(live.service.title, language), "on": _day(row.begun_at, language)}
        said = _labelled(tuple(facts.items()), language)
        said += _answered(live, {each.step: read_json(each.value) for each in answers}, language)
        hands = {row.actor, row.on_behalf_of, row.customer, *(each.actor for each in answers)} - {""}
        yield Thing(f"journey/{row.pk}", "journey", row.begun_at, "", said, by=frozenset(hands))


def _answered(live: Live, answers: Mapping[str, Json], language: str) -> Said:
    """Every answer beneath its question. Files are shown by themselves."""
    return tuple(
        (in_language(question.label, language), question.shown(answers[step], language))
        for step, question in live.compiled.steps.items()
        if answers.get(step) is not None and question.kind != "evidence"
    )


def _documents(row: Case, language: str) -> Iterable[Thing]:
    listed = papers.of_case(case=value_of(row), given={})
    names = file_names(references=[each.file for each in listed])
    return [
        Thing(each.file, "document", each.at, row.reference, _labelled((("name", names[each.file]),), language))
        for each in listed
        if each.file in names
    ]


def _labelled(said: Iterable[tuple[str, str]], language: str, *, of: str = "") -> Said:
    """Each part with what it is called: in a sort of its own (``of``), or else anywhere."""
    names = _labels()
    return tuple(
        (label(own if (own := f"{of}-{name}") in names else name, language), _in_words(name, value, language))
        for name, value in said
        if value
    )


def _in_words(name: str, value: str, language: str) -> str:
    """What is kept as a code or as a date, as the person says it; anything else as it was written."""
    if name in {"until", "born"}:
        return in_words(value, language)
    if name == "language" and value in SPOKEN:
        return words("serve").say(f"language-{value}", language)
    return words("serve").say(f"held-{_CODED[name]}-{value}", language) if name in _CODED else value


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(
        files("guildhall.serve.privacy").joinpath("labels.yaml").read_text(encoding="utf-8")
    )
    return found
