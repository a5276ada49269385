"""A part of a definition laid out in boxes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.kinds import KINDS
from guildhall.kernel.model import Json
from guildhall.kernel.question import Box, Question, Refused, over
from guildhall.serve.designing.known import Choices, Known, sort_of_kind
from guildhall.serve.designing.menus import Group, Value, menu, value_of
from guildhall.serve.designing.shapes import Field

ROOM = 2
"""Empty rows after those that are filled."""
LANGUAGES: Mapping[str, str] = {"en": "English", "cy": "Welsh"}


@dataclass(frozen=True, slots=True)
class Boxed:
    """One field with what stands in it. ``name`` is the name of its first box."""

    field: Field
    name: str
    text: str = ""
    on: bool = False
    chosen: tuple[str, ...] = ()
    texts: tuple[tuple[str, str, str], ...] = ()
    """For words: each language's code, its name, and the text."""
    choices: Choices = ()
    inner: tuple["Boxed", ...] = ()
    rows: tuple[tuple["Boxed", ...], ...] = ()
    menu: Group | None = None
    value: Value | None = None
    kept: str = ""
    errors: tuple[str, ...] = ()
    several: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = ()
    """For errors in own words: each code, what is said otherwise, and the texts."""

    @property
    def switched(self) -> bool:
        """Whether the part it stands for can be on or off: a way in that is offered or not."""
        return any(each.name == "enabled" for each in self.field.inner)


@dataclass(frozen=True, slots=True)
class Layout:
    """Lays out the fields of one part of a draft. ``faults`` are by the name of the field, as the loader gave them."""

    known: Known
    part: Mapping[str, Json]
    faults: Mapping[str, Sequence[str]] = field(default_factory=dict)
    roomy: str = ""
    """The name of the rows that are to have more empty ones."""

    def boxes(self, fields: Sequence[Field], prefix: str = "", within: Json = None) -> tuple[Boxed, ...]:
        held = self.part if within is None else within
        held = held if isinstance(held, Mapping) else {}
        return tuple(self._boxed(each, f"{prefix}{each.name}", held.get(each.name)) for each in fields)

    def _boxed(self, what: Field, name: str, held: Json) -> Boxed:
        return _WAYS.get(what.shape, Layout._line)(self, what, name, held)

    def _line(self, what: Field, name: str, held: Json) -> Boxed:
        return Boxed(what, name, text=_text(held), errors=self._at(name))

    def _tick(self, what: Field, name: str, held: Json) -> Boxed:
        return Boxed(what, name, on=held if isinstance(held, bool) else bool(what.default), errors=self._at(name))

    def _words(self, what: Field, name: str, held: Json) -> Boxed:
        return Boxed(what, name, texts=self._texts(held, name), errors=self._at(name))

    def _word_lists(self, what: Field, name: str, held: Json) -> Boxed:
        lists = held if isinstance(held, Mapping) else {}
        lines = {language: "\n".join(map(str, each)) for language, each in lists.items() if isinstance(each, list)}
        return self._words(what, name, lines)

    def _list(self, what: Field, name: str, held: Json) -> Boxed:
        return self._line(what, name, _lines(held))

    def _ticks(self, what: Field, name: str, held: Json) -> Boxed:
        chosen = tuple(map(str, held)) if isinstance(held, list) else ()
        return Boxed(what, name, chosen=chosen, choices=what.choices, errors=self._at(name))

    def _choose(self, what: Field, name: str, held: Json) -> Boxed:
        text = str(held if held is not None else what.default or "")
        return Boxed(what, name, text=text, choices=_with(what.choices, text), errors=self._at(name))

    def _pick(self, what: Field, name: str, held: Json) -> Boxed:
        offered = _with(self.known.choices(what.refers), held)
        return Boxed(what, name, text=_text(held), choices=offered, errors=self._at(name))

    def _span(self, what: Field, name: str, held: Json) -> Boxed:
        span = held if isinstance(held, Mapping) else {}
        unit = next(iter(span), what.choices[0][0])
        found = _text(span.get(unit))
        return Boxed(what, name, found, chosen=(unit,), choices=what.choices, errors=self._under(name))

    def _part(self, what: Field, name: str, held: Json) -> Boxed:
        on = held is not None and (not isinstance(held, Mapping) or held.get("enabled") is not False)
        return Boxed(what, name, on=on, inner=self._inner(what, name, held), errors=tuple(self.faults.get(name, ())))

    def _by_language(self, what: Field, name: str, held: Json) -> Boxed:
        given = held if isinstance(held, Mapping) else {}
        parts = [language_part(what, each) for each in dict.fromkeys([*self.known.languages, *map(str, given)])]
        inner = tuple(self._part(each, f"{name}.{each.name}", given.get(each.name)) for each in parts)
        return Boxed(what, name, inner=inner, errors=tuple(self.faults.get(name, ())))

    def _several(self, what: Field, name: str, held: Json) -> Boxed:
        return Boxed(what, name, rows=self._rows(what, name, held), errors=tuple(self.faults.get(name, ())))

    def _condition(self, what: Field, name: str, held: Json) -> Boxed:
        return Boxed(what, name, menu=menu(held, self.known, name), errors=self._under(name))

    def _operand(self, what: Field, name: str, held: Json) -> Boxed:
        value = value_of(held, self.known, sort_of_kind(self.part))
        kept = canonical_json(held) if value is None else ""
        return Boxed(what, name, value=value, kept=kept, errors=self._under(name))

    def _own_words(self, what: Field, name: str, held: Json) -> Boxed:
        return Boxed(what, name, several=self._messages(name, held), errors=self._under(name))

    def _values(self, what: Field, name: str, held: Json) -> Boxed:
        return Boxed(what, name, inner=tuple(self._answers(what, name, held)), errors=self._under(name))

    def _at(self, name: str) -> tuple[str, ...]:
        return self._under(name) if name.partition(".")[0] == name else tuple(self.faults.get(name, ()))

    def _inner(self, what: Field, name: str, held: Json) -> tuple[Boxed, ...]:
        shown = [each for each in what.inner if each.name != "enabled"]
        return self.boxes(shown, f"{name}.", held if isinstance(held, Mapping) else {})

    def _rows(self, what: Field, name: str, held: Json) -> tuple[tuple[Boxed, ...], ...]:
        filled = held if isinstance(held, list) else []
        room = ROOM * 4 if self.roomy == name else ROOM
        return tuple(
            self.boxes(what.inner, f"{name}.{place}.", each) for place, each in enumerate([*filled, *[{}] * room])
        )

    def _told(self, what: Field, name: str, held: Json) -> Boxed:
        offered = [
            *((f"answer:{code}", f"the answer to “{label}”") for code, label in self.known.choices("steps")),
            *((f"fact:{code}", f"the fact “{label}”") for code, label in self.known.choices("facts")),
        ]
        chosen = next((f"{key}:{each}" for key, each in held.items()), "") if isinstance(held, Mapping) else ""
        return Boxed(what, name, text=chosen, choices=_with(tuple(offered), chosen), errors=self._under(name))

    def _messages(self, name: str, held: Json) -> tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]:
        own = held if isinstance(held, Mapping) else {}
        kind = KINDS.get(str(self.part.get("kind")))
        usual = {code: text.get("en", "") for code, text in kind.refusals.items()} if kind else {}
        codes = dict.fromkeys([*usual, *own])
        return tuple((code, usual.get(code, ""), self._texts(own.get(code), f"{name}.{code}")) for code in codes)

    def _answers(self, what: Field, name: str, held: Json) -> Iterator[Boxed]:
        """Values by the name of what they answer: each as its question is keyed in one line."""
        given = held if isinstance(held, Mapping) else {}
        facts = what.name == "facts"
        named = self.known.choices("facts") if facts else [(each, label) for each, label in self.known.choices("steps")]
        top = {str(each.get("id")) for each in self.known.listed("steps")}
        for code, label in [*named, *((code, code) for code in given if code not in dict(named))]:
            if not facts and code not in top and code not in given:
                continue
            asked = Field(code, label, "", "line", needed=False)
            yield self._answer(asked, f"{name}.{code}", given.get(code), facts=facts)

    def _answer(self, asked: Field, name: str, held: Json, *, facts: bool) -> Boxed:
        sort = self.known.sort_of(f"{'fact' if facts else 'answer'}:{asked.name}")
        question = None if facts else self.known.questions.get(asked.name)
        if question is not None and question.inner():
            return Boxed(replace(asked, shape="recorded"), name, kept="" if held is None else canonical_json(held))
        if question is not None and not sort.options:
            return self._by_boxes(asked, name, held, question)
        if isinstance(held, list | dict) and sort.is_a != "codes":
            return Boxed(asked, name, kept=canonical_json(held))
        chosen = tuple(map(str, held)) if isinstance(held, list) else ()
        return Boxed(asked, name, text=sort.written(held) if not chosen else "", chosen=chosen, value=Value(sort=sort))

    def _by_boxes(self, asked: Field, name: str, held: Json, question: Question) -> Boxed:
        boxes = question.boxes("line")
        try:
            typed = {} if held is None else dict(question.write(held, "line"))
        except Refused:
            return Boxed(asked, name, kept=canonical_json(held))
        if any(isinstance(each, list | dict) for each in typed.values()):
            return Boxed(asked, name, kept=canonical_json(held))
        if len(boxes) == 1 and not boxes[0].key:
            return Boxed(asked, name, text=_text(typed.get("")))
        inner = tuple(_of_box(box, over(name, {box.key: typed.get(box.key, "")})) for box in boxes)
        return Boxed(asked, name, inner=inner)

    def _texts(self, held: Json, name: str) -> tuple[tuple[str, str, str], ...]:
        given = held if isinstance(held, Mapping) else {}
        languages = dict.fromkeys([*self.known.languages, *map(str, given)])
        return tuple((each, LANGUAGES.get(each, each), _text(given.get(each))) for each in languages)

    def _under(self, name: str) -> tuple[str, ...]:
        return tuple(
            said
            for where, each in self.faults.items()
            if where == name or where.startswith(f"{name}.")
            for said in each
        )


_WAYS: Mapping[str, Callable[[Layout, Field, str, Json], Boxed]] = {
    "tick": Layout._tick,
    "words": Layout._words,
    "long-words": Layout._words,
    "word-lists": Layout._word_lists,
    "list": Layout._list,
    "ticks": Layout._ticks,
    "choose": Layout._choose,
    "pick": Layout._pick,
    "told": Layout._told,
    "span": Layout._span,
    "part": Layout._part,
    "by-language": Layout._by_language,
    "rows": Layout._several,
    "condition": Layout._condition,
    "operand": Layout._operand,
    "messages": Layout._own_words,
    "values": Layout._values,
}
"""How each shape is laid out; any other is one line."""


def language_part(what: Field, language: str) -> Field:
    """The part of a field that is about one language."""
    return Field(language, LANGUAGES.get(language, language), "", "part", needed=False, inner=what.inner)


def _of_box(box: Box, typed: Mapping[str, Json]) -> Boxed:
    name, held = next(iter(typed.items()))
    label = (box.label or {}).get("en", box.key)
    return Boxed(Field(box.key, label, "", "line", needed=False), name, text=_text(held))


def _text(held: Json) -> str:
    if held is None:
        return ""
    return held if isinstance(held, str) else canonical_json(held) if isinstance(held, dict | list) else str(held)


def _lines(held: Json) -> str:
    return "\n".join(map(_text, held)) if isinstance(held, list | tuple) else _text(held)


def _with(offered: Choices, held: Json) -> Choices:
    """What is offered, and what is chosen already though it is not there any more."""
    return offered if not held or str(held) in dict(offered) else (*offered, (str(held), str(held)))
