"""How many worlds a law is tried on: few and always the same ones at first, a thousand new ones in ``make test-all``.

A failing example is printed with the line that repeats it.
"""

from hypothesis import HealthCheck, settings

_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def register() -> None:
    """Make the two profiles known. ``pytest --hypothesis-profile=thorough`` takes the long one."""
    plain = settings(deadline=None, print_blob=True, suppress_health_check=_CALM)
    settings.register_profile("quick", plain, max_examples=40, derandomize=True, database=None)
    settings.register_profile("thorough", plain, max_examples=1_000)
    settings.load_profile("quick")
