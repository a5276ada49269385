"""An email address."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope

_ADDRESS = re.compile(r"[^\s@<>\"',;:()\[\]\\]{1,64}@(?=.{4,253}$)(?:[\w](?:[\w-]{0,61}[\w])?\.)+[\w-]{2,63}")
"""One @, a local part of at most 64 characters and a domain of at most 253 with a dot in it (RFC 5321, section 4.5.3.1)."""


class Email(Question):
    """An address that mail could be sent to. Whether it arrives is found out by sending."""

    kind: Literal["email"]

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Write an email address", "cy": "Ysgrifennwch gyfeiriad e-bost"},
        "not-an-email": {
            "en": "Write an email address like name@example.org",
            "cy": "Ysgrifennwch gyfeiriad e-bost fel enw@example.org",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(autocomplete="email", inputmode="email"),)

    def check(self, value: Json, scope: Scope) -> Json:
        address = text_of(value)
        if not _ADDRESS.fullmatch(address) or ".." in address or address.startswith("."):
            raise Refused("not-an-email")
        return address

    def domain(self) -> Domain:
        return Words()

    def example(self, nth: int = 0) -> Json:
        return f"example{nth + 1}@example.org"

    def as_schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "email"}
