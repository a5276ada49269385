"""How many worlds a law is tried on: few and always the same ones; for the highest laws a thousand in ``make test-all``.

A failing example is printed with the line that repeats it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

Law = TypeVar("Law", bound=Callable[..., Any])

_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
_PLAIN = settings(deadline=None, print_blob=True, suppress_health_check=_CALM)


def thorough(law: Law) -> Law:
    """Mark a law that stands above the others: a thousand worlds, in the long tests alone."""
    tried: Law = pytest.mark.full(settings(_PLAIN, max_examples=1_000, derandomize=True, database=None)(law))
    return tried


def register() -> None:
    """Make the two profiles known. ``pytest --hypothesis-profile=thorough`` tries new ones."""
    settings.register_profile("quick", _PLAIN, max_examples=40, derandomize=True, database=None)
    settings.register_profile("thorough", _PLAIN, max_examples=200)
    settings.load_profile("quick")
