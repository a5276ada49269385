"""A part of a definition read back from the boxes in which it was laid out. What makes no sense is kept as it was typed."""

from collections.abc import Callable, Mapping, Sequence

from guildhall.kernel.model import Json
from guildhall.kernel.question import Question, is_blank, under
from guildhall.kernel.question import Typed as Held
from guildhall.serve.designing.forms import Layout, language_part
from guildhall.serve.designing.known import DAY, Known, settled, sort_of_kind
from guildhall.serve.designing.menus import Typed, condition_from, first, kept_json, places, value_from
from guildhall.serve.designing.posting import untouched
from guildhall.serve.designing.shapes import Field

LONGEST = 20_000
"""Signs of one text that are kept. More is no text for a page."""


def part_from(fields: Sequence[Field], typed: Typed, known: Known, was: Mapping[str, Json]) -> dict[str, Json]:
    """The part as it was typed. What no box stands for stays as it was."""
    return _Reading(typed, known, _kind_now(typed, was)).taken(fields, "", was)


def code_from(words: str) -> str:
    """A code made from words: “Which bin was missed?” is ``which-bin-was-missed``."""
    kept = "".join(each if each.isascii() and each.isalnum() else "-" for each in words.casefold().replace("'", ""))
    return "-".join([each for each in kept.split("-") if each][:7])[:60].strip("-")


def _kind_now(typed: Typed, was: Mapping[str, Json]) -> Mapping[str, Json]:
    kind = first(typed, "kind")
    return {**was, "kind": kind} if kind else was


class _Reading:
    def __init__(self, typed: Typed, known: Known, part: Mapping[str, Json]) -> None:
        self.typed = typed
        self.known = known
        self.part = part

    def taken(self, fields: Sequence[Field], prefix: str, was: Mapping[str, Json]) -> dict[str, Json]:
        made = dict(was)
        for each in fields:
            if each.shape == "apart":
                continue
            held = self._value(each, f"{prefix}{each.name}", was.get(each.name))
            if held is None or (not each.needed and held == _plainly(each.default)):
                made.pop(each.name, None)
            else:
                made[each.name] = held
        return made

    def _value(self, what: Field, name: str, was: Json) -> Json:
        return _WAYS.get(what.shape, _Reading._line)(self, what, name, was)

    def _line(self, _what: Field, name: str, _was: Json) -> Json:
        return self._said(name) or None

    def _tick(self, _what: Field, name: str, _was: Json) -> Json:
        return name in self.typed

    def _texts(self, _what: Field, name: str, was: Json) -> Json:
        return self._words(name, was)

    def _word_lists(self, _what: Field, name: str, was: Json) -> Json:
        texts = self._words(name, was) or {}
        return {language: _lines(text) for language, text in texts.items()} or None

    def _list(self, _what: Field, name: str, _was: Json) -> Json:
        return _lines(self._said(name)) or None

    def _ticks(self, _what: Field, name: str, _was: Json) -> Json:
        return [held for held in self.typed.get(name, ()) if held] or None

    def _number(self, _what: Field, name: str, _was: Json) -> Json:
        return _whole(self._said(name))

    def _told(self, _what: Field, name: str, _was: Json) -> Json:
        sort, _, code = self._said(name).partition(":")
        return {sort: code} if code else None

    def _span(self, what: Field, name: str, _was: Json) -> Json:
        count, unit = self._said(name), self._said(f"{name}.unit")
        return {unit or what.choices[0][0]: _whole(count)} if count else None

    def _date(self, _what: Field, name: str, _was: Json) -> Json:
        written = self._said(name)
        return settled(DAY, written, written) if written else None

    def _by_language(self, what: Field, name: str, was: Json) -> Json:
        before = was if isinstance(was, dict) else {}
        found = {
            each: made
            for each in dict.fromkeys([*self.known.languages, *before])
            if (made := self._part(language_part(what, each), f"{name}.{each}", before.get(each)))
        }
        return found or None

    def _condition(self, _what: Field, name: str, _was: Json) -> Json:
        return condition_from(self.typed, self.known, name)

    def _operand(self, _what: Field, name: str, _was: Json) -> Json:
        kept = self._said(f"{name}.kept")
        return kept_json(kept) if kept else value_from(self.typed, self.known, name, sort_of_kind(self.part))

    def _part(self, what: Field, name: str, was: Json) -> Json:
        inner = [each for each in what.inner if each.name != "enabled"]
        switched = len(inner) != len(what.inner)
        before = was if isinstance(was, dict) else {}
        made = self.taken(inner, f"{name}.", {key: held for key, held in before.items() if key != "enabled"})
        if not switched:
            return made or None
        if f"{name}.enabled" in self.typed:
            return made
        return made | {"enabled": False} if made else None

    def _rows(self, what: Field, name: str, was: Json) -> Json:
        before = was if isinstance(was, list) else []
        rows = []
        for place in places(self.typed, name):
            old = before[place] if place < len(before) and isinstance(before[place], dict) else {}
            row = self.taken(what.inner, f"{name}.{place}.", old)
            if not row:
                continue
            if "code" in {each.name for each in what.inner} and not row.get("code"):
                words = row.get("label") or {}
                row["code"] = code_from(str(words.get("en") or next(iter(words.values()), "")))
                row = {"code": row.pop("code"), **row}
            rows.append(row)
        return rows or None

    def _messages(self, _what: Field, name: str, was: Json) -> Json:
        before = was if isinstance(was, dict) else {}
        codes = {key[len(name) + 1 :].rpartition(".")[0] for key in self.typed if key.startswith(f"{name}.")}
        found = {
            code: words for code in sorted(codes) if code and (words := self._words(f"{name}.{code}", before.get(code)))
        }
        return found or None

    def _values(self, what: Field, name: str, was: Json) -> Json:
        before = was if isinstance(was, dict) else {}
        start = f"{name}."
        codes = dict.fromkeys(key[len(start) :].partition(".")[0] for key in self.typed if key.startswith(start))
        found = {}
        as_it_was = untouched(
            Layout(self.known, self.part).boxes([what], name.removesuffix(what.name), {what.name: was})
        )
        for code in codes:
            if code in before and self._same(as_it_was, f"{name}.{code}"):
                found[code] = before[code]
                continue
            value = self._one_value(f"{name}.{code}", code, facts=what.name == "facts")
            if not is_blank(value):
                found[code] = value
        kept = {code: held for code, held in before.items() if code not in codes}
        return {**kept, **found} or ({} if what.needed else None)

    def _same(self, as_it_was: Typed, name: str) -> bool:
        """Whether nobody touched a value: it is then kept exactly, however it was written."""
        keys = {key for key in (*as_it_was, *self.typed) if key == name or key.startswith(f"{name}.")}
        return all(
            [each for each in self.typed.get(key, ()) if each] == [each for each in as_it_was.get(key, ()) if each]
            for key in keys
        )

    def _one_value(self, name: str, code: str, *, facts: bool) -> Json:
        kept = self._said(f"{name}.kept")
        if kept:
            return kept_json(kept)
        sort = self.known.sort_of(f"{'fact' if facts else 'answer'}:{code}")
        question: Question | None = None if facts else self.known.questions.get(code)
        if sort.is_a == "codes":
            return [held for held in self.typed.get(name, ()) if held] or None
        if question is not None and not sort.options and not question.inner():
            boxes: dict[str, Held] = {
                key: self._said(key) for key in self.typed if key == name or key.startswith(f"{name}.")
            }
            read = question.read(under(name, boxes)) if boxes else None
            return sort.read(read) if isinstance(read, str) and sort.question is not None else read
        return sort.read(self._said(name))

    def _words(self, name: str, was: Json) -> dict[str, Json] | None:
        before = was if isinstance(was, dict) else {}
        languages = dict.fromkeys([*self.known.languages, *before])
        made = {language: self._text(f"{name}.{language}") for language in languages}
        return {language: text for language, text in made.items() if text} or None

    def _text(self, name: str) -> str:
        return first(self.typed, name).replace("\r\n", "\n")[:LONGEST]

    def _said(self, name: str) -> str:
        return self._text(name)


_WAYS: Mapping[str, Callable[[_Reading, Field, str, Json], Json]] = {
    "tick": _Reading._tick,
    "words": _Reading._texts,
    "long-words": _Reading._texts,
    "word-lists": _Reading._word_lists,
    "list": _Reading._list,
    "ticks": _Reading._ticks,
    "number": _Reading._number,
    "told": _Reading._told,
    "span": _Reading._span,
    "part": _Reading._part,
    "by-language": _Reading._by_language,
    "date": _Reading._date,
    "rows": _Reading._rows,
    "condition": _Reading._condition,
    "operand": _Reading._operand,
    "messages": _Reading._messages,
    "values": _Reading._values,
}
"""How each shape is read; any other is one line."""


def _plainly(default: Json) -> Json:
    return list(default) if isinstance(default, tuple) else default


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(written: str) -> Json:
    bare = written.replace(",", "")
    if not bare:
        return None
    return int(bare) if bare.isascii() and bare.removeprefix("-").isdecimal() and len(bare) < 16 else written
