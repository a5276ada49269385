"""One way to write a value as JSON, so that the same value always has the same bytes and the same hash.

The form follows the JSON Canonicalization Scheme (RFC 8785): keys sorted, no white space, shortest escapes. It departs from it
in one thing: numbers that are not whole are written exactly, from ``Decimal``, because money and measures are never floats.
"""

import hashlib
import json
from decimal import Decimal

from guildhall.kernel.model import Json


def canonical_json(value: Json) -> str:
    """Write ``value`` as canonical JSON.

    Raises ``TypeError`` for anything that is not JSON, a float among it.
    """
    if value is None or isinstance(value, bool | int | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return _exact(value)
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical_json, value)) + "]"
    if isinstance(value, dict):
        pairs = sorted(value.items())
        return "{" + ",".join(f"{json.dumps(k, ensure_ascii=False)}:{canonical_json(v)}" for k, v in pairs) + "}"
    raise TypeError(f"{type(value).__name__} cannot be written as canonical JSON")


def read_json(text: str | bytes) -> Json:
    """Read JSON with every fraction as an exact ``Decimal``.

    Raises ``ValueError`` when the text is not JSON, or holds NaN or an infinity, which JSON does not know.
    """
    return json.loads(text, parse_float=Decimal, parse_constant=_not_json)


def content_hash(value: Json) -> str:
    """Give the SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _exact(number: Decimal) -> str:
    if not number.is_finite():
        raise TypeError("a number that is not finite cannot be written as JSON")
    plain = format(number.normalize(), "f")
    return "0" if plain in {"-0", "0"} else plain


def _not_json(word: str) -> Json:
    raise ValueError(f"{word} is not JSON")
