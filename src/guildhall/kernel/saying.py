"""Conditions and promises said in words, in English and Welsh: on paper, by telephone, as the reason for an outcome."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from guildhall.kernel.clocks import Due, Term, Unit, local
from guildhall.kernel.conditions import All, AnyOf, Condition, Not, Reference, RuleHolds, Span, Test
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import Question
from guildhall.kernel.service import Promise, Service

NameOf = Callable[[Question, str], str]
"""What a question is called, in a language: its number on a form, or its words."""

LANGUAGES = ("en", "cy")

_PHRASES: dict[str, Text] = {
    "is_": {"en": "you answered “{value}” to {name}", "cy": "ateboch “{value}” i {name}"},
    "is_not": {"en": "you did not answer “{value}” to {name}", "cy": "nid ateboch “{value}” i {name}"},
    "contains": {"en": "you chose “{value}” at {name}", "cy": "dewisoch “{value}” mewn ateb i {name}"},
    "contains_not": {"en": "you did not choose “{value}” at {name}", "cy": "ni ddewisoch “{value}” mewn ateb i {name}"},
    "at_least": {"en": "your answer to {name} is {value} or more", "cy": "eich ateb i {name} yw {value} neu fwy"},
    "less_than": {
        "en": "your answer to {name} is less than {value}",
        "cy": "mae eich ateb i {name} yn llai na {value}",
    },
    "before": {"en": "your answer to {name} is before {value}", "cy": "mae eich ateb i {name} cyn {value}"},
    "after": {"en": "your answer to {name} is after {value}", "cy": "mae eich ateb i {name} ar ôl {value}"},
    "answered": {"en": "you answered {name}", "cy": "ateboch {name}"},
    "blank": {"en": "you left {name} blank", "cy": "gadawoch {name} yn wag"},
}
_THEIRS: dict[str, Text] = {
    "is_": {"en": "they answered “{value}” to {name}", "cy": "atebon nhw “{value}” i {name}"},
    "is_not": {"en": "they did not answer “{value}” to {name}", "cy": "nid atebon nhw “{value}” i {name}"},
    "contains": {"en": "they chose “{value}” at {name}", "cy": "dewison nhw “{value}” mewn ateb i {name}"},
    "contains_not": {
        "en": "they did not choose “{value}” at {name}",
        "cy": "ni ddewison nhw “{value}” mewn ateb i {name}",
    },
    "at_least": {"en": "their answer to {name} is {value} or more", "cy": "eu hateb i {name} yw {value} neu fwy"},
    "less_than": {
        "en": "their answer to {name} is less than {value}",
        "cy": "mae eu hateb i {name} yn llai na {value}",
    },
    "before": {"en": "their answer to {name} is before {value}", "cy": "mae eu hateb i {name} cyn {value}"},
    "after": {"en": "their answer to {name} is after {value}", "cy": "mae eu hateb i {name} ar ôl {value}"},
    "answered": {"en": "they answered {name}", "cy": "atebon nhw {name}"},
    "blank": {"en": "they left {name} blank", "cy": "gadawon nhw {name} yn wag"},
}
"""The same, said to whoever asks for another."""
_OF_A_FACT: dict[str, Text] = {
    "is_": {"en": "{name} is {value}", "cy": "{name} yw {value}"},
    "contains": {"en": "{name} has {value} in it", "cy": "mae {value} yn {name}"},
    "at_least": {"en": "{name} is {value} or more", "cy": "mae {name} yn {value} neu fwy"},
    "less_than": {"en": "{name} is less than {value}", "cy": "mae {name} yn llai na {value}"},
    "before": {"en": "{name} is before {value}", "cy": "mae {name} cyn {value}"},
    "after": {"en": "{name} is after {value}", "cy": "mae {name} ar ôl {value}"},
    "answered": {"en": "we know {name}", "cy": "rydym yn gwybod {name}"},
    "blank": {"en": "we do not know {name}", "cy": "nid ydym yn gwybod {name}"},
}
_NOW: dict[str, Text] = {
    "date": {"en": "today", "cy": "heddiw"},
    "time": {"en": "the time", "cy": "yr amser"},
    "actor": {"en": "the person reporting", "cy": "y sawl sy'n adrodd"},
    "channel": {"en": "the way in", "cy": "y ffordd i mewn"},
}
_OPEN: Text = {"en": "our offices are open", "cy": "mae ein swyddfeydd ar agor"}
_CLOSED: Text = {"en": "our offices are closed", "cy": "mae ein swyddfeydd ar gau"}
_AND: Text = {"en": " and ", "cy": " ac "}
_OR: Text = {"en": " or ", "cy": " neu "}
_NOT_SO: Text = {"en": "it is not so that {inner}", "cy": "nid yw'n wir bod {inner}"}
_ONLY_IF: Text = {"en": "Only if {inner}", "cy": "Dim ond os {inner}"}
_AFTER_IF = {"cy": (("mae ", "yw "), ("nid ", "nad "), ("ni ", "na "))}
"""In Welsh the verb changes after the word for "if"."""
_TODAY: Text = {"en": "today", "cy": "heddiw"}
_YES: Text = {"en": "yes", "cy": "ydy"}
_NO: Text = {"en": "no", "cy": "nac ydy"}
_SPANS: dict[str, Text] = {
    "working_days": {"en": "{n} working days {way} {base}", "cy": "{n} diwrnod gwaith {way} {base}"},
    "days": {"en": "{n} days {way} {base}", "cy": "{n} diwrnod {way} {base}"},
    "months": {"en": "{n} months {way} {base}", "cy": "{n} mis {way} {base}"},
}
_COUNTED: dict[Unit, str] = {
    "hours": "{hours}",
    "working-minutes": "{hours}",
    "days": "{days}",
    "working-days": "{days}",
    "months": "{months}",
}
"""Where a promise's sentence says how long it gives."""
_WAYS: dict[str, Text] = {"plus": {"en": "after", "cy": "ar ôl"}, "minus": {"en": "before", "cy": "cyn"}}


def sentence(condition: Condition, service: Service) -> Text:
    """Say a condition in every language the kernel speaks, as one sentence."""
    return {language: _capital(said(condition, service, language)) + "." for language in LANGUAGES}


def only_if(condition: Condition, service: Service, language: str, name_of: NameOf, *, theirs: bool = False) -> str:
    """Say when a question is to be answered: "Only if you answered “Yes” to question 3"; "they", where ``theirs``."""
    inner = said(condition, service, language, name_of, theirs=theirs)
    for begins, after_if in _AFTER_IF.get(language, ()):
        if inner.startswith(begins):
            inner = after_if + inner.removeprefix(begins)
            break
    return words(_ONLY_IF, language).format(inner=inner)


def said(
    condition: Condition, service: Service, language: str, name_of: NameOf | None = None, *, theirs: bool = False
) -> str:
    """Say a condition in words, its questions named by ``name_of`` (their own words where it is left out).

    ``theirs`` says it to whoever asks for another: "they answered", where it is "you answered" to those who answer themselves.
    """
    return _Saying(service, language, name_of or _by_its_words, _THEIRS if theirs else _PHRASES).say(condition)


class _Saying:
    def __init__(
        self, service: Service, language: str, name_of: NameOf, phrases: Mapping[str, Text] = _PHRASES
    ) -> None:
        self.service = service
        self.language = language
        self.name_of = name_of
        self.phrases = phrases

    def say(self, condition: Condition) -> str:
        if isinstance(condition, All):
            return words(_AND, self.language).join(map(self.say, condition.all))
        if isinstance(condition, AnyOf):
            return words(_OR, self.language).join(map(self.say, condition.any))
        if isinstance(condition, RuleHolds):
            return self._rule(condition.rule)
        if isinstance(condition, Not):
            return self._not(condition.not_)
        return self._test(condition)

    def _rule(self, rule: str) -> str:
        found = next((each for each in self.service.rules if each.id == rule), None)
        return words(found.sentence, self.language).rstrip(".") if found else rule

    def _not(self, inner: Condition) -> str:
        if isinstance(inner, Test) and inner.answer is not None:
            operator, operand = inner.operator
            if operator in {"is_", "contains"}:
                return self._phrase(self.phrases[f"{operator.rstrip('_')}_not"], inner, operand)
            if operator == "answered":
                return self._phrase(self.phrases["blank" if operand else "answered"], inner, operand)
        return words(_NOT_SO, self.language).format(inner=self.say(inner))

    def _test(self, test: Test) -> str:
        sort, name = test.subject
        operator, operand = test.operator
        if sort == "now" and name == "open":
            return words(_OPEN if operand is True else _CLOSED, self.language)
        phrases = self.phrases if sort in {"answer", "count"} else _OF_A_FACT
        if operator == "answered":
            return self._phrase(phrases["answered" if operand else "blank"], test, operand)
        if operator == "is_one_of":
            return words(_OR, self.language).join(self._phrase(phrases["is_"], test, each) for each in operand)
        return self._phrase(phrases[operator], test, operand)

    def _phrase(self, phrase: Text, test: Test, operand: Json) -> str:
        return words(phrase, self.language).format(name=self._name(test), value=self._value(test, operand))

    def _name(self, test: Test) -> str:
        sort, name = test.subject
        if sort in {"answer", "count"}:
            question = find(self.service, name)
            return self.name_of(question, self.language) if question else name
        titles = [fact for fact in self.service.facts if fact.id == name and sort == "fact"]
        tables = [table for table in self.service.decisions if table.id == name and sort == "decision"]
        if titles and titles[0].title:
            return words(titles[0].title, self.language)
        if tables:
            return words(tables[0].title, self.language)
        known = _NOW.get(name if sort == "now" else sort)
        return words(known, self.language) if known else name

    def _value(self, test: Test, operand: Json) -> str:
        if isinstance(operand, Reference):
            return self._reference(operand)
        question = find(self.service, test.answer) if test.answer else None
        if question is not None:
            return _shown(question, operand, self.language)
        if isinstance(operand, bool):
            return words(_YES if operand else _NO, self.language)
        return str(operand)

    def _reference(self, operand: Reference) -> str:
        if operand.answer is not None:
            question = find(self.service, operand.answer)
            base = self.name_of(question, self.language) if question else operand.answer
        else:
            base = words(_TODAY, self.language) if operand.today else str(operand.fact)
        for way, span in (("plus", operand.plus), ("minus", operand.minus)):
            if span is not None:
                unit, count = _unit(span)
                base = words(_SPANS[unit], self.language).format(
                    n=count, way=words(_WAYS[way], self.language), base=base
                )
        return base


def promise_in_words(promise: Promise, term: Term | None, due: Due | None) -> Text:
    """A promise in each of its languages, with how long it gives and by when; what is not known is left empty."""
    places = dict.fromkeys(_COUNTED.values(), "")
    if term is not None:
        places[_COUNTED[term.unit]] = str(term.count // 60 if term.unit == "working-minutes" else term.count)
    told = {}
    for language, said_so in promise.sentence.items():
        places["{date}"] = in_words(due.day.isoformat(), language) if due else ""
        places["{time}"] = time_in_words(due.moment) if due and due.moment else ""
        told[language] = _filled(said_so, places)
    return told


def time_in_words(moment: datetime) -> str:
    """A time of day in London as people write it, in either language: 9am, 2:30pm."""
    here = local(moment)
    minutes = f":{here.minute:02}" if here.minute else ""
    return f"{here.hour % 12 or 12}{minutes}{'am' if here.hour < 12 else 'pm'}"


def find(service: Service, step: str) -> Question | None:
    """The question with that id, inside groups too."""
    return next((question for question in every_question(service.steps) if question.id == step), None)


def every_question(steps: tuple[Question, ...]) -> Iterator[Question]:
    """Every question, each group before what stands inside it."""
    for question in steps:
        yield question
        yield from every_question(question.inner())


def _by_its_words(question: Question, language: str) -> str:
    return f"“{words(question.label, language)}”"


def _shown(question: Question, operand: Json, language: str) -> str:
    options = getattr(question, "options", None)
    if question.kind == "date" and isinstance(operand, str):
        return in_words(operand, language)
    if options is not None or question.kind in {"yes-no", "money"}:
        each = [operand] if question.kind == "choices" and not isinstance(operand, list) else operand
        return question.shown(each, language)
    return str(operand)


def _filled(sentence: str, places: Mapping[str, str]) -> str:
    for place, words_there in places.items():
        sentence = sentence.replace(place, words_there)
    return sentence


def _unit(span: Span) -> tuple[str, int]:
    return next((unit, count) for unit in _SPANS if (count := getattr(span, unit)) is not None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
