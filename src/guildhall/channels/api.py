"""The API: one JSON document with every answer, described by a schema made from the definition."""

from collections.abc import Mapping
from typing import Any

from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import Question, Refusal, Refused, SatisfiedBy, Typed, is_blank
from guildhall.kernel.saying import only_if
from guildhall.kernel.surface import Form, Surface

_OFTEN: Text = {
    "en": "Often the same as {source}; it is not filled in for you, so send it.",
    "cy": "Yr un fath â {source} yn aml; nid yw'n cael ei lenwi i chi, felly anfonwch ef.",
}

_SENT_AHEAD: Text = {
    "en": "Send each file first, and give here the reference that you are given for it.",
    "cy": "Anfonwch bob ffeil yn gyntaf, a rhowch yma y cyfeirnod a gewch amdani.",
}


class Document(Surface):
    """A JSON object of answers, keyed by the ids of the steps."""

    def fill(self, answers: Mapping[str, Json]) -> tuple[Form, dict[str, Json]]:
        """A machine writes JSON, so every answer stands as it is given, and none in a box."""
        return {}, {key: self._as_typed(key, value) for key, value in answers.items()}

    def read(self, form: Mapping[str, Typed]) -> dict[str, Json]:  # a document has no boxes
        return {question.id: None for question in self.questions}

    def take(self, document: Mapping[str, Json]) -> dict[str, Json]:
        """The answers in a document; a step that it leaves out is left blank."""
        return {question.id: self._as_typed(question.id, document.get(question.id)) for question in self.questions}

    def _as_typed(self, key: str, value: Json) -> Json:
        """An answer read as if it had been typed, so that a machine is told no more and no less than a person."""
        question = next((each for each in self.questions if each.id == key), None)
        if question is None or is_blank(value):
            return None if question else value
        try:
            return question.read(question.write(value, "line"))
        except Refused:
            return value


def pointer(service: Compiled, refusal: Refusal) -> str:
    """Where among the answers a refusal lies (JSON Pointer, RFC 6901): ``/people/0/home/postcode``; empty for the whole journey."""
    name, *within = refusal.step.split(".")
    question: Question | None = service.steps.get(name)
    for part in (each for each in within if not each.isdecimal()):
        question = next((each for each in question.inner() if each.id == part), None) if question else None
    parts = question.as_schema().get("properties", {}) if question and refusal.box else {}
    return "".join(f"/{each}" for each in (name, *within, *([refusal.box] if refusal.box in parts else [])) if each)


def surface(service: Compiled, position: Position, language: str) -> Document:  # one document for all
    """The one document of every answer, wherever a journey stands."""
    return Document(tuple(service.steps.values()), language)


def schema(service: Compiled, language: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the answers. Which are needed depends on the others, so that stands in words."""
    properties: dict[str, Any] = {}
    for question in service.steps.values():
        about = [words(question.help, language)] if question.help else []
        if isinstance(question, Evidence):
            about.append(words(_SENT_AHEAD, language))
        if question.prefill is not None:
            about.append(_offered(question.prefill, language))
        if question.show_when is not None:
            about.append(only_if(question.show_when, service.service, language, _by_id) + ".")
        described = question.as_schema() | {"title": words(question.label, language)}
        properties[question.id] = described | ({"description": " ".join(about)} if about else {})
    return {"type": "object", "properties": properties, "required": _always(service)}


def _offered(told: SatisfiedBy, language: str) -> str:
    """Whence the value comes that people find in its boxes. A machine is filled in nothing: no default would be true."""
    return words(_OFTEN, language).format(source=f"`{told.answer or told.fact}`")


def _always(service: Compiled) -> list[str]:
    """The steps that every journey must answer: those on the first page with no condition."""
    first = service.pages.get(str(service.start))
    return [each.id for each in (first.steps if first else ()) if each.required and each.show_when is None]


def _by_id(question: Question, language: str) -> str:  # a code reads alike in every language
    return f"`{question.id}`"
