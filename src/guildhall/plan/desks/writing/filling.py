"""A form of the desk read into a piece of a strategy, a piece laid out in its boxes again, and what two hands wrote put together."""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from guildhall.estate.door import Typed
from guildhall.kernel.canonical import plain_number
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import Json
from guildhall.plan.desks.writing.forms import Box, Form

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""What each box may be chosen from, by the name of that: code and label."""

CODE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
"""Written with commas where they belong: 9,5 is no 95."""
_LONGEST = {"words": 8_000, "line": 400, "plain": 60, "code": 60}


@dataclass(frozen=True, slots=True)
class Clash:
    """A box that two filled in: what stood there, what the other saved, and what was typed here."""

    label: str
    was: str
    theirs: str
    mine: str


def read(form: Form, typed: Typed, choices: Choices, base: Json) -> Json:
    """The piece that a form says. What no box shows stays as it is in ``base``. What is amiss stands at its box.

    Words that are needed are needed in English; the Welsh may follow.
    """
    piece = deepcopy(base) if base else {}
    for box in form.boxes:
        if box.written == "code" and base:
            continue  # it is cited by its code
        _set(piece, box.path, _READ[box.written](typed, box, choices, _at(piece, box.path)))
    for box in form.boxes:
        value = _at(piece, box.path)
        blank = value is None or (box.written in {"words", "line"} and "en" not in value)
        if box.needed and blank and (not box.group or _at(piece, box.group) is not None):
            typed.wrong(box.name, box.needed)
    return piece


def filled(form: Form, piece: Json) -> dict[str, str]:
    """What stands in each box, by its name."""
    found: dict[str, str] = {}
    for box in form.boxes:
        value = _at(piece, box.path) if piece else None
        if box.written in {"words", "line"}:
            found[box.name] = (value or {}).get("en", "")
            found[f"{box.name}_cy"] = (value or {}).get("cy", "")
        else:
            found[box.name] = "" if value is None else _SHOWN.get(box.written, str)(value)
    return found


def together(
    form: Form, was: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[dict[str, str], list[Clash]]:
    """What two wrote on one form, in its boxes: what one alone changed stands; where both did, what was typed here, and a clash."""
    made, clashes = {}, []
    labels = {box.name: box.label for box in form.boxes} | {
        f"{box.name}_cy": f"{box.label} (Welsh)" for box in form.boxes
    }
    for name, here in mine.items():
        before, there = was.get(name, ""), theirs.get(name, "")
        made[name] = there if here == before else here
        if here not in {before, there} and there != before:
            clashes.append(Clash(labels[name], before, there, here))
    return made, clashes


def faults(form: Form, refused: ValidationError) -> list[tuple[str, str]]:
    """Why a whole does not hang together: each reason in words, with the box where it is said."""
    names = {box.path.partition(".")[0]: box.name for box in reversed(form.boxes)}
    told = []
    for each in refused.errors():
        said = str(each["msg"]).removeprefix("Value error, ")
        inner = [str(part) for part in each["loc"] if str(part) in names]
        told.append((names[inner[-1]] if inner else form.boxes[0].name, said[:1].upper() + said[1:]))
    return told


def _words(typed: Typed, box: Box, _choices: Choices, was: Any) -> Json:
    longest = _LONGEST[box.written]
    said = {lang: text for lang, text in (was or {}).items() if lang not in {"en", "cy"}}
    for lang, name in (("en", box.name), ("cy", f"{box.name}_cy")):
        if text := typed.text(name, longest=longest):
            said[lang] = text if box.written == "words" else " ".join(text.split())
    return said or None


def _plain(typed: Typed, box: Box, _choices: Choices, _was: Any) -> Json:
    return " ".join(typed.text(box.name, longest=_LONGEST["plain"]).split()) or None


def _code(typed: Typed, box: Box, _choices: Choices, _was: Any) -> Json:
    written = typed.text(box.name, longest=_LONGEST["code"])
    if written and not CODE.fullmatch(written):
        typed.wrong(box.name, "Write letters and figures without spaces, such as C2.1")
        return None
    return written or None


def _day(typed: Typed, box: Box, _choices: Choices, _was: Any) -> Json:
    found = typed.day(box.name)
    return found.isoformat() if found else None


def _pounds(typed: Typed, box: Box, _choices: Choices, _was: Any) -> Json:
    return typed.pence(box.name)


def _number(typed: Typed, box: Box, _choices: Choices, _was: Any) -> Json:
    written = typed.raw(box.name).removesuffix("%").strip()
    if not written:
        return None
    written = written.replace(",", "") if _THOUSANDS.fullmatch(written) else written
    if not _NUMBER.fullmatch(written):
        typed.wrong(box.name, "Write a number, such as 95 or 12.5")
        return None
    return Decimal(written)


def _choice(typed: Typed, box: Box, choices: Choices, was: Any) -> Json:
    among = {code for code, _ in choices[box.among]} | ({str(was)} if was else set())
    return typed.chosen(box.name, among) or None


def _codes(typed: Typed, box: Box, choices: Choices, _was: Any) -> Json:
    written = list(dict.fromkeys(re.split(r"[\s,]+", typed.text(box.name, longest=4_000))))
    codes = [each for each in written if each]
    known = {code for code, _ in choices[box.among]}
    if missing := [each for each in codes if each not in known]:
        typed.wrong(box.name, f"These codes are not there: {', '.join(missing[:5])}")
        return None
    return codes or None


_READ: Mapping[str, Callable[[Typed, Box, Choices, Any], Json]] = {
    "words": _words, "line": _words, "plain": _plain, "code": _code, "day": _day, "pounds": _pounds, "number": _number,
    "choice": _choice, "codes": _codes,
}  # fmt: skip
_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "day": lambda day: f"{date.fromisoformat(day):%-d %-m %Y}",
    "pounds": lambda pence: pounds(pence).removeprefix("£").removesuffix(".00"),
    "number": lambda number: plain_number(Decimal(number)),
    "codes": "\n".join,
}


def _at(piece: Json, path: str) -> Any:
    for name in path.split("."):
        piece = piece.get(name) if isinstance(piece, dict) else None
    return piece


def _set(piece: Json, path: str, value: Json) -> None:
    """Put a value where it stands; nothing takes it out, and a group of which nothing is left."""
    group, _, name = path.rpartition(".")
    held = piece.setdefault(group, {}) if group else piece
    if value is None:
        held.pop(name, None)
    else:
        held[name] = value
    if group and not held:
        del piece[group]
