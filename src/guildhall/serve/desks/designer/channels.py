"""One question, or the service's own page, as every channel has it: made by the code that the channels themselves use."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from guildhall.channels import api, counter, phone
from guildhall.channels.phone import Script
from guildhall.channels.web import WebPage
from guildhall.estate.door import style
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json, words
from guildhall.kernel.question import Question
from guildhall.kernel.saying import only_if
from guildhall.serve.commands.exact import indented
from guildhall.serve.desks.paper.form import contents
from guildhall.serve.pages import Showing, shown_page
from guildhall.serve.pages.composing import Composing
from guildhall.serve.pages.fields import Fields
from guildhall.serve.pages.offering import fee_in_words
from guildhall.serve.pages.pieces import fill

NAMES: Mapping[str, str] = {
    "web": "Web",
    "phone": "Telephone",
    "counter": "Counter",
    "paper": "Paper",
    "api": "Machine (API)",
}
SCRIPTS: Mapping[str, Callable[..., Script]] = {"phone": phone.script, "counter": counter.script}


@dataclass(frozen=True, slots=True)
class OnPage:
    """A piece of a page of the web, with the public pages' own styles. It is only looked at."""

    html: Markup
    style: Markup


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question as it is said, and what is listened for."""

    before: str
    say: str
    explain: str
    listen: tuple[tuple[str, str], ...]
    write: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One part on one channel. Exactly one of the last four says how it looks."""

    channel: str
    name: str
    offered: bool
    page: OnPage | None = None
    spoken: Spoken | None = None
    paper: Mapping[str, Any] | None = None
    text: str = ""


def of_question(compiled: Compiled, step: str, language: str) -> tuple[Shown, ...]:
    """A question on all five channels. None where it cannot be shown yet."""
    question = compiled.steps.get(step)
    if question is None:
        return ()
    offered = compiled.service.channels.offered()
    return (
        Shown("web", NAMES["web"], "web" in offered, page=_web(compiled, question, language)),
        *(
            Shown(name, NAMES[name], name in offered, spoken=_spoken(compiled, question, language, script))
            for name, script in SCRIPTS.items()
        ),
        Shown("paper", NAMES["paper"], "paper" in offered, paper=_paper(compiled, question, language)),
        Shown("api", NAMES["api"], "api" in offered, text=_schema(compiled, question, language)),
    )


def of_service(compiled: Compiled, language: str, at: datetime) -> OnPage:
    """The service's own page, as it stands on a day."""
    piece = dict(_service_piece(compiled, language))["service"]
    fee = fee_in_words(compiled, language, local(at).date())
    whole = fill(piece, lambda hole: str(Markup.escape(fee)) if hole == ("fee",) else "")
    inner = whole.partition("<main")[2].partition(">")[2].rpartition("</main>")[0]
    return OnPage(Markup(inner), style("public"))  # noqa: S704  # composed by the web's own code


def _service_piece(compiled: Compiled, language: str) -> Iterator[tuple[str, Any]]:
    for name, piece in Composing(compiled, language).pieces():
        yield name, piece
        return


def _web(compiled: Compiled, question: Question, language: str) -> OnPage:
    page = compiled.pages[question.page or question.id]
    web = WebPage(page, language)
    alone = len(web.fields) == 1 and page.page.title is None
    label = next(field.label for field in web.fields if field.question.id == question.id)
    pieces = dict(Fields(compiled.service, language).pieces(question, label, heading=alone))
    pieces["page shown"] = (("field", question.id),)
    made = shown_page(pieces, Showing(language, "shown", [question.id], csrf="", back=""))
    return OnPage(Markup(made), style("public"))  # noqa: S704  # composed by the web's own code


def _spoken(compiled: Compiled, question: Question, language: str, script: Callable[..., Script]) -> Spoken:
    prompt = script((question,), language).prompts()[0]
    before = ""
    if question.show_when is not None:
        before = only_if(
            question.show_when, compiled.service, language, lambda each, lang: f"“{words(each.label, lang)}”"
        )
    cues = (
        (not question.required, "May be left empty"),
        (prompt.read_back, "Read it back"),
        (prompt.spell, "Have it spelt out"),
    )
    return Spoken(
        before,
        prompt.say,
        prompt.explain or "",
        tuple(pair for keys in prompt.listen_for.values() for pair in keys),
        tuple(words(box.label, language) if box.label else "Write it down" for box in prompt.boxes if not box.options),
        tuple(cue for holds, cue in cues if holds),
    )


def _paper(compiled: Compiled, question: Question, language: str) -> Mapping[str, Any] | None:
    number = str(list(compiled.steps).index(question.id) + 1)
    sections = contents(compiled, language, code="DRAFT")["sections"]
    found: Mapping[str, Any] | None = next(
        (each for section in sections for each in section["questions"] if each["number"] == number), None
    )
    return found


def _schema(compiled: Compiled, question: Question, language: str) -> str:
    held: dict[str, Json] = api.schema(compiled, language).get("properties", {})
    return indented({question.id: held.get(question.id)})
