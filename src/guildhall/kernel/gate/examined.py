"""What every check looks at: a definition made ready, the moment and calendar to judge it by, and the channels' surfaces."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from guildhall.kernel.clocks import Calendar
from guildhall.kernel.gate.examples import example_answers
from guildhall.kernel.gate.finding import Counterexample, Finding, Severity
from guildhall.kernel.gate.named import in_quotes
from guildhall.kernel.gate.proof import Proof
from guildhall.kernel.gate.repeated import asked_again
from guildhall.kernel.gate.texts import Placed, texts
from guildhall.kernel.gate.together import Ways
from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Question
from guildhall.kernel.saying import every_question
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.kernel.service import Service
from guildhall.kernel.surface import Surface
from guildhall.kernel.walk import SurfaceOf


@dataclass(frozen=True)
class Examined:
    """A definition under examination. ``at`` has a zone; tables are judged from its day on."""

    service: Service
    at: datetime
    calendar: Calendar = field(default_factory=Calendar)
    surfaces: Mapping[str, SurfaceOf] = field(default_factory=dict)
    old: Service | None = None
    """The definition that this one is to follow."""

    @cached_property
    def compiled(self) -> Compiled:
        return Compiled(self.service)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, those inside groups too."""
        return tuple(every_question(self.service.steps))

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Each question by its id; of two with one id, the first."""
        return {question.id: question for question in reversed(self.questions)}

    @cached_property
    def texts(self) -> tuple[Placed, ...]:
        """Every text for people, and where it stands."""
        return tuple(texts(self.service))

    @cached_property
    def ways(self) -> Ways:
        """The ways through the pages, and which questions lie on one of them."""
        return Ways(self.compiled)

    @cached_property
    def proof(self) -> Proof:
        """Every journey through the definition at once, for whoever has something to prove."""
        return Proof(self.compiled, self.at, self.calendar)

    @cached_property
    def before(self) -> Scope:
        """What is known before a journey begins: nothing but the moment."""
        return Scope(Circumstances(self.at, calendar=self.calendar), service=self.compiled)

    @cached_property
    def examples(self) -> Mapping[str, Json]:
        """An answer that stands for each step, where one was found."""
        return example_answers(self.compiled.steps, self.before)

    @cached_property
    def settled(self) -> Mapping[str, Json]:
        """What counts of each example."""
        steps = self.compiled.steps
        return {name: steps[name].settle(value, self.before) for name, value in self.examples.items()}

    @cached_property
    def laid_out(self) -> Mapping[str, tuple[Surface, ...]]:
        """For each way in that is open, every question on its surfaces: one for each page, or one for all."""
        language = (self.service.languages or ("en",))[0]
        found = {}
        for channel in self.service.channels.offered():
            surface_of = self.surfaces.get(channel)
            if surface_of is not None:
                found[channel] = tuple(self._surfaces(surface_of, language))
        return found

    def _surfaces(self, surface_of: SurfaceOf, language: str) -> Iterator[Surface]:
        seen: set[str] = set()
        for page in self.compiled.pages.values():
            if not all(step.id in seen for step in page.steps):
                surface = surface_of(self.compiled, Position(page=page.id), language)
                seen |= {question.id for question in surface.questions}
                yield surface

    @cached_property
    def asked_again(self) -> Mapping[tuple[str, str], str]:
        """Two questions that ask one person for one detail, and what that detail is."""
        return asked_again(self.service, self.ways)

    def called(self, name: str) -> str:
        """What a designer sees a part called, in quotes: a question's label, a title, a rule's sentence; else its id."""
        return in_quotes(self._called.get(name), name)

    @cached_property
    def _called(self) -> Mapping[str, Text | None]:
        service = self.service
        found: dict[str, Text | None] = {page.id: page.title for page in service.pages if page.title}
        alone = {page.id: page.steps[0].label for page in self.compiled.pages.values() if len(page.steps) == 1}
        return (
            {rule.id: rule.sentence for rule in service.rules}
            | {fact.id: fact.title for fact in service.facts}
            | {table.id: table.title for table in service.decisions}
            | {outcome.id: outcome.title for outcome in service.outcomes}
            | {question.id: question.label for question in self.questions}
            | alone
            | found
        )

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """The page of the imported form, for each page and step."""
        pages = {page.id: page.source for page in self.service.pages if page.source}
        found = dict(pages)
        for step in self.service.steps:
            source = pages.get(step.page or step.id)
            if source is not None:
                found |= {each.id: source for each in (step, *every_question(step.inner()))}
        return found

    def finding(
        self, kind: str, severity: Severity, step: str | None, message: str, shown: Counterexample | None = None
    ) -> Finding:
        """A finding about ``step``, with the page of the imported form where there is one."""
        return Finding(kind, severity, step, message, self._sources.get(step or ""), shown)


Check = Iterator[Finding]
