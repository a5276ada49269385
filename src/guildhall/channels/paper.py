"""Paper: every question at once, numbered, with sentences that say when to answer; keyed by number, in any order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import Box, Question, Typed
from guildhall.kernel.saying import only_if
from guildhall.kernel.surface import LETTERS, Surface

ILLEGIBLE = "!"
"""After a question's number: what is written there cannot be read."""

_QUESTION: Text = {"en": "question {number}", "cy": "gwestiwn {number}"}
_IF_UNKNOWN: Text = {
    "en": "Answer if you can. We look this up where we are able to.",
    "cy": "Atebwch os gallwch. Rydym yn chwilio am hyn lle gallwn.",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One question as it stands on the form: its number, its words, when to answer it, and its boxes with their letters."""

    number: str
    question: Question
    text: str
    hint: str | None
    only_if: str | None
    boxes: tuple[Box, ...]
    letters: dict[str, tuple[tuple[str, str], ...]]
    room_for: int = 1


class Sheet(Surface):
    """The whole form. A question is named by its number and an option by its letter."""

    style = "line"
    keys = LETTERS

    def __init__(self, service: Compiled, language: str) -> None:
        super().__init__(tuple(service.steps.values()), language)
        self.service = service
        self.numbers = {question.id: str(place) for place, question in enumerate(self.questions, 1)}

    def name(self, question: Question) -> str:
        return self.numbers[question.id]

    def printed(self) -> Iterator[Printed]:
        """The questions in order, as they are to be printed."""
        for question in self.questions:
            boxes = question.boxes(self.style)
            yield Printed(
                self.name(question),
                question,
                self.wording(question),
                words(question.help, self.language) if question.help else None,
                self._when(question),
                boxes,
                {box.key: self._letters(box) for box in boxes if box.options},
                getattr(question, "printed", 1),
            )

    def illegible(self, form: Mapping[str, Typed]) -> tuple[str, ...]:
        """The steps whose answer a clerk marked as not readable."""
        return tuple(each.id for each in self.questions if self.name(each) + ILLEGIBLE in form)

    def said_of(self, question: Question, language: str) -> str:
        """What a sentence calls a question: "question 3"; its words where it stands inside a group."""
        number = self.numbers.get(question.id)
        if number is None:
            return f"“{words(question.label, language)}”"
        return words(_QUESTION, language).format(number=number)

    def box_only_if(self, box: Box) -> str | None:
        """When a box inside a group is to be filled in."""
        if box.only_if is None:
            return None
        return only_if(box.only_if, self.service.service, self.language, self.said_of) + "."

    def _when(self, question: Question) -> str | None:
        sentences = []
        if question.show_when is not None:
            sentences.append(only_if(question.show_when, self.service.service, self.language, self.said_of) + ".")
        if question.id in self.service.stands_in_for:
            sentences.append(words(_IF_UNKNOWN, self.language))
        return " ".join(sentences) or None

    def _letters(self, box: Box) -> tuple[tuple[str, str], ...]:
        return tuple((self.key_of(each, box.options), words(each.label, self.language)) for each in box.options)


def sheet(service: Compiled, language: str) -> Sheet:
    """The whole form of a service, in one language."""
    return Sheet(service, language)


def surface(service: Compiled, position: Position, language: str) -> Sheet:  # paper shows all at once
    return sheet(service, language)


def answered(sheet_: Sheet, form: Mapping[str, Typed]) -> dict[str, Json]:
    """What the keyed form says; a question that cannot be read counts as left blank."""
    unreadable = sheet_.illegible(form)
    return {key: None if key in unreadable else value for key, value in sheet_.read(form).items()}
