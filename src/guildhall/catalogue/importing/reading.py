"""The text of a form, read into plain JSON, or refused in one line."""

from collections.abc import Iterator
from decimal import Decimal

from ruamel.yaml.scalarbool import ScalarBoolean

from guildhall.catalogue.importing.losses import NotThatForm, Report
from guildhall.kernel.canonical import MOST_DIGITS, read_json
from guildhall.kernel.loading import Unreadable, read_tree
from guildhall.kernel.model import Json
from guildhall.kernel.question import UNPRINTED

LARGEST = 2_000_000
"""Characters in a form. The largest real one seen has 190,000."""

DEEPEST = 60
"""Levels of lists and objects in a form. The deepest real one seen has 17."""


def form_in_json(text: str, report: Report) -> Json:
    """Read a form written as JSON; what cannot be printed becomes a space. Raises ``NotThatForm``."""
    _refuse_long(text)
    try:
        form = read_json(text)
    except (ValueError, RecursionError):
        raise NotThatForm("it is not JSON") from None
    return _sound(form, report)


def form_in_yaml(text: str, report: Report) -> Json:
    """Read a form written as YAML, of which JSON is a part; what cannot be printed becomes a space. Raises ``NotThatForm``."""
    _refuse_long(text)
    if text.lstrip()[:1] in {"{", "["}:
        return form_in_json(text, report)
    try:
        form = _plain(read_tree(text, "line"))
    except Unreadable as unreadable:
        fault = unreadable.faults[0]
        place = f"line {fault.line}: " if fault.line else ""
        raise NotThatForm(f"{place}{' '.join(fault.message.split())}") from None
    except (ValueError, RecursionError):
        raise NotThatForm("it is not YAML") from None
    return _sound(form, report)


def whole(held: Json) -> list[dict[str, Json]]:
    """The objects of a list; whatever else stands there is no part of a form."""
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []


def _refuse_long(text: str) -> None:
    if len(text) > LARGEST:
        raise NotThatForm(f"it is longer than {LARGEST:,} characters")


def _sound(form: Json, report: Report) -> Json:
    _refuse_deep_or_immense(form)
    dirty = next(_unprinted(form), None)
    if dirty is not None:
        report.lost("text", dirty, "it has characters that cannot be printed: a space stands for each")
        return _printed(form)
    return form


def _refuse_deep_or_immense(form: Json) -> None:
    """No function that calls itself: whoever wrote the form chose how deep it is."""
    left = [(form, 1)]
    while left:
        part, depth = left.pop()
        if depth > DEEPEST:
            raise NotThatForm(f"its parts stand more than {DEEPEST} deep inside one another")
        if isinstance(part, Decimal) and (not part.is_finite() or abs(part.adjusted()) > MOST_DIGITS):
            raise NotThatForm("it holds a number beyond all measure")
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        left += [(each, depth + 1) for each in inner]


def _unprinted(part: Json) -> Iterator[str]:
    if isinstance(part, str) and part.translate(UNPRINTED) != part:
        yield part.translate(UNPRINTED)[:40]
    elif isinstance(part, dict):
        for key, held in part.items():
            yield from _unprinted(key)
            yield from _unprinted(held)
    elif isinstance(part, list):
        for held in part:
            yield from _unprinted(held)


def _printed(part: Json) -> Json:
    if isinstance(part, str):
        return part.translate(UNPRINTED)
    if isinstance(part, dict):
        return {_printed(key): _printed(held) for key, held in part.items()}
    return [_printed(held) for held in part] if isinstance(part, list) else part


def _plain(part: Json) -> Json:
    """What a YAML reader gives, without what it remembers of the file."""
    if isinstance(part, dict):
        return {str(key): _plain(held) for key, held in part.items()}
    if isinstance(part, list):
        return [_plain(held) for held in part]
    if isinstance(part, ScalarBoolean):
        return bool(part)
    if isinstance(part, int) and not isinstance(part, bool):
        return int(part)
    return str(part) if isinstance(part, str) else part
