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

MEASURES: Mapping[str, str] = {"en": "how-we-are-doing", "cy": "sut-rydym-yn-gwneud"}
"""Every measure, and under it each by its name."""


def of_measures(lang: str) -> str:
    """Where all measures stand."""
    return reverse(f"understand:measures-{lang}")


def of_measure(lang: str, name: str) -> str:
    """Where a measure stands."""
    return reverse(f"understand:measure-{lang}", kwargs={"name": name})


def address(lang: str, key: str, code: str) -> str:
    """Where the proof of a commitment stands."""
    return reverse(f"understand:proof-{lang}", kwargs={"key": key, "code": code})
