"""Reading a definition: YAML 1.2 or JSON in, a ``Service`` out, or every fault in it at once.

Only the shape is checked here. A definition that leads nowhere loads; that is the publish gate's finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, ScalarEvent
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.scalarbool import ScalarBoolean

from guildhall.kernel.canonical import plain_number, read_json
from guildhall.kernel.model import Json
from guildhall.kernel.question import UNPRINTED
from guildhall.kernel.service import Service

LARGEST = 2_000_000
"""Characters in a definition. The largest real form seen has 190,000."""

DEEPEST = 64
"""Levels of lists and objects in a definition. The deepest real form seen has 12."""

_SERVICE = TypeAdapter(Service)

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file: where it stands, and what to write instead."""

    file: str
    line: int | None
    step: str | None
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        owner = f" step {self.step}:" if self.step else ""
        return f"{place}:{owner} {self.where + ': ' if self.where else ''}{self.message}"


class Unreadable(Exception):  # named for what happened
    """A file that is not a definition. ``faults`` holds every one that was found."""

    code = "unreadable"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load_service(text: str, file: str = "definition") -> Service:
    """Read a definition from YAML 1.2 (JSON is a part of it). Raises ``Unreadable`` with all its faults.

    To read YAML takes a hundred times longer than to check what it says, and whoever publishes a text has had it checked before:
    what was read lately is not read again. It cannot be changed.
    """
    return _read(text, file)


@lru_cache(maxsize=16)
def _read(text: str, file: str) -> Service:
    return load(text, file, _SERVICE, "this is not a definition: write keys such as id:, title: and steps:")


def load(text: str, file: str, model: TypeAdapter[Loaded], otherwise: str) -> Loaded:
    """Read what a model describes; ``otherwise`` tells what is missing where there are no keys at all. Raises ``Unreadable``."""
    tree = read_tree(text, file)
    if not isinstance(tree, CommentedMap):
        raise Unreadable([Fault(file, 1, None, "", otherwise)])
    faults = list(_unprintable(tree, file))
    try:
        loaded = model.validate_python(_plain(tree))
    except ValidationError as errors:
        faults += [_fault(tree, dict(each), file) for each in errors.errors(include_url=False)]
    if faults:
        raise Unreadable(faults) from None
    return loaded


def kept_service(document: str) -> Service:
    """Read back a definition that was judged when it was published: canonical JSON, with no faults left to look for."""
    return _SERVICE.validate_python(read_json(document))


def read_tree(text: str, file: str) -> Json:
    """Read YAML, each part remembering its line. Raises ``Unreadable``."""
    if len(text) > LARGEST:
        raise Unreadable([Fault(file, None, None, "", f"this file is longer than {LARGEST:,} characters")])
    try:
        _refuse_what_json_has_not(text, file)
        return _yaml().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context or "this is not YAML").splitlines()[0]
        raise Unreadable(
            [Fault(file, mark.line + 1 if mark else None, None, "", f"not readable as YAML: {problem}")]
        ) from None
    except (YAMLError, ValueError, RecursionError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise Unreadable([Fault(file, None, None, "", f"not readable as YAML: {first}")]) from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a definition, made from the model: what an editor checks a file against while it is written."""
    schema = _SERVICE.json_schema(by_alias=True, mode="validation")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:guildhall:service-definition:1",
        "title": "A service of Guildhall",
    }
    parts = {name: _for_editors(held) for name, held in schema["$defs"].items()}
    return {**head, **_for_editors(schema), "$defs": parts}


def _for_editors(schema: Json) -> Json:
    """A schema without what an editor would only repeat (names as titles, nothing as a default), closed to other keys."""
    if isinstance(schema, list):
        return [_for_editors(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told: dict[str, Json] = {
        key: {name: _for_editors(each) for name, each in held.items()} if key in _BY_NAME else _for_editors(held)
        for key, held in schema.items()
        if key not in _UNSAID and (key != "default" or held is not None)
    }
    if "patternProperties" in told:
        told["additionalProperties"] = False
    if "description" in told:
        told["description"] = " ".join(str(told["description"]).replace("``", "`").split())
    return told


_UNSAID = frozenset({"$defs", "title", "discriminator"})
_BY_NAME = frozenset({"properties", "patternProperties"})


class _Exact(RoundTripConstructor):
    """Keeps what was written: a fraction as an exact decimal, a date as its text."""


def _construct_decimal(_constructor: _Exact, node: ScalarNode) -> Json:
    try:
        number = Decimal(node.value.replace("_", ""))
        plain_number(number)
    except (ArithmeticError, TypeError):
        return str(node.value)
    return number


def _construct_text(_constructor: _Exact, node: ScalarNode) -> Json:
    return str(node.value)


_Exact.add_constructor("tag:yaml.org,2002:float", _construct_decimal)
_Exact.add_constructor("tag:yaml.org,2002:timestamp", _construct_text)


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = _Exact
    yaml.version = (1, 2)
    return yaml


def _refuse_what_json_has_not(text: str, file: str) -> None:
    """A definition is a tree of plain values: no aliases, no tags, no other version of YAML, nothing nested without end."""
    faults = []
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                faults.append(
                    Fault(file, line, None, "", f"this is nested more than {DEEPEST} deep: give parts names, as rules")
                )
                break
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if isinstance(event, AliasEvent):
            faults.append(Fault(file, line, None, "", "write the part out again: a definition has no aliases (*name)"))
        elif isinstance(event, DocumentStartEvent) and event.version not in {None, (1, 2)}:
            faults.append(Fault(file, line, None, "", "take out the line that begins with %YAML: this is YAML 1.2"))
        elif isinstance(event, CollectionStartEvent | ScalarEvent) and event.tag is not None:
            faults.append(Fault(file, line, None, "", f"take out the tag {event.tag}: write the value alone"))
    if faults:
        raise Unreadable(faults)


def _unprintable(node: Json, file: str) -> Iterator[Fault]:
    """Keys that are no words, and words that no page or form can show."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        line = _line(node, key)
        if isinstance(node, dict) and not isinstance(key, str):
            yield Fault(file, line, None, "", f"write the key {key} as a word, in quotes")
        if isinstance(value, str) and value.translate(UNPRINTED) != value:
            yield Fault(
                file, line, None, str(key), "this text has a character in it that cannot be printed: take it out"
            )
        yield from _unprintable(value, file)


def _plain(node: Json) -> Json:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, ScalarBoolean):
        return bool(node)
    if isinstance(node, int) and not isinstance(node, bool):
        return int(node)
    return str(node) if isinstance(node, str) else node


def _fault(tree: CommentedMap, error: dict[str, Any], file: str) -> Fault:
    line: int | None = 1
    step: str | None = None
    where: list[str] = []
    node: Json = tree
    for part in error["loc"]:
        held = _child(node, part)
        if held is None and not where and not isinstance(part, str):
            continue
        line = _line(node, part) or line
        if held is not None or not _is_tag(part, node):
            where.append(str(part))
        if held is not None:
            node = held
            if isinstance(node, dict) and where[:1] == ["steps"] and isinstance(node.get("id"), str):
                step = str(node["id"])
    return Fault(file, line, step, ".".join(where), _advice(error))


def _child(node: Json, part: str | int) -> Json:
    if isinstance(node, dict) and isinstance(part, str):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None


def _is_tag(part: str | int, node: Json) -> bool:
    """Pydantic names the member of a union in a path; that name stands nowhere in the file."""
    return isinstance(node, dict) and (part == node.get("kind") or part in {"test", "all", "any", "not", "rule"})


def _line(node: Json, part: str | int) -> int | None:
    try:
        if isinstance(node, CommentedMap) and part in node:
            return int(node.lc.key(part)[0]) + 1
        if isinstance(node, CommentedSeq) and isinstance(part, int):
            return int(node.lc.item(part)[0]) + 1
        if isinstance(node, CommentedMap):
            return int(node.lc.line) + 1
    except (AttributeError, KeyError, TypeError, IndexError):
        return None
    return None


_ADVICE = {
    "missing": "this key is missing: write it",
    "string_type": "write words here; a number or a yes that is meant as a word stands in quotes",
    "string_pattern_mismatch": "write letters, digits and hyphens only, beginning with a letter or digit: last-collection",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "tuple_type": "write a list here: [ ... ]",
    "dict_type": "write keys and values here: {en: ..., cy: ...}",
    "model_type": "write keys and values here: {...}",
    "model_attributes_type": "write keys and values here: {...}",
    "date_from_datetime_parsing": "write a date like 2026-04-01",
    "date_type": "write a date like 2026-04-01",
    "extra_forbidden": "this key is not known here: take it out, or look for a slip in its name",
}


def _advice(error: dict[str, Any]) -> str:
    kind = error["type"]
    if kind in _ADVICE:
        return _ADVICE[kind]
    if kind == "union_tag_invalid":
        return f"“{error['ctx']['tag']}” is not a kind of question: write one of {error['ctx']['expected_tags']}"
    if kind == "union_tag_not_found":
        return "a step needs a kind: write, for example, kind: text"
    if kind == "literal_error":
        return f"write one of {error['ctx']['expected']}"
    return str(error["msg"]).removeprefix("Value error, ")
