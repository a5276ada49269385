"""An ending as each channel tells it: by the code with which the channels themselves do, on a chosen date."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from guildhall.channels.paper import Stop, sheet
from guildhall.estate.door import spelled, style
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled, Position, step
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Json, words
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Outcome
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.casework import opening
from guildhall.serve.commands.exact import indented
from guildhall.serve.desks.api.views import told_of
from guildhall.serve.desks.assisted.desk import aloud
from guildhall.serve.desks.designer.channels import NAMES, SCRIPTS, OnPage, Shown, Spoken
from guildhall.serve.desks.paper.form import contents, plainly
from guildhall.serve.pages.composing import Composing
from guildhall.serve.pages.pieces import Hole, fill

EXAMPLE = "7QX4-M"
"""A reference that stands for the one a case will have."""


def of_outcome(compiled: Compiled, outcome: Outcome, language: str, at: datetime) -> tuple[Shown, ...]:
    """An ending on all five channels, with its promise and its fee as they stand on that day.

    The answers are those of the first journey test that ends here. Where none does, what follows from answers is left out.
    """
    ending = _Ending(compiled, outcome, _arrived(compiled, outcome, at), language, at)
    offered = compiled.service.channels.offered()
    return (
        Shown("web", NAMES["web"], "web" in offered, page=ending.on_the_web()),
        *(Shown(name, NAMES[name], name in offered, spoken=ending.spoken(name)) for name in SCRIPTS),
        Shown("paper", NAMES["paper"], "paper" in offered, spoken=ending.printed()),
        Shown("api", NAMES["api"], "api" in offered, text=indented(ending.answered())),
    )


def _arrived(compiled: Compiled, outcome: Outcome, at: datetime) -> Position:
    calendar = working_calendar(at)
    for test in compiled.service.tests:
        if test.expect.outcome != outcome.id:
            continue
        around = Circumstances(at, actor=test.actor, facts=test.facts, calendar=calendar)
        blank: dict[str, Json] = dict.fromkeys(compiled.steps)
        position = step(compiled, blank | test.answers, around)
        if position.outcome is outcome:
            return position
    span = outcome.promise.span if outcome.promise else None
    return Position(outcome=outcome, promised=span.term if span else None)


@dataclass(frozen=True, slots=True)
class _Ending:
    """An ending that a journey came to, in one language, at a moment."""

    compiled: Compiled
    outcome: Outcome
    position: Position
    language: str
    at: datetime

    def on_the_web(self) -> OnPage:
        name = f"{'done' if self.outcome.kind == 'submit' else 'advice'} {self.outcome.id}"
        piece = next(piece for each, piece in Composing(self.compiled, self.language).pieces() if each == name)
        shown = {
            "promise": _paragraphs([self._promise()]),
            "reference": EXAMPLE,
            "spelled": str(escape(", ".join(spelled(EXAMPLE, self.language)))),
            "paying": _paragraphs(self._fee()),
        }

        def give(hole: Hole) -> str:
            return shown.get(hole[0], "")

        inner = fill(piece, give).partition("<main")[2].partition(">")[2].rpartition("</main>")[0]
        return OnPage(Markup(inner), style("public"))  # noqa: S704  # composed by the web's own code

    def spoken(self, channel: str) -> Spoken:
        """What the advisor, or whoever is at the counter, says; and how money is taken there."""
        outcome, contact, follows, fee = self.outcome, self._contact(), self._follows(), self._fee()
        if outcome.kind == "submit":
            say = f"{aloud('done', self.language)} {EXAMPLE}"
            explain = [self._title(), self._promise(), *fee, *follows]
        else:
            say = self._title()
            explain = [contact, *follows, self._promise()] if outcome.kind == "handover" else [*follows, contact]
        way = getattr(self.compiled.service.channels, channel)
        paid = ", ".join(each.replace("-", " ") for each in way.payments) if way and fee else ""
        team = (outcome.team or "").replace("-", " ") if outcome.kind == "handover" else ""
        cues = (
            (outcome.telephone, f"Ring {outcome.telephone}"),
            (team, f"Page at once: {team}"),
            (paid, f"Taken here: {paid}"),
        )
        return Spoken("", say, " ".join(filter(None, explain)), (), (), tuple(cue for holds, cue in cues if holds))

    def printed(self) -> Spoken:
        """What the form itself says of this ending, wherever it stands on it; else that it is told later."""
        form = sheet(self.compiled, self.language)
        where = [f"Before the first question: {stop.when}" for stop in form.beforehand() if self._is_at(stop)]
        where += [
            f"Question {each.number}: {stop.when}"
            for each in form.printed()
            for stop in each.stops
            if self._is_at(stop)
        ]
        if where:
            explain = " ".join(filter(None, (self._contact() or self.outcome.telephone, *self._follows())))
            return Spoken("Printed on the form", self._title(), explain, (), tuple(where), ())
        after = contents(self.compiled, self.language, code="DRAFT")["after"] if self.outcome.kind == "submit" else []
        if after:
            return Spoken("Printed at the end of the form", after[0], " ".join(after[1:]), (), (), ())
        told = "Not printed on the form; told when the form has been keyed"
        return Spoken(told, self._title(), " ".join([*self._follows(), self._promise()]).strip(), (), (), ())

    def answered(self) -> Json:
        """What a machine is answered."""
        told = told_of(self.position, dict(self.position.answers), self.language, self.at)
        return told | ({} if self.outcome.kind == "exit" else {"case": {"reference": EXAMPLE}})

    def _is_at(self, stop: Stop) -> bool:
        return stop.outcome.id == self.outcome.id

    def _title(self) -> str:
        return words(self.outcome.title, self.language).rstrip(".") + "."

    def _contact(self) -> str:
        return words(self.outcome.contact, self.language) if self.outcome.contact else ""

    def _follows(self) -> list[str]:
        return plainly(words(self.outcome.next, self.language)) if self.outcome.next else []

    def _promise(self) -> str:
        promised = opening.promise_of(position=self.position, at=self.at)
        return words(promised, self.language) if promised else ""

    def _fee(self) -> list[str]:
        """What is to be paid; where no test tells, every amount of the edition in force that day."""
        table = self.compiled.tables.get(self.outcome.fee or "")
        edition = table.in_force(local(self.at).date()) if table else None
        if edition is None:
            return []
        every = sorted({row.then for row in edition.rows if isinstance(row.then, int)})
        amounts = every if self.position.fee is None else [self.position.fee]
        told = ", ".join(f"£{pence // 100}.{pence % 100:02}" for pence in amounts)
        return [f"{told} ({in_words(edition.from_.isoformat(), self.language)})"]


def _paragraphs(texts: list[str]) -> str:
    return "".join(f'<p class="govuk-body">{escape(each)}</p>' for each in texts if each)
