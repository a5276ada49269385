"""Evidence: a document or a photograph, now or later."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field, StrictBool

from guildhall.kernel.domain import Domain, Thing
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, Typed, is_blank, joined, text_is_yes, text_of
from guildhall.kernel.scope import Scope

LATER: Text = {"en": "I will send it later", "cy": "Byddaf yn ei anfon yn nes ymlaen"}
SENT_LATER: Text = {"en": "To be sent later", "cy": "I'w anfon yn nes ymlaen"}


class Evidence(Question):
    """Files that prove something: uploaded, scanned at the counter, enclosed with a form, or promised for later.

    The value is an object: ``files``, a list of references to stored files, or ``later: true`` where the definition allows it.
    """

    kind: Literal["evidence"]
    at_most: int = Field(5, ge=1)
    later: StrictBool = Field(False, description="whether it may be sent after the case is opened")
    accepts: tuple[str, ...] = Field(
        (), description="what would do, as codes that the council's list of documents explains"
    )

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Give a file: {question}", "cy": "Rhowch ffeil: {question}"},
        "too-many": {"en": "Give {most} files or fewer", "cy": "Rhowch {most} ffeil neu lai"},
        "not-later": {"en": "We need this now: {question}", "cy": "Mae angen hwn arnom nawr: {question}"},
        "files-and-later": {
            "en": "Give the files now or say that you will send them later, not both",
            "cy": "Rhowch y ffeiliau nawr neu dywedwch y byddwch yn eu hanfon yn nes ymlaen, nid y ddau",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        files = Box("files", "file")
        return (files, Box("later", "tick", LATER)) if self.later else (files,)

    def read(self, typed: Mapping[str, Typed]) -> Json:
        files = typed.get("files") or typed.get("")
        listed = files if isinstance(files, list) else (str(files or "")).split(",")
        given: dict[str, Json] = {"files": [name.strip() for name in listed if name.strip()]}
        if not is_blank(typed.get("later")):
            given["later"] = True
        return given if given["files"] or "later" in given else None

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        given = _named(value)
        typed: dict[str, Typed] = {"files": given["files"]} if given["files"] else {}
        return typed | ({"later": "yes"} if given["later"] else {})

    def check(self, value: Json, scope: Scope) -> Json:
        given = _named(value)
        if given["later"]:
            if not self.later:
                raise Refused("not-later")
            if given["files"]:
                raise Refused("files-and-later", box="later")
            return {"later": True}
        if not given["files"]:
            if self.required:
                raise Refused("missing")
            return None
        if len(given["files"]) > self.at_most:
            raise Refused("too-many", box="files", most=self.at_most)
        return {"files": given["files"]}

    def shown(self, value: Json, language: str) -> str:
        if value.get("later"):
            return SENT_LATER.get(language, SENT_LATER["en"])
        return joined(value["files"])

    def domain(self) -> Domain:
        return Thing()

    def example(self, nth: int = 0) -> Json:
        return {"later": True} if self.later else {"files": [f"example-{nth + 1}.pdf"]}

    def as_schema(self) -> dict[str, Json]:
        named: dict[str, Json] = {"files": {"type": "array", "items": {"type": "string"}, "maxItems": self.at_most}}
        if self.later:
            named["later"] = {"type": "boolean"}
        return {"type": "object", "properties": named, "additionalProperties": False}


def _named(value: Json) -> dict[str, Json]:
    if isinstance(value, dict):
        if value.keys() - {"files", "later"}:
            raise Refused("wrong-type")
        files, later = value.get("files"), value.get("later")
    else:
        files, later = value, None
    listed = files if isinstance(files, list) else [] if files is None else [files]
    return {
        "files": [text_of(each) for each in listed if not is_blank(each)],
        "later": _said(later),
    }


def _said(later: Json) -> bool:
    if later is True or text_is_yes(later):
        return True
    if is_blank(later) or later is False or text_of(later).casefold() in {"no", "false"}:
        return False
    raise Refused("wrong-type")
