"""Where the pages of this room stand, in each language."""

from collections.abc import Mapping

from django.urls import reverse

LANGUAGES = ("en", "cy")
OTHER = {"en": "cy", "cy": "en"}

PROOF: Mapping[str, str] = {
    "en": "strategies/<code:key>/commitments/<code:code>/proof",
    "cy": "strategaethau/<code:key>/ymrwymiadau/<code:code>/prawf",
}
"""The proof of a commitment. ``key`` is a strategy's reference without its kind, ``code`` that of the commitment."""


def address(lang: str, key: str, code: str) -> str:
    """Where the proof of a commitment stands."""
    return reverse(f"understand:proof-{lang}", kwargs={"key": key, "code": code})
