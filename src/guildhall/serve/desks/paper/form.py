"""The printed form of a service: what stands on it, made from the definition, and printed as an accessible PDF."""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from typing import Any

import segno

from guildhall.channels.paper import Printed, Sheet, Stop, sheet
from guildhall.estate.door import council, pdf, showable, words
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import words as in_language
from guildhall.kernel.question import Question
from guildhall.kernel.service import Channel
from guildhall.serve.answering import satisfaction
from guildhall.serve.desks.paper.drawing import spaces
from guildhall.serve.desks.places.told import Told

LAYOUT = files("guildhall.serve.desks.paper").joinpath("form.typ")
"""How a form looks, in typst."""
MOST_PLACES = 4
"""Places that a form names; the council's telephone, which stands beside them, knows the others."""
_LONG = {"repeat", "group"}
"""Questions that may run on over the foot of a page."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_HEADINGS = re.compile(r"^(?:#+|>)\s+", re.MULTILINE)
_ITEMS = re.compile(r"^\s*[-*+]\s+", re.MULTILINE)
_MARKS = re.compile(r"(?<!\w)[*_`]{1,2}(?=\S)|(?<=\S)[*_`]{1,2}(?!\w)")


def form_pdf(service: Compiled, language: str, *, code: str, large: bool = False, places: Sequence[Told] = ()) -> bytes:
    """The form as a PDF (PDF/UA-1), with ``code`` and its QR code on it; in large print (18 point) on request.

    ``places`` are where people are helped, for a service that names no counter of its own; else those of the profile.

    Raises ``Unprintable`` with the reason.
    """
    picture = BytesIO()
    segno.make(code, error="q", micro=False).save(picture, kind="svg", border=2, dark="#000", light="#fff")
    content = _showable(contents(service, language, code=code, large=large, places=places))
    return pdf(
        source=LAYOUT.read_text(encoding="utf-8"),
        files={"form.json": json.dumps(content).encode(), "code.svg": picture.getvalue()},
    )


def contents(
    service: Compiled, language: str, *, code: str, large: bool = False, places: Sequence[Told] = ()
) -> dict[str, Any]:
    """Everything that stands on the form, as the layout takes it."""
    form = sheet(service, language)
    about = service.service
    counter = _desk(about.channels.counter, language, places)
    return {
        "language": language,
        "large": large,
        "code": code,
        "code-described": _say("paper-code-described", language, code=code),
        "council": council().name[language],
        "title": in_language(about.title, language),
        "summary": in_language(about.summary, language) if about.summary else "",
        "words": {
            **{
                name: _say(f"paper-{name}", language)
                for name in (
                    "how", "before", "send", "after", "other", "why", "enclosed", "tick-one", "tick-all", "signature",
                    "date", "office", "handed-in", "page", "satisfaction", "satisfaction-how",
                )
            },
            "date-parts": _say("paper-date-parts", language).split(", "),
        },
        "how": [_say(f"paper-how-{each}", language, code=code) for each in ("pen", "tick", "skip", "blank", "more")],
        "before": [_stop(each, language) for each in form.beforehand()],
        "sections": _sections(form),
        "satisfaction": [(score, _say(f"web-score-{score}", language)) for score in satisfaction.SCORES],
        "send": _where_to_send(about.channels.paper, counter, language),
        "after": _afterwards(service, language),
        "other": _other_ways(service, language, counter),
    }  # fmt: skip


def plainly(markdown: str) -> list[str]:
    """The paragraphs of a text in Markdown as they are printed: without marks, each link followed by its address."""
    listed = _ITEMS.sub("\n\n• ", _HEADINGS.sub("", _LINK.sub(_written_out, markdown)))
    bare = _MARKS.sub("", listed)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", bare) if part.strip()]


def _sections(form: Sheet) -> list[dict[str, Any]]:
    """The pages in order: each that has words of its own begins a section, also where it asks nothing."""
    printed = {each.question.id: each for each in form.printed()}
    sections: list[dict[str, Any]] = []
    for page in form.service.pages.values():
        asked = [_question(form, printed[each.id]) for each in page.steps]
        heading = in_language(page.page.title, form.language) if page.page.title else ""
        guidance = plainly(in_language(page.page.guidance, form.language)) if page.page.guidance else []
        if [heading] == [each["text"] for each in asked]:
            heading = ""  # the question says it
        if heading or guidance or not sections or sections[-1]["then"]:
            sections.append({"heading": heading, "guidance": guidance, "questions": [], "then": ()})
        sections[-1]["questions"] += asked
        if not page.steps and (heading or guidance):
            sections[-1]["then"] = form.ways_on(page)
    return sections


def _question(form: Sheet, printed: Printed) -> dict[str, Any]:
    question = printed.question
    purpose = in_language(question.purpose, form.language).rstrip(".") if question.purpose else ""
    return {
        "number": printed.number,
        "text": printed.text + ("" if question.required else f" ({_say('paper-optional', form.language)})"),
        "hint": printed.hint or "",
        "only_if": printed.only_if or "",
        "purpose": purpose,
        "spaces": spaces(form, question),
        "more": _say("paper-more", form.language, number=printed.number) if _may_need_more(question) else "",
        "then": printed.then,
        "stops": [_stop(each, form.language) for each in printed.stops],
        "long": question.kind in _LONG,
    }


def _may_need_more(question: Question) -> bool:
    return question.kind in {"repeat", "long-text"}


def _stop(stop: Stop, language: str) -> dict[str, Any]:
    outcome = stop.outcome
    contact = in_language(outcome.contact, language) if outcome.contact else ""
    title = in_language(outcome.title, language).rstrip(".")
    return {
        "when": stop.when if stop.when.rstrip(".") != title else "",
        "title": title,
        "contact": contact
        or (_say("paper-telephone", language, number=outcome.telephone) if outcome.telephone else ""),
        "next": plainly(in_language(outcome.next, language)) if outcome.next else [],
    }


def _where_to_send(paper: Channel | None, counter: list[str], language: str) -> list[str]:
    post = in_language(paper.contact, language) if paper and paper.contact else ", ".join(council().post)
    return [
        _say("paper-by-post", language, address=post),
        _say("paper-by-hand", language, places="; ".join(counter)),
    ]


def _other_ways(service: Compiled, language: str, counter: list[str]) -> list[str]:
    offered = service.service.channels.offered()
    phone, house = offered.get("phone"), council()
    other_language = len({"en", "cy"} & {*service.service.languages}) > 1
    forms = "paper-other-forms-and-language" if other_language else "paper-other-forms"
    number = in_language(phone.contact, language) if phone and phone.contact else house.telephone
    hours = in_language(phone.hours, language) if phone and phone.hours else house.telephone_hours[language]
    return [
        _say("paper-by-telephone", language, number=number, hours=hours, relay=house.text_relay[language]),
        _say("paper-in-person", language, places="; ".join(counter)),
        _say(forms, language, number=house.telephone, email=house.email),
    ]


def names_a_counter(service: Compiled) -> bool:
    """Whether the service says itself where its counter is."""
    counter = service.service.channels.counter
    return bool(counter and counter.contact)


def _desk(counter: Channel | None, language: str, places: Sequence[Told]) -> list[str]:
    """Where the counter is: where this service says, else the first few places where people are helped."""
    if counter and counter.contact:
        hours = f" ({in_language(counter.hours, language)})" if counter.hours else ""
        return [in_language(counter.contact, language) + hours]
    if places:
        return [f"{each.name[language]}, {each.address} ({each.hours[language]})" for each in places[:MOST_PLACES]]
    return [f"{each.name[language]}, {', '.join(each.address)} ({each.hours[language]})" for each in council().places]


def _afterwards(service: Compiled, language: str) -> list[str]:
    """What happens next, where all that a form can lead to is one thing."""
    ends = [each for each in service.service.outcomes if each.kind == "submit"]
    if len(ends) != 1 or not ends[0].next:
        return []
    return [in_language(ends[0].title, language).rstrip(".") + ".", *plainly(in_language(ends[0].next, language))]


def _showable(value: Any) -> Any:
    if isinstance(value, str):
        return showable(value)
    if isinstance(value, dict):
        return {key: _showable(each) for key, each in value.items()}
    return [_showable(each) for each in value] if isinstance(value, list | tuple) else value


def _written_out(found: re.Match[str]) -> str:
    return found[1] if found[1] == found[2] else f"{found[1]} ({found[2].removeprefix('tel:').removeprefix('mailto:')})"


def _say(key: str, language: str, **holes: object) -> str:
    return words("serve").say(key, language, **holes)
