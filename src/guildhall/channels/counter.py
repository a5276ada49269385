"""The counter: the script of the telephone in person, with documents looked at there and then."""

from collections.abc import Sequence

from guildhall.channels.phone import Script
from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.question import Question
from guildhall.kernel.surface import LETTERS


class Counter(Script):
    """The questions as they are put across a counter. An option is chosen by its letter, as on the printed form."""

    keys = LETTERS

    def evidence(self) -> tuple[Question, ...]:
        """The questions whose documents are checked and scanned at the counter."""
        return tuple(question for question in self.questions if question.kind == "evidence")


def script(questions: Sequence[Question], language: str, *, proxy: bool = False) -> Counter:
    """A script for some questions of a service."""
    return Counter(questions, language, proxy=proxy)


def surface(service: Compiled, position: Position, language: str) -> Counter:
    """The questions of a page, as they are put across the counter."""
    return script(service.pages[str(position.page)].steps, language)
