"""A surface: what a channel puts before a person, where answers are put down and from which they are read.

Every channel has its own: a page of a form, a script to read aloud, numbered questions on paper, a JSON document. Here is
what they share, so that a channel only says what is its own: what it calls a question, and how a choice is marked.
"""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase, digits
from typing import ClassVar
from urllib.parse import quote, unquote

from guildhall.kernel.model import Json, words
from guildhall.kernel.question import Box, Option, Question, Refusal, Refused, Style, Typed, is_blank, over, under

Form = dict[str, Typed]
"""What stands on a surface, by the name of each box."""

AS_SAID = "="
"""Before an answer that is none of those offered, so that it is kept as it was said and never taken for a key. What follows
is percent-encoded, so that neither a space nor a comma in it parts one answer from the next."""


class Surface:
    """Some questions, laid out for answering."""

    style: ClassVar[Style] = "parts"
    keys: ClassVar[str] = ""
    """The keys by which options are chosen, in their order. Empty where the option's own code is posted."""

    def __init__(self, questions: Sequence[Question], language: str, *, proxy: bool = False) -> None:
        self.questions = tuple(questions)
        self.language = language
        self.proxy = proxy

    def name(self, question: Question) -> str:
        """What this surface calls a question."""
        return question.id

    def wording(self, question: Question) -> str:
        """The question in this surface's language; put differently when somebody answers for another person."""
        return words(question.proxy if self.proxy and question.proxy else question.label, self.language)

    def fill(self, answers: Mapping[str, Json]) -> tuple[Form, dict[str, Json]]:
        """Put answers down as a person would. Gives the form, and those answers that no box can hold."""
        form: Form = {}
        cannot_stand: dict[str, Json] = {}
        for question in self.questions:
            value = answers.get(question.id)
            if is_blank(value):
                continue
            try:
                typed = question.write(value, self.style)
            except Refused:
                cannot_stand[question.id] = value
            else:
                form |= over(self.name(question), self._marked(question, typed))
        return form, cannot_stand

    def read(self, form: Mapping[str, Typed]) -> dict[str, Json]:
        """Read what stands on the surface: an answer for each question, ``None`` for one left blank."""
        answers = {}
        for question in self.questions:
            taken = self._taken(question, under(self.name(question), form))
            value = question.read(taken) if taken else None
            answers[question.id] = None if is_blank(value) else value
        return answers

    def carry(self, read: Mapping[str, Json], shown: Mapping[str, Json]) -> dict[str, Json]:
        """The answers read, with what no box holds of the answers shown before, where they were given back unchanged."""
        return {name: self._named(name).carry(value, shown.get(name)) for name, value in read.items()}

    def key_of(self, option: Option, options: Sequence[Option]) -> str:
        """The key that chooses ``option``: 1, 2, 3 or A, B, C."""
        return nth_key(next(place for place, each in enumerate(options) if each.code == option.code), self.keys)

    def place(self, refusal: Refusal) -> str:
        """The name of the box that a refusal is about; of its question, where that has no such box here."""
        step, _, within = refusal.step.partition(".")
        question = self._named(step)
        key = ".".join(part for part in (within, refusal.box) if part)
        return ".".join(part for part in (self.name(question), key if self._box(question, key) else within) if part)

    def _named(self, step: str) -> Question:
        return next(question for question in self.questions if question.id == step)

    def _box(self, question: Question, key: str) -> Box | None:
        if question.kind == "repeat":
            key = key.partition(".")[2]
        return next((box for box in question.boxes(self.style) if box.key == key), None)

    def _marked(self, question: Question, typed: Mapping[str, Typed]) -> Mapping[str, Typed]:
        """What is put down, box by box: an option by its key, where this surface has keys."""
        if not self.keys:
            return typed
        return {key: self._marked_in(self._box(question, key), held) for key, held in typed.items()}

    def _taken(self, question: Question, typed: Mapping[str, Typed]) -> Mapping[str, Typed]:
        """What was put down, box by box: an option by its code, also where a key stands for it."""
        if not self.keys:
            return typed
        return {key: self._taken_from(self._box(question, key), held) for key, held in typed.items()}

    def _marked_in(self, box: Box | None, held: Typed) -> Typed:
        if box is None or not box.options:
            return held
        if isinstance(held, list):
            return " ".join(self._key(box, code) for code in held)
        return self._key(box, held)

    def _taken_from(self, box: Box | None, held: Typed) -> Typed:
        if box is None or not box.options:
            return held
        text = held if isinstance(held, str) else " ".join(held)
        if box.shape == "some-of":
            return [self._code(box, part) for part in text.replace(",", " ").split()]
        return self._code(box, text.strip())

    def _key(self, box: Box, code: str) -> str:
        known = [option for option in box.options if option.code == code]
        return self.key_of(known[0], box.options) if known else AS_SAID + quote(code, safe="", errors="replace")

    def _code(self, box: Box, text: str) -> str:
        if text.startswith(AS_SAID):
            return unquote(text.removeprefix(AS_SAID))
        key = text.upper()
        chosen = (option.code for place, option in enumerate(box.options) if nth_key(place, self.keys) == key)
        return next(chosen, text)


def nth_key(place: int, keys: str) -> str:
    """The key at a place: A to Z, then AA, AB...; 1 to 9, then 10, 11..."""
    if keys == DIGITS:
        return str(place + 1)
    high, low = divmod(place, len(keys))
    return (nth_key(high - 1, keys) if high else "") + keys[low]


DIGITS = digits[1:]
LETTERS = ascii_uppercase
