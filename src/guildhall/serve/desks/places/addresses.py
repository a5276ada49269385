"""Where the pages of places are, in each language."""

from collections.abc import Mapping

from guildhall.estate.door import page_path

PLACES: Mapping[str, str] = {
    language: page_path(name="places", language=language).rpartition("/")[2] for language in ("en", "cy")
}
"""Every page leads there, so the frame knows where it is."""
APPOINTMENTS: Mapping[str, str] = {"en": "appointments", "cy": "apwyntiadau"}
TIME: Mapping[str, str] = {"en": "appointment", "cy": "apwyntiad"}
OTHER = {"en": "cy", "cy": "en"}


def of_places(language: str, *rest: str) -> str:
    """Where places are found, or one of them by its slug."""
    return "/".join(["", language, PLACES[language], *rest])


def of_times(language: str, slug: str) -> str:
    """Where a time at a place is chosen."""
    return of_places(language, slug, TIME[language])


def of_appointments(language: str, *rest: str) -> str:
    """Where an appointment is looked up, or one by its reference."""
    return "/".join(["", language, APPOINTMENTS[language], *rest])
