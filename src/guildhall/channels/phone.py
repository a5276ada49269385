"""The telephone: a script to read aloud, what to listen for, and one key for each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.model import words
from guildhall.kernel.question import Box, Question
from guildhall.kernel.surface import DIGITS, Surface


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question as an advisor puts it: the words to say, and for each box what to listen for and which key to press."""

    question: Question
    say: str
    explain: str | None
    boxes: tuple[Box, ...]
    listen_for: dict[str, tuple[tuple[str, str], ...]]
    read_back: bool
    spell: bool


class Script(Surface):
    """The questions as they are spoken. An option is chosen by its number, a date is typed in one line."""

    style = "line"
    keys = DIGITS

    def prompts(self) -> tuple[Prompt, ...]:
        return tuple(map(self.prompt, self.questions))

    def prompt(self, question: Question) -> Prompt:
        boxes = question.boxes(self.style)
        return Prompt(
            question,
            self.spoken(question),
            words(question.help, self.language) if question.help else None,
            boxes,
            {box.key: self._keys(box) for box in boxes if box.options},
            bool(question.confirm and question.confirm.read_back),
            bool(question.confirm and question.confirm.spell),
        )

    def spoken(self, question: Question) -> str:
        """The question as it is read aloud; put differently when somebody answers for another person."""
        if self.proxy and question.proxy:
            return words(question.proxy, self.language)
        return words(question.say or question.label, self.language)

    def _keys(self, box: Box) -> tuple[tuple[str, str], ...]:
        return tuple((self.key_of(each, box.options), words(each.label, self.language)) for each in box.options)


def script(questions: Sequence[Question], language: str, *, proxy: bool = False) -> Script:
    """A script for some questions of a service."""
    return Script(questions, language, proxy=proxy)


def surface(service: Compiled, position: Position, language: str) -> Script:
    """The questions of a page, as they are spoken."""
    return script(service.pages[str(position.page)].steps, language)
