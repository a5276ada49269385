"""Where the pages of strategies stand, in each language."""

from collections.abc import Mapping

from django.urls import reverse

LANGUAGES = ("en", "cy")
OTHER = {"en": "cy", "cy": "en"}

PLACES: Mapping[str, Mapping[str, str]] = {
    "strategies": {"en": "strategies", "cy": "strategaethau"},
    "strategy": {"en": "strategies/<code:key>", "cy": "strategaethau/<code:key>"},
    "theme": {"en": "strategies/<code:key>/themes/<code:code>", "cy": "strategaethau/<code:key>/themau/<code:code>"},
    "commitment": {
        "en": "strategies/<code:key>/commitments/<code:code>",
        "cy": "strategaethau/<code:key>/ymrwymiadau/<code:code>",
    },
    "heard": {"en": "strategies/<code:key>/consultation", "cy": "strategaethau/<code:key>/ymgynghoriad"},
    "became": {"en": "strategies/<code:key>/before", "cy": "strategaethau/<code:key>/cynt"},
    "compared": {"en": "strategies/<code:key>/versions", "cy": "strategaethau/<code:key>/fersiynau"},
}
"""Each page, by its name. ``key`` is a strategy's reference without its kind, ``code`` that of a theme or a commitment."""


def address(lang: str, name: str, key: str = "", code: str = "") -> str:
    """Where a page stands."""
    held = {"key": key} if key else {}
    return reverse(f"plan:{name}-{lang}", kwargs=held | ({"code": code} if code else {}))
