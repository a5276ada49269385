"""Composing: every page of a service in one language, as pieces with holes. Done once, when the definition is published.

The pieces by name: ``service``; ``page <page>`` with ``field <step>`` and ``field! <step>`` (in error) for its questions;
``check`` with ``row <step>``; ``done <outcome>`` and ``advice <outcome>``; ``fee``; ``resume``; ``summary`` of errors; ``error``;
``files``, ``file``; ``alike`` with ``alike-one`` for reports that may be of the same thing.
"""

from collections.abc import Iterator
from typing import Any

from guildhall.channels.web import WebPage
from guildhall.estate.door import compose
from guildhall.estate.door import words as say
from guildhall.kernel.journey import Compiled, PageOfSteps
from guildhall.kernel.model import words
from guildhall.kernel.service import Outcome
from guildhall.serve.pages import addresses, offering
from guildhall.serve.pages.fields import Fields
from guildhall.serve.pages.markdown import as_html, with_telephones
from guildhall.serve.pages.pieces import Marks, Piece

OTHER = {"en": "cy", "cy": "en"}
Kept = tuple[str, Piece]


class Composing:
    """One service in one language, being composed."""

    def __init__(self, compiled: Compiled, language: str) -> None:
        self.compiled = compiled
        self.service = compiled.service
        self.language = language
        self.title = words(self.service.title, language)

    def pieces(self) -> Iterator[Kept]:
        """Every piece of the service."""
        yield "service", self._service()
        for page in self.compiled.pages.values():
            yield f"page {page.id}", self._page(page)
            web = WebPage(page, self.language)
            fields = Fields(self.service, self.language)
            alone = len(web.fields) == 1 and page.page.title is None
            for field in web.fields:
                yield from fields.pieces(field.question, field.label, heading=alone)
                yield f"row {field.question.id}", self._row(page, field.question.id, field.label)
        yield "check", self._check()
        for outcome in self.compiled.outcomes.values():
            yield f"{'done' if outcome.kind == 'submit' else 'advice'} {outcome.id}", self._ending(outcome)
        marks = Marks()
        yield "fee", self._made(marks, "row", label=marks.hole("label"), shown=marks.hole("shown"), change="")
        alike = ("alike", "alike-one") if self.service.shared else ()
        for name in ("resume", "summary", "error", "files", "file", *alike):
            yield name, self._part(name)

    def _service(self) -> Piece:
        marks = Marks()
        return self._made(
            marks,
            "service",
            title=self.title,
            service=None,
            summary=words(self.service.summary, self.language) if self.service.summary else "",
            start=addresses.of_service(self.language, self.service.id, "start"),
            resume=addresses.of_continuing(self.language),
            other_url=self._other(),
            offer=offering.offer(self.compiled, self.language),
            fee=marks.hole("fee"),
            waived=marks.hole("waived"),
            helped=marks.hole("helped"),
            keeps=marks.hole("keeps"),
        )

    def _page(self, page: PageOfSteps) -> Piece:
        marks = Marks()
        web = WebPage(page, self.language)
        kinds = {question.kind for question in page.steps}
        return self._made(
            marks,
            "question",
            title=marks.hole("error-prefix") + web.title,
            heading=web.title if page.page.title or not page.steps else "",
            guidance=as_html(web.guidance) if web.guidance else "",
            holes=[marks.hole("field", field.question.id) for field in web.fields],
            summary=marks.hole("summary"),
            resume=marks.hole("resume"),
            csrf=marks.hole("csrf"),
            back_url=marks.hole("back"),
            other_url=self._other(page.id),
            action=addresses.of_page(self.language, self.service.id, page.id),
            files="evidence" in kinds,
            buttons=bool(kinds & {"evidence", "repeat", "group"}),
            hints=any(inner.show_when is not None for question in page.steps for inner in question.inner()),
            here=any(each.kind == "place" for question in page.steps for each in (question, *question.inner())),
        )

    def _check(self) -> Piece:
        marks = Marks()
        fees = any(outcome.fee for outcome in self.service.outcomes)
        return self._made(
            marks,
            "check",
            title=self._say("web-check-title"),
            holes=[marks.hole("row", step) for step in self.compiled.steps],
            fee=marks.hole("fee-row") if fees else "",
            alike=marks.hole("alike") if self.service.shared else "",
            resume=marks.hole("resume"),
            csrf=marks.hole("csrf"),
            back_url=marks.hole("back"),
            other_url=self._other("check"),
        )

    def _row(self, page: PageOfSteps, step: str, label: str) -> Piece:
        marks = Marks()
        shown = marks.hole("shown", step)
        change = addresses.of_page(self.language, self.service.id, page.id)
        return self._made(marks, "row", label=label, shown=shown, change=change)

    def _ending(self, outcome: Outcome) -> Piece:
        marks = Marks()
        submitted = outcome.kind == "submit"
        return self._made(
            marks,
            "done" if submitted else "advice",
            title=words(outcome.title, self.language),
            next=as_html(words(outcome.next, self.language)) if outcome.next else "",
            contact=with_telephones(words(outcome.contact, self.language)) if outcome.contact else "",
            telephone=outcome.telephone,
            urgent=outcome.kind == "handover",
            promise=marks.hole("promise"),
            told=marks.hole("told"),
            reference=marks.hole("reference"),
            spelled=marks.hole("spelled"),
            track=marks.hole("track"),
            words_hole=marks.hole("phrase"),
            paying=marks.hole("paying"),
            csrf=marks.hole("csrf"),
            satisfaction=addresses.of_service(self.language, self.service.id, "satisfaction"),
            back_url="" if submitted else marks.hole("back"),
            resume=marks.hole("resume"),
            other_url=self._other_done(marks) if submitted else self._other("advice"),
        )

    def _part(self, name: str) -> Piece:
        marks = Marks()
        holes = ("code", "spelled", "phrase", "until", "errors", "list", "name", "token", "field", "message")
        return self._made(
            marks, name, holes={each: marks.hole(each) for each in holes}, resume=addresses.of_continuing(self.language)
        )

    def _other(self, *rest: str) -> str:
        other = OTHER[self.language]
        if other not in self.service.languages:
            return ""
        if rest and rest[0] in self.compiled.pages:
            return addresses.of_page(other, self.service.id, rest[0])
        return addresses.of_service(other, self.service.id, *rest)

    def _other_done(self, marks: Marks) -> str:
        there = self._other("done")
        return f"{there}/" + marks.hole("reference") if there else ""

    def _made(self, marks: Marks, template: str, **context: Any) -> Piece:
        context = {"lang": self.language, "service": self.title} | context
        return marks.split(compose(template=f"serve/web/{template}.jinja", **context))

    def _say(self, key: str, **holes: object) -> str:
        return say("serve").say(key, self.language, **holes)
