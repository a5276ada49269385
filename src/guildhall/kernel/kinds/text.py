"""A line of text."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import islice
from string import ascii_letters
from typing import ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_core import SchemaError, SchemaValidator, core_schema

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.patterns import Undecided, matching
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope

_TRIED = 8
"""Lengths to try beyond those asked for: a pattern's shortest match may be all spaces."""


class LineOfText(Question):
    """A short answer in the person's own words."""

    kind: Literal["text"]
    min_length: int | None = Field(None, ge=0)
    max_length: int = Field(500, ge=0)
    max_words: int | None = Field(None, ge=0)
    pattern: str | None = Field(None, description="a regular expression that must be found in the answer")
    autocomplete: str | None = None
    width: int | None = None

    refusals: ClassVar[Mapping[str, Text]] = {
        "too-long": {"en": "Write {most} characters or fewer", "cy": "Ysgrifennwch {most} nod neu lai"},
        "too-short": {"en": "Write {least} characters or more", "cy": "Ysgrifennwch {least} nod neu fwy"},
        "too-many-words": {"en": "Write {most} words or fewer", "cy": "Ysgrifennwch {most} gair neu lai"},
        "wrong-form": {
            "en": "Write this in the form that is asked for",
            "cy": "Ysgrifennwch hwn yn y ffurf y gofynnir amdani",
        },
        "wrong-type": {"en": "Write this as words", "cy": "Ysgrifennwch hwn mewn geiriau"},
    }

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"this is not a regular expression: {error}") from None
        return pattern

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(autocomplete=self.autocomplete, width=self.width),)

    def check(self, value: Json, scope: Scope) -> Json:
        written = " ".join(text_of(value).split())
        return self.within_limits(written)

    def within_limits(self, written: str) -> str:
        if len(written) > self.max_length:
            raise Refused("too-long", most=self.max_length)
        if self.min_length is not None and len(written) < self.min_length:
            raise Refused("too-short", least=self.min_length)
        if self.max_words is not None and len(written.split()) > self.max_words:
            raise Refused("too-many-words", most=self.max_words)
        if self.pattern is not None and not _found_by(self.pattern)(written):
            raise Refused("wrong-form")
        return written

    def domain(self) -> Domain:
        return Words()

    def example(self, nth: int = 0) -> Json:
        found = [written for written in self._examples(nth) if self._stands(written)]
        if not found and self.pattern is not None and not self._is_empty():
            raise Undecided(self.pattern)
        return found[min(nth, len(found) - 1)] if found else None

    def _examples(self, nth: int) -> list[str]:
        if self.pattern is None:
            shortest = max(self.min_length or 1, 1)
            return [f"Example {nth + 1}", ascii_letters[nth % 52] * shortest]
        return list(islice(matching(self.pattern, max(self.min_length or 1, 1), self.max_length), nth + _TRIED))

    def _is_empty(self) -> bool:
        """Whether no answer of the length that is allowed can match at all."""
        return next(matching(str(self.pattern), max(self.min_length or 1, 1), self.max_length), None) is None

    def _stands(self, written: str) -> bool:
        try:
            return self.within_limits(" ".join(written.split())) == written
        except Refused:
            return False

    def as_schema(self) -> dict[str, Json]:
        found: dict[str, Json] = {"type": "string", "maxLength": self.max_length}
        if self.min_length is not None:
            found["minLength"] = self.min_length
        if self.pattern is not None:
            found["pattern"] = self.pattern
        return found


@lru_cache(maxsize=1024)
def _found_by(pattern: str) -> Callable[[str], object]:
    """A search that takes time in proportion to the answer, whatever the pattern: answers come from anybody.

    Only a pattern that looks ahead, looks back or repeats what it found needs Python's own search.
    """
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex")).isinstance_python
    except SchemaError:
        return re.compile(pattern).search
