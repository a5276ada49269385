"""The web: a page of a form, one question a page by default."""

from dataclasses import dataclass

from guildhall.kernel.journey import Compiled, PageOfSteps, Position
from guildhall.kernel.model import words
from guildhall.kernel.question import Box, Question
from guildhall.kernel.surface import Surface


@dataclass(frozen=True, slots=True)
class Field:
    """One question on a page, with its boxes as they are named in the form."""

    question: Question
    label: str
    hint: str | None
    boxes: tuple[Box, ...]

    def name(self, box: Box, item: int | None = None) -> str:
        """The name under which a box is posted; ``item`` counts from 0 inside a repeating group."""
        parts = [self.question.id, *([str(item)] if item is not None else []), *([box.key] if box.key else [])]
        return ".".join(parts)


class WebPage(Surface):
    """A page: its title and guidance, and its fields. Options are posted by their codes."""

    def __init__(self, page: PageOfSteps, language: str, *, proxy: bool = False) -> None:
        super().__init__(page.steps, language, proxy=proxy)
        self.page = page

    @property
    def title(self) -> str:
        """The page's own title, or the words of its only question."""
        if self.page.page.title:
            return words(self.page.page.title, self.language)
        return self.wording(self.questions[0]) if self.questions else self.page.id

    @property
    def guidance(self) -> str | None:
        """What stands above the questions, in Markdown."""
        return words(self.page.page.guidance, self.language) if self.page.page.guidance else None

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(
            Field(
                question,
                self.wording(question),
                words(question.help, self.language) if question.help else None,
                question.boxes(self.style),
            )
            for question in self.questions
        )


def page(service: Compiled, page_id: str, language: str, *, proxy: bool = False) -> WebPage:
    """A page of the service. Raises ``KeyError`` for one it does not have."""
    return WebPage(service.pages[page_id], language, proxy=proxy)


def surface(service: Compiled, position: Position, language: str) -> WebPage:
    """The page to answer next."""
    return page(service, str(position.page), language)
