"""What every question has, whatever its kind: its words, when it is asked, and how an answer is read, checked and shown.

An answer passes through two pure steps. A channel's surface is made of *boxes*; ``read`` joins what was typed in them to a
JSON value and never refuses. ``settle`` then says what counts: the answer in its one canonical form, or a ``Refused`` with
a code. The JSON API starts at ``settle``. So one rule, in one place, judges an answer whichever way it came in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field, StrictBool

from guildhall.kernel.canonical import plain_number
from guildhall.kernel.conditions import Condition
from guildhall.kernel.domain import Domain
from guildhall.kernel.model import Code, Json, Model, StepCode, Text, words
from guildhall.kernel.scope import Scope

Typed = str | list[str]
"""What one box holds: its text, or the codes ticked."""

Shape = Literal["line", "lines", "one-of", "some-of", "tick", "file"]
Style = Literal["parts", "line"]
"""Boxes in parts (day, month, year) for a page or a form; or in one line, as a person speaks and a clerk keys."""


class Option(Model):
    """One answer to choose. Its code never changes with the language."""

    code: str = Field(min_length=1, max_length=500)
    label: Text
    hint: Text | None = None
    exclusive: StrictBool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One place to write or tick. ``key`` is empty where the question has a single box."""

    key: str = ""
    shape: Shape = "line"
    label: Text | None = None
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    autocomplete: str | None = None
    inputmode: str | None = None
    width: int | None = None
    only_if: Condition | None = None


class Refused(Exception):  # named for what happened
    """An answer that cannot stand. ``code`` is for machines; ``values`` fill the places in its words.

    ``step`` names the question inside a group (``people.0.born``) and is empty for the question itself. ``box`` is the key of
    the one box that is wrong, empty where all of them are or where there is but one. A value may be a ``Text``, where it reads
    differently in each language.
    """

    def __init__(
        self, code: str, *, step: str = "", box: str = "", question: "Question | None" = None, **values: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.step = step
        self.box = box
        self.question = question
        self.values = values


class AllRefused(Exception):
    """Several answers inside one group that cannot stand."""

    def __init__(self, refusals: list[Refused]) -> None:
        super().__init__(", ".join(f"{each.step}: {each.code}" for each in refusals))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that did not stand, as told to people and machines alike. ``box`` is the key of the one box that is wrong."""

    step: str
    code: str
    message: Text = field(default_factory=dict)
    box: str = ""

    def said(self, language: str) -> str:
        return words(self.message, language)


class Confirm(Model):
    """How a spoken answer is checked: read it back, and spell it out."""

    read_back: StrictBool = False
    spell: StrictBool = False


class SatisfiedBy(Model):
    """An answer or a fact that already tells, so that the question is never asked twice."""

    answer: Code | None = None
    fact: Code | None = None


class Question(Model):
    """A step of a service. Each kind is a subclass in a file of its own under ``kinds``."""

    id: StepCode
    kind: str
    label: Text = Field(description="the question as a page shows it")
    say: Text | None = Field(None, description="the question as it is read aloud; the label where there is none")
    help: Text | None = None
    proxy: Text | None = Field(None, description="the question when somebody answers for another person")
    confirm: Confirm | None = None
    required: StrictBool = True
    page: Code | None = Field(None, description="the page it stands on; by default a page of its own")
    show_when: Condition | None = None
    satisfied_by: SatisfiedBy | None = None
    prefill: SatisfiedBy | None = Field(
        None, description="what is offered with the question, to be kept or changed (see guildhall.kernel.prefill)"
    )
    purpose: Text | None = Field(None, description="why the council asks")
    law_ref: str | None = None
    sensitivity: Literal["none", "personal", "special"] = "none"
    article9: str | None = Field(None, description="for special-category data: the Article 9 condition relied on")
    messages: dict[str, Text] = Field(default_factory=dict, description="own words for an error, by its code")

    refusals: ClassVar[Mapping[str, Text]] = {}
    """Words for each code with which this kind refuses, in English and Welsh."""

    def boxes(self, style: Style) -> tuple[Box, ...]:
        """The places to write in, for a page or form (``parts``) or for speaking and keying (``line``)."""
        raise NotImplementedError(self.kind)

    def read(self, typed: Mapping[str, Typed]) -> Json:
        """Join what stands in the boxes to a value. Never refuses: what makes no sense is kept as it was typed."""
        return _text(typed.get(""))

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:  # some kinds have parts
        """Lay a value that is not blank out in boxes, so that ``read`` gives back one that settles alike.

        Raises ``Refused`` with the code that ``check`` would give for a value that cannot stand in a box at all.
        """
        return {"": text_of(value)}

    def carry(self, read: Json, shown: Json) -> Json:
        """Give an answer as it was read, with what no box holds of the answer that was ``shown`` before, where that still fits."""
        return read

    def check(self, value: Json, scope: Scope) -> Json:
        """Give the canonical form of an answer that is not blank, or raise ``Refused``."""
        raise NotImplementedError(self.kind)

    def shown(self, value: Json, language: str) -> str:  # some kinds have words
        """Show an answer that counts to a person."""
        return as_text(value)

    def domain(self) -> Domain:
        """Describe the answers it may have, as a proof sees them."""
        raise NotImplementedError(self.kind)

    def example(self, nth: int = 0) -> Json:
        """Give an answer that stands, each ``nth`` another where that can be; ``None`` where none can stand.

        What the domain tells in full (numbers, dates, options) a proof chooses for itself; there an example stands alone.
        Raises ``Undecided`` where it cannot be told.
        """
        raise NotImplementedError(self.kind)

    def as_schema(self) -> dict[str, Json]:
        """Describe the answer as JSON Schema (2020-12), for the API."""
        raise NotImplementedError(self.kind)

    def settle(self, value: Json, scope: Scope) -> Json:
        """Give the answer that counts, ``None`` for one left blank.

        Raises ``Refused``, or ``AllRefused`` for a group.
        """
        if is_blank(value):
            if self.required:
                raise Refused("missing")
            return None
        return self.check(value, scope)

    def inner(self) -> "tuple[Question, ...]":
        """The questions inside a group; none for a single question."""
        return ()

    def refusal(self, refused: Refused) -> Refusal:
        """Put a refusal into words: the definition's own for that code, else the kind's."""
        owner = refused.question or self
        text = owner.messages.get(refused.code) or owner.refusals.get(refused.code) or _EVERY_KIND.get(refused.code, {})
        at = f"{self.id}.{refused.step}" if refused.step else self.id
        said = {lang: _filled(each, refused.values, owner, lang) for lang, each in text.items()}
        return Refusal(at, refused.code, said, refused.box)


UNPRINTED = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000)], " ")
"""Control characters other than tab and new line, and halves of characters: no page, form or database can hold them."""

_EVERY_KIND: Mapping[str, Text] = {
    "missing": {"en": "Answer this question: {question}", "cy": "Atebwch y cwestiwn hwn: {question}"},
    "wrong-type": {
        "en": "Give this answer in the way it is asked for",
        "cy": "Rhowch yr ateb hwn yn y ffordd y gofynnir amdano",
    },
}


def is_blank(value: Json) -> bool:
    """Say whether nothing was answered: no value, only spaces, an empty list, or boxes all of them blank."""
    if isinstance(value, str):
        return not _printed(value).strip()
    left = [value]
    while left:  # no function calling itself: whoever sends an answer chooses how deep it is
        each = left.pop()
        if isinstance(each, list):
            left += each
        elif isinstance(each, dict):
            left += each.values()
        elif isinstance(each, str):
            if _printed(each).strip():
                return False
        elif each is not None:
            return False
    return True


def as_text(value: Json) -> str:
    """Write a single value as a person would type it: yes, no, a plain number, the text itself."""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, Decimal):
        return plain_number(value)
    return value if isinstance(value, str) else str(value)


def text_of(value: Json) -> str:
    """Give the text that was written, without the spaces round it. What cannot be printed counts as a space.

    Raises ``Refused`` (``wrong-type``) for a list, an object or a truth value where words were asked for, and for a number
    beyond all measure.
    """
    if isinstance(value, str):
        return _printed(value).strip()
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        try:
            return as_text(value)
        except (TypeError, ValueError):
            raise Refused("wrong-type") from None
    raise Refused("wrong-type")


def _printed(text: str) -> str:
    """A text with plain ends of lines, and a space for what cannot be printed."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(UNPRINTED)


def text_is_yes(value: Json) -> bool:
    """Say whether a ticked box's text is there: the word yes or true."""
    return isinstance(value, str) and value.strip().casefold() in {"yes", "true"}


def under(prefix: str, typed: Mapping[str, Typed]) -> dict[str, Typed]:
    """Take the boxes whose key begins with ``prefix``, without it; the box that is named just so gets the empty key."""
    start = f"{prefix}."
    return {
        key.removeprefix(start) if key != prefix else "": held
        for key, held in typed.items()
        if key == prefix or key.startswith(start)
    }


def over(prefix: str, typed: Mapping[str, Typed]) -> dict[str, Typed]:
    """Put ``prefix`` before the key of every box: the way back from ``under``."""
    return {f"{prefix}.{key}" if key else prefix: held for key, held in typed.items()}


def joined(labels: Iterable[str]) -> str:
    """Write several labels one after another."""
    return ", ".join(labels)


def _text(held: Typed | None) -> Json:
    return joined(held) if isinstance(held, list) else held


def _filled(said: str, values: Mapping[str, object], question: Question, language: str) -> str:
    places: dict[str, Any] = {"question": question.label, **values}
    for name, value in places.items():
        said = said.replace("{" + name + "}", words(value, language) if isinstance(value, dict) else str(value))
    return said
