"""Paper: every question at once, numbered, with sentences that say when to answer; keyed by number, in any order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from guildhall.kernel.conditions import All, AnyOf, Condition, Not, RuleHolds, Test
from guildhall.kernel.journey import LEADS_NOWHERE, Compiled, PageOfSteps, Position, step
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import Box, Question, Refusal, Typed, is_blank
from guildhall.kernel.saying import only_if, said
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Outcome, Route
from guildhall.kernel.surface import LETTERS, Form, Surface, nth_key

ILLEGIBLE = "!"
"""Keyed in a box: what is written there cannot be read."""
_BY_OPTION = frozenset({"is_", "is_one_of", "contains", "answered"})
TICKED = frozenset({"x", "y", "yes", "ie", "t", "1", "✓", "/"})
"""What a clerk may type for a tick."""

_QUESTION: Text = {"en": "question {number}", "cy": "gwestiwn {number}"}
_IF_UNKNOWN: Text = {
    "en": "Answer if you can. We look this up where we are able to.",
    "cy": "Atebwch os gallwch. Rydym yn chwilio am hyn lle gallwn.",
}
_SAME_AS: Text = {
    "en": "If it is the same as your answer to {place}, write it here again.",
    "cy": "Os yw'r un fath â'ch ateb i {place}, ysgrifennwch ef yma eto.",
}
_STOP: Text = {"en": "If {inner}, stop here.", "cy": "Os {inner}, stopiwch yma."}
_STOP_SO: Text = {"en": "Stop here if this is so: {inner}.", "cy": "Stopiwch yma os yw hyn yn wir: {inner}."}
_GO_TO: Text = {"en": "If {inner}, go to {place}.", "cy": "Os {inner}, ewch i {place}."}
_OTHERWISE: Text = {"en": "Otherwise go to {place}.", "cy": "Fel arall, ewch i {place}."}
_IF_NOWHERE: Text = {"en": "If {inner}: {nowhere}", "cy": "Os {inner}: {nowhere}"}
_ELSE_NOWHERE: Text = {"en": "Otherwise: {nowhere}", "cy": "Fel arall: {nowhere}"}
_END: Text = {"en": "the end of the form", "cy": "ddiwedd y ffurflen"}


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a person need go no further, or is better helped by somebody: when, and what happens instead."""

    when: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Printed:
    """One question as it stands on the form: its number, its words, when to answer it, and its boxes with their letters.

    ``then`` says where to go on, and ``stops`` where not to.
    """

    number: str
    question: Question
    text: str
    hint: str | None
    only_if: str | None
    boxes: tuple[Box, ...]
    letters: dict[str, tuple[tuple[str, str], ...]]
    then: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()


class Sheet(Surface):
    """The whole form. A question is named by its number and an option by its letter."""

    style = "line"
    keys = LETTERS

    def __init__(self, service: Compiled, language: str) -> None:
        super().__init__(tuple(service.steps.values()), language)
        self.service = service
        self.numbers = {question.id: str(place) for place, question in enumerate(self.questions, 1)}
        self.parts = {
            part.id: self.numbers[question.id] + nth_key(place, ascii_lowercase)
            for question in self.questions
            for place, part in enumerate(question.inner())
        }

    def name(self, question: Question) -> str:
        return self.numbers[question.id]

    def printed(self) -> Iterator[Printed]:
        """The questions in order, as they are to be printed."""
        stops = self._stops()
        for question in self.questions:
            boxes = question.boxes(self.style)
            yield Printed(
                self.name(question),
                question,
                self.wording(question),
                self.hint_of(question),
                self._when(question),
                boxes,
                {box.key: self._letters(box) for box in boxes if box.options},
                self._then(question),
                tuple(stop for place, stop in stops if place == question.id),
            )

    def beforehand(self) -> tuple[Stop, ...]:
        """What to know before beginning: the endings that hang on something other than what is written on the form."""
        return tuple(stop for place, stop in self._stops() if place is None)

    def illegible(self, form: Mapping[str, Typed]) -> tuple[str, ...]:
        """The steps whose answer a clerk marked as not readable; ``people.0.age`` for one box inside a group."""
        found = []
        for key in (each.removesuffix(ILLEGIBLE) for each in form if each.endswith(ILLEGIBLE)):
            number, dot, rest = key.partition(".")
            found += [f"{each.id}{dot}{rest}" for each in self.questions if self.name(each) == number]
        return tuple(found)

    def said_of(self, question: Question, language: str) -> str:
        """What a sentence calls a question: "question 3", or "question 9b" inside a group."""
        number = self.numbers.get(question.id) or self.parts.get(question.id)
        if number is None:
            return f"“{words(question.label, language)}”"
        return words(_QUESTION, language).format(number=number)

    def hint_of(self, question: Question) -> str | None:
        """Its help. A blank form knows nothing: where other channels offer an answer given before, it says to write it again."""
        told = question.prefill
        source = self.service.steps.get(told.answer or "") if told else None
        again = words(_SAME_AS, self.language).format(place=self.said_of(source, self.language)) if source else ""
        hint = words(question.help, self.language) if question.help else ""
        return f"{hint} {again}".strip() or None

    def box_only_if(self, box: Box) -> str | None:
        """When a box inside a group is to be filled in."""
        return self.only_if(box.only_if) if box.only_if is not None else None

    def only_if(self, condition: Condition) -> str:
        """When something is to be filled in, as one sentence that names questions by their numbers."""
        return only_if(self._sayable(condition), self.service.service, self.language, self.said_of) + "."

    def _when(self, question: Question) -> str | None:
        sentences = []
        if question.show_when is not None:
            sentences.append(self.only_if(question.show_when))
        if question.id in self.service.stands_in_for:
            sentences.append(words(_IF_UNKNOWN, self.language))
        return " ".join(sentences) or None

    def _letters(self, box: Box) -> tuple[tuple[str, str], ...]:
        return tuple((self.key_of(each, box.options), words(each.label, self.language)) for each in box.options)

    def _then(self, question: Question) -> tuple[str, ...]:
        """Where to go on from the last question of a page that has more than one way out."""
        page = next(each for each in self.service.pages.values() if question in each.steps)
        return self.ways_on(page) if question == page.steps[-1] else ()

    def ways_on(self, page: PageOfSteps) -> tuple[str, ...]:
        """Where to go on from a page that has more than one way out; where it has none, that the form ends there."""
        routes = page.page.next
        if routes is None or (len(routes) == 1 and self._follows(page.id, routes[0].to)):
            return ()
        if len(routes) == 1 and routes[0].when is None and not self._leads_on(routes[0]):
            return (words(LEADS_NOWHERE, self.language),)
        return tuple(map(self._way, routes)) or (words(LEADS_NOWHERE, self.language),)

    def _leads_on(self, route: Route) -> bool:
        return route.to in self.service.pages or route.to in self.service.outcomes

    def _way(self, route: Route) -> str:
        inner = self._say(route.when) if route.when else ""
        if not self._leads_on(route):
            nowhere = words(_IF_NOWHERE if inner else _ELSE_NOWHERE, self.language)
            return nowhere.format(inner=inner, nowhere=words(LEADS_NOWHERE, self.language))
        way = words(_GO_TO if inner else _OTHERWISE, self.language)
        return way.format(inner=inner, place=self._place(route.to))

    def _follows(self, page: str, to: str) -> bool:
        return self.service.page_after.get(page) == to

    def _place(self, to: str) -> str:
        page = self.service.pages.get(to)
        if page and page.steps:
            return self.said_of(page.steps[0], self.language)
        outcome = self.service.outcomes.get(to)
        title = outcome.title if outcome else page.page.title if page else None
        return f"“{words(title, self.language)}”" if title else words(_END, self.language)

    def _stops(self) -> tuple[tuple[str | None, Stop], ...]:
        """Each early ending, with the question after which it can be told from the form, or ``None`` where it cannot."""
        found: list[tuple[str | None, Stop]] = []
        for outcome in self.service.early:
            condition = outcome.when
            if condition is not None:
                places = self._asked_at(condition)
                if places:
                    found.append((self.questions[max(places)].id, Stop(self._stop(condition), outcome)))
                else:
                    found.append((None, Stop(self._say(condition) + ".", outcome)))
        return tuple(found)

    def _stop(self, condition: Condition) -> str:
        """When to stop: by the options chosen, where that is all it takes; else in the rule's own sentence."""
        plain = all(
            test.operator[0] in _BY_OPTION for test in _tests(self._unfolded(condition)) if isinstance(test, Test)
        )
        if plain or not isinstance(condition, RuleHolds):
            return words(_STOP, self.language).format(inner=self._say(condition))
        own = said(condition, self.service.service, self.language, self.said_of)
        return words(_STOP_SO, self.language).format(inner=own)

    def _asked_at(self, condition: Condition) -> tuple[int, ...]:
        """The places of the questions that a condition hangs on; none where it hangs on anything else as well."""
        numbers = [self.numbers.get(_asks(test)) for test in _tests(self._unfolded(condition))]
        return () if None in numbers else tuple(int(number) - 1 for number in numbers if number is not None)

    def _say(self, condition: Condition) -> str:
        return said(self._sayable(condition), self.service.service, self.language, self.said_of)

    def _sayable(self, condition: Condition) -> Condition:
        """The condition with its rules written out, where that speaks only of questions on the form."""
        whole = self._unfolded(condition)
        return (
            whole
            if all(_asks(test) in self.numbers or _asks(test) in self.parts for test in _tests(whole))
            else condition
        )

    def _unfolded(self, condition: Condition, within: frozenset[str] = frozenset()) -> Condition:
        if isinstance(condition, All):
            return All(all=tuple(self._unfolded(each, within) for each in condition.all))
        if isinstance(condition, AnyOf):
            return AnyOf(any=tuple(self._unfolded(each, within) for each in condition.any))
        if isinstance(condition, Not):
            return Not(not_=self._unfolded(condition.not_, within))
        if isinstance(condition, RuleHolds) and condition.rule in self.service.rules.keys() - within:
            return self._unfolded(self.service.rules[condition.rule], within | {condition.rule})
        return condition


def sheet(service: Compiled, language: str) -> Sheet:
    """The whole form of a service, in one language."""
    return Sheet(service, language)


def surface(service: Compiled, position: Position, language: str) -> Sheet:  # paper shows all at once
    """The whole form, wherever a journey stands."""
    return sheet(service, language)


def keyed(sheet_: Sheet, typed: Mapping[str, str]) -> Form:
    """The form as a clerk typed it, box by box: empty boxes left out, ticks understood, unreadable boxes marked."""
    form: Form = {}
    for question in sheet_.questions:
        ticks = {box.key for box in question.boxes(sheet_.style) if box.shape == "tick"}
        number = sheet_.name(question)
        for name in (each for each in typed if each == number or each.startswith(f"{number}.")):
            text = typed[name].strip()
            key = name.removeprefix(number).removeprefix(".")
            tick = key in ticks or (question.kind == "repeat" and key.partition(".")[2] in ticks)
            if text == ILLEGIBLE:
                form[name + ILLEGIBLE] = ""
            elif tick and text.casefold() in TICKED:
                form[name] = "yes"
            elif text:
                form[name] = text
    return form


def answered(sheet_: Sheet, form: Mapping[str, Typed]) -> dict[str, Json]:
    """What the keyed form says; a question that cannot be read counts as left blank."""
    unreadable = sheet_.illegible(form)
    legible = {key: held for key, held in form.items() if not key.endswith(ILLEGIBLE)}
    return {key: None if key in unreadable else value for key, value in sheet_.read(legible).items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an imperfect form leads: with what does not stand left aside, and the refusals that say what that is.

    Inside a group only the part that does not stand is left aside, so that the rest of the item, and every other item, counts.
    ``eased`` is the definition in which the questions left aside need no answer.
    """

    position: Position
    answers: Mapping[str, Json]
    refusals: tuple[Refusal, ...]
    eased: Compiled


def stand(service: Compiled, answers: Mapping[str, Json], around: Circumstances) -> Standing:
    """Work out where a form leads, going on past every answer that is missing or does not stand."""
    eased, kept, refusals = service, dict(answers), list[Refusal]()
    position = step(eased, kept, around)
    while (
        position.refusals and not position.stuck
    ):  # ends: a part left aside is refused no more, for it needs no answer
        refusals += position.refusals
        kept = _left_aside(kept, position.refusals)
        eased = _eased(eased, position.refusals)
        position = step(eased, kept, around)
    return Standing(position, kept, tuple(refusals), eased)


def _left_aside(answers: Mapping[str, Json], refusals: Iterable[Refusal]) -> dict[str, Json]:
    """The answers without what was refused. Too few items are better than none: they stay."""
    kept = dict(answers)
    for each in refusals:
        step_, *within = each.step.split(".")
        if each.code != "too-few":
            kept[step_] = _without(kept.get(step_), within)
    return kept


def _without(value: Json, within: list[str]) -> Json:
    """A value without one part, found by the numbers of items and the names of questions that lead to it."""
    if not within:
        return None
    first, rest = within[0], within[1:]
    if isinstance(value, list) and first.isdecimal():
        given = [each for each in value if not is_blank(each)]
        return [_without(each, rest) if place == int(first) else each for place, each in enumerate(given)]
    return value | {first: _without(value.get(first), rest)} if isinstance(value, dict) else None


def _eased(service: Compiled, refusals: Iterable[Refusal]) -> Compiled:
    aside = [[part for part in each.step.split(".") if not part.isdecimal()] for each in refusals]
    steps = tuple(_easier(each, aside) for each in service.service.steps)
    return Compiled(service.service.model_copy(update={"steps": steps}))


def _easier(question: Question, aside: list[list[str]]) -> Question:
    """A question that needs no answer where it was left aside; or whose inner questions need none."""
    at = [path[1:] for path in aside if path[0] == question.id]
    if not at:
        return question
    eased: dict[str, object] = {}
    if [] in at:
        eased = {"required": False} | ({"at_least": 0} if isinstance(question, Repeat) else {})
    if inner := question.inner():
        within = [path for path in at if path]
        eased["steps"] = tuple(_easier(each, within) for each in inner)
    return question.model_copy(update=eased)


def _tests(condition: Condition) -> Iterator[Test | RuleHolds]:
    if isinstance(condition, All):
        inner: tuple[Condition, ...] = condition.all
    elif isinstance(condition, AnyOf):
        inner = condition.any
    elif isinstance(condition, Not):
        inner = (condition.not_,)
    else:
        yield condition
        return
    for each in inner:
        yield from _tests(each)


def _asks(test: Test | RuleHolds) -> str:
    """The question that a test asks about; empty where it asks about anything else."""
    return (test.answer or test.count or "") if isinstance(test, Test) else ""
