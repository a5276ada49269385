"""An address: written out, known by its UPRN, or none that is fixed."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import StrictBool

from guildhall.kernel.domain import Domain, Thing
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, Typed, is_blank, joined, text_is_yes, text_of
from guildhall.kernel.scope import Scope

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})")
"""Outward and inward part, the inward part a digit and two letters (BS 7666; Royal Mail's PAF guide)."""
_A_UPRN = re.compile(r"[0-9]{1,12}")
_WRITTEN_UPRN = re.compile(r"\s*UPRN\s*([0-9]{1,12})\s*", re.IGNORECASE)
_UNSEEN = ("county", "uprn")
"""What has no box of its own."""
_LINES = ("line1", "line2", "town", "county")
_ALSO_WRITTEN = {"addressLine1": "line1", "addressLine2": "line2", "addressLine3": "county"}
LONGEST = 200
NOWHERE_FIXED = {"en": "No fixed address", "cy": "Dim cyfeiriad sefydlog"}


class Address(Question):
    """Where somebody lives or something is.

    The value is an object: ``line1``, ``line2``, ``town``, ``county``, ``postcode`` and, where known, ``uprn``; or
    ``noFixedAddress: true`` with ``near`` in the person's own words. Not having a fixed address is an answer, not a blank.

    County and UPRN have no box: nobody needs to know them. They came with the address from a register or a machine, and stay
    with it for as long as the lines that people see stay as they are. Where there is a UPRN and no first line, the UPRN is
    written there, as "UPRN 10001234", so that a person sees what stands.
    """

    kind: Literal["address"]
    fixed_only: StrictBool = False
    """True where only a fixed address makes sense (a house whose bin was missed); the definition says so, not the channel."""
    postcode_required: StrictBool = True

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Write the address", "cy": "Ysgrifennwch y cyfeiriad"},
        "no-first-line": {"en": "Write the first line of the address", "cy": "Ysgrifennwch linell gyntaf y cyfeiriad"},
        "no-postcode": {"en": "Write the postcode", "cy": "Ysgrifennwch y cod post"},
        "not-a-postcode": {
            "en": "Write a full postcode, like ZZ1 1AA",
            "cy": "Ysgrifennwch god post llawn, fel ZZ1 1AA",
        },
        "not-a-uprn": {"en": "A UPRN has up to 12 digits", "cy": "Mae gan UPRN hyd at 12 digid"},
        "too-long": {
            "en": "Write {most} characters or fewer on a line",
            "cy": "Ysgrifennwch {most} nod neu lai ar linell",
        },
        "must-be-fixed": {"en": "Write the address of a building", "cy": "Ysgrifennwch gyfeiriad adeilad"},
        "fixed-and-not": {
            "en": "Write an address or choose “No fixed address”, not both",
            "cy": "Ysgrifennwch gyfeiriad neu dewiswch “Dim cyfeiriad sefydlog”, nid y ddau",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        fixed = (
            Box("line1", "line", {"en": "Address line 1", "cy": "Llinell gyfeiriad 1"}, autocomplete="address-line1"),
            Box(
                "line2",
                "line",
                {"en": "Address line 2 (optional)", "cy": "Llinell gyfeiriad 2 (dewisol)"},
                autocomplete="address-line2",
            ),
            Box(
                "town",
                "line",
                {"en": "Town or city (optional)", "cy": "Tref neu ddinas (dewisol)"},
                autocomplete="address-level2",
                width=20,
            ),
            Box("postcode", "line", {"en": "Postcode", "cy": "Cod post"}, autocomplete="postal-code", width=10),
        )
        nowhere = (
            Box("noFixedAddress", "tick", {"en": "I have no fixed address", "cy": "Nid oes gennyf gyfeiriad sefydlog"}),
            Box(
                "near",
                "line",
                {"en": "Where you mostly stay (optional)", "cy": "Ble rydych yn aros gan amlaf (dewisol)"},
            ),
        )
        return fixed if self.fixed_only else fixed + nowhere

    def read(self, typed: Mapping[str, Typed]) -> Json:
        if "" in typed:
            return typed[""]
        return _with_uprn({key: text for key, held in typed.items() if (text := str(held).strip())}) or None

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        typed = {key: text_of("yes" if each is True else each) for key, each in _given(value).items()}
        if _A_UPRN.fullmatch(typed.get("uprn", "")) and "line1" not in typed:
            typed["line1"] = f"UPRN {typed.pop('uprn')}"
        return typed

    def carry(self, read: Json, shown: Json) -> Json:
        if not isinstance(read, dict) or not isinstance(shown, dict) or _seen(read) != _seen(shown):
            return read
        return {key: shown[key] for key in _UNSEEN if key in shown} | read

    def check(self, value: Json, scope: Scope) -> Json:
        given = _given(value)
        if not given and not self.required:
            return None
        nowhere = given.pop("noFixedAddress", None) is not None
        near = given.pop("near", None)
        if nowhere:
            if self.fixed_only:
                raise Refused("must-be-fixed")
            if given:
                raise Refused("fixed-and-not", box="noFixedAddress")
            return {"noFixedAddress": True} | ({"near": _line(near, "near")} if near is not None else {})
        return self._fixed(given)

    def shown(self, value: Json, language: str) -> str:
        if value.get("noFixedAddress"):
            near = value.get("near")
            return NOWHERE_FIXED.get(language, NOWHERE_FIXED["en"]) + (f" ({near})" if near else "")
        written = joined(value[key] for key in (*_LINES, "postcode") if value.get(key))
        return written or f"UPRN {value.get('uprn', '')}".strip()

    def domain(self) -> Domain:
        return Thing()

    def example(self, nth: int = 0) -> Json:
        return {"line1": f"{nth + 1} Mill Lane", "postcode": "ZZ1 2AB"}

    def as_schema(self) -> dict[str, Json]:
        line: dict[str, Json] = {"type": "string", "maxLength": LONGEST}
        named: dict[str, Json] = dict.fromkeys((*_LINES, "postcode", "uprn"), line)
        if not self.fixed_only:
            named |= {"noFixedAddress": {"type": "boolean"}, "near": line}
        return {"type": "object", "properties": named, "additionalProperties": False}

    def _fixed(self, given: dict[str, Json]) -> Json:
        address = {key: _line(given[key], key) for key in _LINES if key in given}
        if "uprn" in given:
            address["uprn"] = text_of(given["uprn"])
            if not _A_UPRN.fullmatch(address["uprn"]):
                raise Refused("not-a-uprn")
        elif "line1" not in address:
            raise Refused("no-first-line", box="line1") if given else Refused("missing")
        if "postcode" in given:
            address["postcode"] = postcode_of(given["postcode"])
        elif self.postcode_required and "uprn" not in address:
            raise Refused("no-postcode", box="postcode")
        return address


def postcode_of(written: Json) -> str:
    """Give a postcode with one space and in capitals. Raises ``Refused`` (``not-a-postcode``)."""
    found = _POSTCODE.fullmatch(text_of(written).upper().replace(".", ""))
    if not found:
        raise Refused("not-a-postcode", box="postcode")
    return f"{found[1]} {found[2]}"


def _line(written: Json, box: str) -> str:
    line = " ".join(text_of(written).split())
    if len(line) > LONGEST:
        raise Refused("too-long", box=box, most=LONGEST)
    return line


def _given(value: Json) -> dict[str, Json]:
    """The parts that say something; ``noFixedAddress`` is among them only when it is true."""
    given = _with_uprn({key: each for key, each in _named(value).items() if not is_blank(each)})
    nowhere = given.pop("noFixedAddress", False)
    if nowhere is True or text_is_yes(nowhere):
        given["noFixedAddress"] = True
    elif nowhere is not False and text_of(nowhere).casefold() not in {"no", "false"}:
        raise Refused("wrong-type")
    return given


def _with_uprn(parts: dict[str, Json]) -> dict[str, Json]:
    """The parts of an address, a UPRN that was written in the first line in its own place."""
    first = parts.get("line1")
    written = _WRITTEN_UPRN.fullmatch(first) if isinstance(first, str) else None
    if written is None or "uprn" in parts:
        return parts
    return {key: each for key, each in parts.items() if key != "line1"} | {"uprn": written[1]}


def _seen(value: dict[str, Json]) -> dict[str, str]:
    """What people see of an address, however it is spaced and capitalised."""
    seen = {key: "".join(str(each).split()).casefold() for key, each in value.items() if key not in _UNSEEN}
    return {key: each for key, each in seen.items() if each}


def _named(value: Json) -> dict[str, Json]:
    """The parts of an address by our names; one written in a single text is split at its lines or commas."""
    if isinstance(value, dict):
        named = {_ALSO_WRITTEN.get(str(key), str(key)): each for key, each in value.items()}
        if named.keys() - {*_LINES, "postcode", "uprn", "noFixedAddress", "near"}:
            raise Refused("wrong-type")
        return named
    parts = [part.strip() for part in re.split(r"[\n,]", text_of(value)) if part.strip()]
    named = {}
    if parts and _POSTCODE.fullmatch(parts[-1].upper()):
        named["postcode"] = parts.pop()
    return named | dict(zip(_LINES, [*parts[:3], ", ".join(parts[3:])], strict=False))
