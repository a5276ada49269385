"""Questions laid out for an advisor: what to say, what to listen for, where to type it, and what did not stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from guildhall.channels.phone import Prompt, Script
from guildhall.kernel.journey import Compiled
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json, words
from guildhall.kernel.question import Box, Question, Refusal, Typed, text_is_yes
from guildhall.kernel.saying import only_if

STUMBLE = "?"
"""Typed as an answer: callers stumble on this question."""


@dataclass(frozen=True, slots=True)
class Field:
    """One box: its name, what stands in it, and the keys to choose by."""

    name: str
    shape: str
    label: str | None
    hint: str | None
    only_if: str | None
    value: str
    ticked: bool
    keys: tuple[tuple[str, str], ...]
    width: int | None
    inputmode: str | None
    error: str | None = None
    files: tuple[str, ...] = ()
    first: bool = False
    """Whether to begin here."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a repeating group, under its name: Person 2."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the desk shows it."""

    id: str
    kind: str
    say: str
    explain: str | None
    why: str | None
    optional: bool
    fields: tuple[Field, ...]
    items: tuple[Item, ...]
    add: str | None
    read_back: bool
    spell: bool
    error: str | None
    offered: str
    """What we already have for it, in words, where it has not been answered."""

    @property
    def first(self) -> str:
        """The name of its first box, where an error leads."""
        return self.boxes[0].name if self.boxes else self.id

    @property
    def boxes(self) -> tuple[Field, ...]:
        """Every box of it, those of its items too."""
        return (*self.fields, *(field for item in self.items for field in item.fields))


class Sheet:
    """The questions of one page on one desk, with what was typed."""

    def __init__(self, service: Compiled, script: Script) -> None:
        self.service = service
        self.script = script
        self.language = script.language

    def laid_out(
        self,
        form: Mapping[str, Typed],
        refusals: Sequence[Refusal] = (),
        answers: Mapping[str, Json] | None = None,
        room_for_more: bool = False,
        offers: Mapping[str, Json] | None = None,
    ) -> tuple[Asked, ...]:
        """Every question with what stands in its boxes. ``room_for_more`` adds an empty item to a repeating group.

        ``offers`` are the values that we already have for questions not answered yet.
        """
        here = {question.id for question in self.script.questions}
        about = (each for each in refusals if each.step.partition(".")[0] in here)
        told = {self.script.place(each): each.said("en") for each in about}
        kept = answers or {}
        asked = (self._asked(prompt, form, told, kept, room_for_more) for prompt in self.script.prompts())
        return _begun_at(tuple(replace(each, offered=self._said(each.id, offers or {})) for each in asked))

    def errors(self, asked: Iterable[Asked]) -> list[dict[str, str]]:
        """The error summary: each error in words, with the way to its box."""
        found = []
        for each in asked:
            if each.error:
                found.append({"text": each.error, "href": f"#{each.first}"})
            found += [{"text": field.error, "href": f"#{field.name}"} for field in each.boxes if field.error]
        return found

    def names(self, posted: Iterable[str]) -> list[str]:
        """The names among those posted that belong to a box of this page."""
        heads = {self.script.name(question) for question in self.script.questions}
        return [name for name in posted if name.partition(".")[0] in heads or name in heads]

    def _asked(  # five parts of one page, always in this order
        self, prompt: Prompt, form: Mapping[str, Typed], told: Mapping[str, str], kept: Mapping[str, Json], more: bool
    ) -> Asked:
        question = prompt.question
        name = self.script.name(question)
        repeats = isinstance(question, Repeat)
        items = self._items(question, prompt, form, told, more) if isinstance(question, Repeat) else ()
        fields = () if repeats else tuple(self._field(name, box, prompt, form, told, kept) for box in prompt.boxes)
        placed = {field.name for field in (*fields, *(each for item in items for each in item.fields)) if field.error}
        own = [text for at, text in told.items() if _belongs(at, name) and at not in placed]
        return Asked(
            question.id,
            question.kind,
            prompt.say,
            prompt.explain,
            words(question.purpose, "en") if question.purpose else None,
            not question.required,
            fields,
            items,
            words(question.item, "en").lower() if isinstance(question, Repeat) else None,
            prompt.read_back,
            prompt.spell,
            own[0] if own else None,
            "",
        )

    def _said(self, step: str, offers: Mapping[str, Json]) -> str:
        """An offer as it is read out."""
        return self.service.steps[step].shown(offers[step], self.language) if step in offers else ""

    def _items(  # as above
        self, question: Repeat, prompt: Prompt, form: Mapping[str, Typed], told: Mapping[str, str], more: bool
    ) -> tuple[Item, ...]:
        name = self.script.name(question)
        begun = {int(part) for key in form if key.startswith(f"{name}.") and (part := key.split(".")[1]).isdecimal()}
        filled = max(begun, default=-1) + 1
        count = min(max(filled + more, question.at_least, 1), question.at_most)
        title = words(question.item, self.language)
        return tuple(
            Item(
                f"{title} {place + 1}",
                tuple(self._field(f"{name}.{place}", box, prompt, form, told, {}) for box in prompt.boxes),
            )
            for place in range(count)
        )

    def _field(  # noqa: PLR0917  # as above
        self,
        prefix: str,
        box: Box,
        prompt: Prompt,
        form: Mapping[str, Typed],
        told: Mapping[str, str],
        kept: Mapping[str, Json],
    ) -> Field:
        name = f"{prefix}.{box.key}" if box.key else prefix
        held = form.get(name, "")
        files = kept.get(prompt.question.id) if box.shape == "file" else None
        return Field(
            name,
            box.shape,
            words(box.label, self.language) if box.label else None,
            words(box.hint, self.language) if box.hint else None,
            only_if(box.only_if, self.service.service, self.language, _quoted) + "." if box.only_if else None,
            held if isinstance(held, str) else " ".join(held),
            text_is_yes(held),
            prompt.listen_for.get(box.key, ()),
            box.width,
            box.inputmode,
            told.get(name) if box.key else None,
            tuple(files.get("files", ())) if isinstance(files, dict) else (),
        )


def _begun_at(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """The questions, with the mark at the box to begin in: the first that is wrong, else the first of all."""
    wrong = [
        field.name for each in asked for field in each.boxes if field.error or (each.error and field.name == each.first)
    ]
    begin = next(iter(wrong), asked[0].first if asked else "")
    return tuple(
        replace(
            each,
            fields=_marked(each.fields, begin),
            items=tuple(replace(item, fields=_marked(item.fields, begin)) for item in each.items),
        )
        for each in asked
    )


def _marked(fields: tuple[Field, ...], begin: str) -> tuple[Field, ...]:
    return tuple(replace(field, first=True) if field.name == begin else field for field in fields)


def _quoted(question: Question, language: str) -> str:
    return f"“{words(question.label, language)}”"


def _belongs(step: str, question: str) -> bool:
    return step == question or step.startswith(f"{question}.")
