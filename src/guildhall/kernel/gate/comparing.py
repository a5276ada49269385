"""Two definitions of a service compared step by step, in words: what was added, taken away, reworded, moved or changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pydantic import BaseModel

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.conditions import OPERATORS, All, AnyOf, Not, RuleHolds, Test
from guildhall.kernel.gate.named import in_quotes, language_named, shortened
from guildhall.kernel.gate.texts import text_fields, texts_of
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import Json, as_json, words
from guildhall.kernel.question import Option, Question
from guildhall.kernel.saying import said
from guildhall.kernel.service import Fact, Outcome, Page, Rule, Service
from guildhall.kernel.tables import DecisionTable, Edition, Row

_LISTS = ("facts", "rules", "decisions", "pages", "steps", "outcomes", "tests")
_ITSELF = frozenset({"id", "kind", "guildhall", "version"})
_CALLED: Mapping[str, str] = {
    "label": "its words",
    "say": "its words said aloud",
    "proxy": "its words for another person",
    "next": "what happens next",
    "required": "whether it must be answered",
    "show_when": "when it is asked",
    "when": "when it holds",
    "page": "the page it stands on",
    "satisfied_by": "what already tells it",
    "prefill": "what it is filled in with",
    "law_ref": "the law it names",
    "article9": "its Article 9 condition",
    "not_for": "whom it is not for",
    "values": "the values it may take",
    "needs": "what it is looked up from",
    "hit": "how many rows may hold",
    "gives": "what it gives",
}
"""What a designer calls a field. One that is not here is called by its name in the definition."""
_CONDITIONS = (All, AnyOf, Not, RuleHolds, Test)
_SORTS: tuple[tuple[type[BaseModel], str], ...] = (
    (Question, "The question"),
    (Option, "The option"),
    (Outcome, "The outcome"),
    (Page, "The page"),
    (Fact, "The fact"),
    (Rule, "The rule"),
    (DecisionTable, "The table"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two definitions. ``step`` is the part that changed; ``None`` is the service as a whole."""

    step: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class _Whose:
    """The part that is being compared: its id, and what a designer calls it."""

    step: str | None
    named: str

    def change(self, what: str) -> Change:
        return Change(self.step, f"{self.named}: {what}.")

    def inside(self, field: str) -> "_Whose":
        return _Whose(self.step, f"{self.named}, {_called(field)}")


def compare(old: Service, new: Service) -> tuple[Change, ...]:
    """Say in English what is different in ``new``, part by part, in the order in which a definition is written."""
    comparing = _Comparing(old, new)
    found = list(comparing.fields(old, new, _Whose(None, "The service")))
    for field in _LISTS:
        found += comparing.parts(getattr(old, field), getattr(new, field))
    return tuple(found)


class _Comparing:
    def __init__(self, old: Service, new: Service) -> None:
        self.old = old
        self.new = new

    def parts(self, before: Sequence[BaseModel], after: Sequence[BaseModel]) -> Iterator[Change]:
        """Parts with names of their own: which are gone, new or elsewhere, and what changed in the others."""
        first, second = ({_name(part): part for part in parts} for parts in (before, after))
        for name, part in first.items():
            if name not in second:
                yield Change(name, f"{_named(part)} was taken away.")
        for name, part in second.items():
            was, now = (sum(_name(each) == name for each in parts) for parts in (before, after))
            if was and was != now:
                yield Change(name, f"{_named(part)} is there {now} times, and was there {was}.")
        moved = _moved([name for name in first if name in second], [name for name in second if name in first])
        place = "at the beginning"
        for name, part in second.items():
            if name not in first:
                yield Change(name, f"{_named(part)} was added {place}.")
            else:
                if name in moved:
                    yield Change(name, f"{_named(part)} was moved: it now stands {place}.")
                yield from self.fields(first[name], part, _Whose(name, _named(part)))
            place = f"after {_small(_named(part))}"

    def fields(self, before: BaseModel, after: BaseModel, whose: _Whose) -> Iterator[Change]:
        """What changed within one part: its words, its conditions, its settings, the parts inside it."""
        if type(before) is not type(after):
            yield whose.change(f"its kind was {_kind(before)} and is now {_kind(after)}")
        yield from self._words(before, after, whose)
        left_out = _ITSELF | text_fields(type(after)) | frozenset(_LISTS if isinstance(after, Service) else ())
        for field in type(after).model_fields:
            if field in left_out or field not in type(before).model_fields:
                continue
            first, second = getattr(before, field), getattr(after, field)
            if first != second:
                yield from self._field(field, first, second, whose)

    def _words(self, before: BaseModel, after: BaseModel, whose: _Whose) -> Iterator[Change]:
        """Each text that stands directly in a part, said before and after."""
        first, second = ({placed.key: placed.text for placed in texts_of(part)} for part in (before, after))
        for key in dict.fromkeys((*second, *first)):
            was, now = first.get(key, {}), second.get(key, {})
            for language in dict.fromkeys((*self.new.languages, *self.old.languages, *was, *now)):
                said_before, said_now = was.get(language, ""), now.get(language, "")
                if said_before != said_now:
                    which = f"the {language_named(language)} of {' '.join((_called(key[0]), *key[1:]))}"
                    yield whose.change(f"{which} {_reworded(said_before, said_now)}")

    def _field(self, field: str, first: Json, second: Json, whose: _Whose) -> Iterator[Change]:
        present = [each for each in (first, second) if each is not None]
        if any(isinstance(each, _CONDITIONS) for each in present):
            was, now = _condition(first, self.old), _condition(second, self.new)
            if was == now:  # read alike, and yet another code: a label in its place
                was, now = _written(first), _written(second)
            yield whose.change(f"{_called(field)} was “{was}” and is now “{now}”")
        elif all(isinstance(each, BaseModel) for each in present):
            if len(present) == 2:
                yield from self.fields(first, second, whose.inside(field))
            else:
                yield whose.change(
                    f"{_called(field)} was {'taken away' if second is None else 'added'}: {_said(present[0])}"
                )
        elif all(_is_parts(each) for each in present):
            yield from self._inside(field, first or (), second or (), whose)
        elif isinstance(first, dict) and isinstance(second, dict):
            for key in dict.fromkeys((*first, *second)):
                if first.get(key) != second.get(key):
                    yield whose.inside(field).change(_changed(key, first.get(key), second.get(key)))
        else:
            yield whose.change(_changed(_called(field), first, second))

    def _inside(
        self, field: str, before: Sequence[BaseModel], after: Sequence[BaseModel], whose: _Whose
    ) -> Iterator[Change]:
        """Parts within a part: options and inner questions by their names, rows and ways on as a whole."""
        sample = (*before, *after)[0]
        if isinstance(sample, Question | Option | Edition):
            for change in self.parts(before, after):
                step = change.step if isinstance(sample, Question) else whose.step
                yield Change(step, f"{whose.named}: {_small(change.sentence)}")
            return
        was, now = [_part(part, self.old) for part in before], [_part(part, self.new) for part in after]
        if was == now:
            was, now = list(map(_written, before)), list(map(_written, after))
        for part in now:
            if part not in was:
                yield whose.change(f"added {part}")
        for part in was:
            if part not in now:
                yield whose.change(f"took away {part}")
        if was != now and sorted(was) == sorted(now):
            yield whose.change(f"{_called(field)} stand in another order")


class _Rows:
    """Said of a table: its rows by what they ask."""

    def __init__(self, service: Service, row: Row) -> None:
        self.table = next((each for each in service.decisions if _holds(each, row)), None)
        self.service = service
        self.row = row

    def said(self) -> str:
        """When what is so, what follows, and why."""
        table, row = self.table, self.row
        conditions = (
            [
                said(Test.model_validate({sort: name, operator: operand}), self.service, "en")
                for (sort, name), cell in zip((each.subject for each in table.inputs), row.when, strict=False)
                for operator in OPERATORS[:-1]
                if cell is not None and (operand := getattr(cell, operator)) is not None
            ]
            if table
            else []
        )
        fee = table is not None and table.gives == "fee" and type(row.then) is int
        then = pounds(int(row.then)) if fee else _said(row.then)
        why = f" ({shortened(words(row.reason, 'en'))})" if row.reason else ""
        return f"the row: {then} when {' and '.join(conditions) or 'nothing else holds'}{why}"


def _holds(table: DecisionTable, row: Row) -> bool:
    return any(each is row for edition in table.editions for each in edition.rows)


def _part(part: BaseModel, service: Service) -> str:
    """A row, a way on or another part without a name, in words."""
    if isinstance(part, Row):
        return _Rows(service, part).said()
    to, when = getattr(part, "to", None), getattr(part, "when", None)
    if isinstance(to, str):
        return f"the way to “{to}” when {_condition(when, service)}" if when is not None else f"the way to “{to}”"
    return f"the {type(part).__name__.lower()} {_written(part)}"


def _reworded(was: str, now: str) -> str:
    if not was:
        return f"is new: “{shortened(now, 300)}”"
    if not now:
        return f"was taken away: “{shortened(was, 300)}”"
    return f"was “{shortened(was, 300)}” and is now “{shortened(now, 300)}”"


def _changed(what: str, was: Json, now: Json) -> str:
    return f"{what} was {_said(was)} and is now {_said(now)}"


def _condition(condition: Json, service: Service) -> str:
    return "always" if condition is None else said(condition, service, "en")


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest that must have been moved to turn one order into the other."""
    kept = {
        name
        for match in SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
        for name in before[match.a : match.a + match.size]
    }
    return set(after) - kept


def _named(part: BaseModel) -> str:
    if isinstance(part, Edition):
        return f"What is in force from {in_words(part.from_.isoformat(), 'en')}"
    sort = next((named for kind, named in _SORTS if isinstance(part, kind)), "The journey test")
    own = next((text for field in ("label", "title", "sentence") if (text := getattr(part, field, None))), None)
    return f"{sort} {in_quotes(own, _name(part))}"


def _name(part: BaseModel) -> str:
    return next(
        str(found) for key in ("id", "code", "name", "from_") if (found := getattr(part, key, None)) is not None
    )


def _kind(part: BaseModel) -> str:
    return str(getattr(part, "kind", type(part).__name__.lower()))


def _is_parts(value: Json) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, BaseModel) for each in value)


def _called(field: str) -> str:
    return _CALLED.get(field, field.rstrip("_").replace("_", " "))


def _said(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None or value in ((), {}) else shortened(_written(value), 200)


def _written(value: Json) -> str:
    plain = _plain(value)
    return plain if isinstance(plain, str) else canonical_json(plain)


def _plain(value: Json) -> Json:
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return {str(key): _plain(each) for key, each in value.items()} if isinstance(value, dict) else as_json(value)


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
