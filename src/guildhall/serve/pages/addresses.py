"""Addresses of the web: where each page of a service is, in each language. Words of ours end where a definition's begin."""

from collections.abc import Mapping

SERVICES: Mapping[str, str] = {"en": "services", "cy": "gwasanaethau"}
TRACK: Mapping[str, str] = {"en": "track", "cy": "olrhain"}
CONTINUE: Mapping[str, str] = {"en": "continue", "cy": "parhau"}
OURS = frozenset({"start", "check", "advice", "done", "satisfaction", "acting"})
"""What may come after a service's own address that is not one of its pages."""


def of_service(language: str, service: str, *rest: str) -> str:
    """The address of a service, or of something under it."""
    return "/".join(["", language, SERVICES[language], service, *rest])


def of_page(language: str, service: str, page: str) -> str:
    """The address of a page of questions. One named like a page of ours gets a sign that no code has."""
    return of_service(language, service, f"{page}~" if page in OURS else page)


def of_acting(language: str, service: str) -> str:
    """Where somebody sees who may act for them in a form that is not sent yet, and ends it."""
    return of_service(language, service, "acting")


def of_tracking(language: str, *rest: str) -> str:
    """Where a case is followed: the question, or the case itself by its reference."""
    return "/".join(["", language, TRACK[language], *rest])


def of_continuing(language: str) -> str:
    """Where a resume code is entered."""
    return f"/{language}/{CONTINUE[language]}"
