"""How many worlds a law is tried on: few and always the same in ``make check``, many and new ones in ``make test-all``.

``@thorough`` stands on the long form of a law. A failing example is printed with the line that repeats it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "check",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=_CALM,
)
settings.register_profile(
    "full", max_examples=3000, deadline=None, database=None, print_blob=True, suppress_health_check=_CALM
)
settings.load_profile("check")


def thorough(test: Callable[..., Any]) -> Callable[..., Any]:
    """Try a law on thousands of worlds; only in ``make test-all``."""
    marked: Callable[..., Any] = pytest.mark.full(settings.get_profile("full")(test))
    return marked
