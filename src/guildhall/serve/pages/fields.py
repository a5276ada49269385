"""One question as pieces of a page: as usual, and with an error. Made from its boxes, so that every kind is known at once.

Each is kept under a path: ``address``, ``parents.name`` inside a group, ``people.*.name`` inside a repeating one. What a hole
means lies under the same path; inside an item, whatever comes after the last ``*`` is looked for in that item.
"""

from collections.abc import Iterator, Set
from typing import Any

from markupsafe import Markup

from guildhall.estate.door import compose
from guildhall.estate.door import words as say
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.hinting import hint
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import words
from guildhall.kernel.question import Box, Question
from guildhall.kernel.saying import only_if
from guildhall.kernel.service import Service
from guildhall.serve.pages.pieces import Marks, Piece

TEMPLATE = "serve/web/field.jinja"
Kept = tuple[str, Piece]


class Fields:
    """The questions of one service, in one language."""

    def __init__(self, service: Service, language: str) -> None:
        self.service = service
        self.language = language
        self._rules = {rule.id: rule.when for rule in service.rules}

    def pieces(
        self, question: Question, label: str, *, path: str = "", heading: bool = False, beside: Set[str] = frozenset()
    ) -> Iterator[Kept]:
        """Every piece of a question: itself, in error, and those of the questions inside it, each ``beside`` the others."""
        path = path or question.id
        only_if = self._only_if(question, beside)
        yield f"field {path}", self._made(question, label, path, heading=heading, wrong=False, only_if=only_if)
        yield f"field! {path}", self._made(question, label, path, heading=heading, wrong=True, only_if=only_if)
        within = f"{path}.*" if isinstance(question, Repeat) else path
        inside = {inner.id for inner in question.inner() if _is_chosen(inner)}
        for inner in question.inner():
            label = words(inner.label, self.language)
            yield from self.pieces(inner, label, path=f"{within}.{inner.id}", beside=inside)
        if isinstance(question, Repeat):
            yield f"item {path}", self._item(question, path, removable=False)
            yield f"item- {path}", self._item(question, path, removable=True)

    def _made(self, question: Question, label: str, path: str, *, heading: bool, wrong: bool, only_if: str) -> Piece:
        marks = Marks()
        name = self._name(marks, path)
        field: dict[str, Any] = {
            "id": Markup("f-") + name,
            "name": name,
            "label": label if self._needed(question) else f"{label} {self._say('web-optional')}",
            "heading": heading,
            "hint": self._hint(question, path),
            "error": marks.hole("message", path) if wrong else None,
            "path": path,
            "only_if": only_if,
            "outer": path == question.id,
            "here": question.kind == "place",
        }
        boxes = () if question.inner() else question.boxes("parts")
        field["boxes"] = [self._box(marks, box, path, name) for box in boxes]
        if wrong:
            field |= _wrong(marks, path, "", hinted=bool(field["hint"]))
        if wrong and len(boxes) > 1:
            also = [""] if isinstance(question, Day) else []
            told = [_wrong(marks, path, box.key, *also, hinted=bool(box.hint)) for box in boxes]
            field["boxes"] = [box | at for box, at in zip(field["boxes"], told, strict=True)]
        if isinstance(question, Repeat):
            field |= {"shape": "repeat", "holes": [marks.hole("items", path)], "more": marks.hole("more", path)}
            field["add"] = self._say("web-add", item=words(question.item, self.language).lower())
        elif question.inner():
            within = [f"{path}.{each.id}" for each in question.inner()]
            field |= {"shape": "group", "holes": [marks.hole("field", each) for each in within]}
        elif isinstance(question, Day):
            field["shape"] = "date"
        elif len(boxes) == 1:
            field["shape"] = boxes[0].shape
        else:
            field["shape"] = "parts"
        field["files"] = marks.hole("files", path) if any(box.shape == "file" for box in boxes) else ""
        return marks.split(compose(template=TEMPLATE, lang=self.language, field=field))

    def _item(self, question: Repeat, path: str, *, removable: bool) -> Piece:
        marks = Marks()
        name = self._name(marks, f"{path}.*")
        field = {
            "shape": "item",
            "id": Markup("f-") + name,
            "label": f"{words(question.item, self.language)} ",
            "number": marks.hole("number"),
            "holes": [marks.hole("field", f"{path}.*.{each.id}") for each in question.steps],
            "remove": self._say("web-remove") if removable else "",
            "name": name,
        }
        return marks.split(compose(template=TEMPLATE, lang=self.language, field=field))

    def _box(self, marks: Marks, box: Box, path: str, name: Markup) -> dict[str, Any]:
        at = f"{path}.{box.key}" if box.key else path
        named = name + f".{box.key}" if box.key else name
        several = box.shape in {"some-of", "one-of"}
        return {
            "shape": box.shape,
            "id": Markup("f-") + named,
            "name": named,
            "label": words(box.label, self.language) if box.label else "",
            "hint": words(box.hint, self.language) if box.hint else "",
            "value": "" if several or box.shape in {"tick", "file"} else marks.hole("value", at),
            "autocomplete": box.autocomplete,
            "inputmode": box.inputmode,
            "width": next((each for each in (2, 3, 4, 5, 10, 20) if box.width and box.width <= each), None),
            "ticked": marks.attribute("checked", at, "yes") if box.shape == "tick" else {},
            "options": [
                {
                    "value": option.code,
                    "text": words(option.label, self.language),
                    "hint": {"text": words(option.hint, self.language)} if option.hint else None,
                    "attributes": marks.attribute("checked", at, option.code),
                }
                for option in box.options
            ],
        }

    def _hint(self, question: Question, path: str) -> str:
        """Its help; inside a group, first when it is to be answered at all."""
        parts = [words(question.help, self.language)] if question.help else []
        if question.show_when is not None and path != question.id:
            parts.insert(0, only_if(question.show_when, self.service, self.language, _quoted) + ".")
        return " ".join(parts)

    def _only_if(self, question: Question, beside: Set[str]) -> str:
        """Its condition as a hint for the browser; empty where the answers beside it do not tell."""
        told = hint(question.show_when, beside, self._rules) if question.show_when is not None and beside else None
        return "" if told is None else canonical_json(told)

    def _needed(self, question: Question) -> bool:
        return question.required and (not isinstance(question, Repeat) or question.at_least > 0)

    def _name(self, marks: Marks, path: str) -> Markup:
        """The name under which it is posted; inside an item, the item's own name comes first."""
        _, star, rest = path.rpartition("*")
        return marks.hole("at") + rest if star else Markup.escape(path)

    def _say(self, key: str, **holes: object) -> str:
        return say("serve").say(key, self.language, **holes)


def _is_chosen(question: Question) -> bool:
    """Whether it is answered by choosing, so that a browser knows its answer as the kernel will."""
    return not question.inner() and all(box.shape in {"one-of", "some-of"} for box in question.boxes("parts"))


def _wrong(marks: Marks, path: str, key: str, *also: str, hinted: bool) -> dict[str, Any]:
    """What a box shows when it is the one that is wrong; under an empty key, the question as a whole.

    ``also`` are the keys under which it is red as well.
    """
    return {
        "group": marks.hole("wrong", path, " govuk-form-group--error", key, *also),
        "red": marks.hole("wrong", path, " govuk-input--error", key, *also),
        "told": marks.hole("told", path, key),
        "told_by": marks.hole("told-by", path, key, " f-*-error") if hinted else "",
        "pointing": {} if hinted else marks.attribute("told-by", path, key, ' aria-describedby="f-*-error"'),
    }


def _quoted(question: Question, language: str) -> str:
    return f"“{words(question.label, language)}”"
