"""One way to write a value as JSON, so that the same value always has the same bytes and the same hash.

The form follows the JSON Canonicalization Scheme (RFC 8785): keys sorted, no white space, shortest escapes. It departs from it
in one thing: numbers that are not whole are written exactly, from ``Decimal``, because money and measures are never floats.
"""

import hashlib
import json
from decimal import Decimal
from json.encoder import encode_basestring as _written

from guildhall.kernel.model import Json

MOST_DIGITS = 400
"""Digits before or after the point of a decimal. More would only fill the memory."""


def canonical_json(value: Json) -> str:
    """Write ``value`` as canonical JSON.

    Raises ``TypeError`` for anything that is not JSON, a float among it.
    """
    if isinstance(value, str):
        return _written(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical_json, value)) + "]"
    if isinstance(value, dict):
        pairs = [(key, value[key]) for key in sorted(value, key=_utf16)]
        return "{" + ",".join([f"{_written(key)}:{canonical_json(held)}" for key, held in pairs]) + "}"
    raise TypeError(f"{type(value).__name__} cannot be written as canonical JSON")


def read_json(text: str | bytes) -> Json:
    """Read JSON with every fraction as an exact ``Decimal``.

    Raises ``ValueError`` when the text is not JSON, gives a key twice, is nested too deeply to be meant, or holds NaN or an
    infinity, which JSON does not know.
    """
    try:
        return _READER.decode(
            text if isinstance(text, str) else text.decode(json.detect_encoding(text), "surrogatepass")
        )
    except UnicodeDecodeError:
        raise ValueError("this is not text in UTF-8") from None
    except RecursionError:
        raise ValueError("this JSON is nested too deeply") from None


def content_hash(value: Json) -> str:
    """Give the SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()


def plain_number(number: Decimal) -> str:
    """Write a decimal exactly, in digits and at most one point: 2.5, 100, 0.03.

    Raises ``TypeError`` for NaN, an infinity, and a number with a power of ten that nobody means to write.
    """
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise TypeError("a number that is not finite, or beyond all measure, cannot be written as JSON")
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in {"-0", "0"} or not number else digits


def _utf16(key: str) -> bytes:
    """The order that RFC 8785 gives to keys, in its section 3.2.3: by UTF-16 code units."""
    return key.encode("utf-16-be", "surrogatepass")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{text[:40]} is beyond all measure") from None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError(f"{text[:40]} is beyond all measure") from None


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _not_json(word: str) -> Json:
    raise ValueError(f"{word} is not JSON")


_WORDS = {None: "null", True: "true", False: "false"}
_READER = json.JSONDecoder(parse_int=_whole, parse_float=_decimal, parse_constant=_not_json, object_pairs_hook=_object)
"""Made once: to make one takes longer than to read an answer."""
