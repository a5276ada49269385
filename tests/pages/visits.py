"""A visit: a page in one state, and how to get there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page
from tests.pages.ways import Act


def look(_page: Page) -> None:
    """Only look."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page in one state. ``address`` may name an example of the gallery's; ``role`` is of whoever looks."""

    route: str
    address: str
    language: str = "en"
    role: str = ""
    state: str = "empty"
    act: Act = look
    typical: bool = False
    """One of those among which the ordinary run chooses."""

    @property
    def with_errors(self) -> bool:
        return self.state == "with errors"

    def __str__(self) -> str:
        return " ".join(part for part in (self.address, self.language, self.role, self.state) if part)


def ordinary(visits: Iterable[Visit]) -> frozenset[Visit]:
    """What the ordinary run looks at: in each part of the house the first page that is typical, with errors and without."""
    first: dict[tuple[str, ...], Visit] = {}
    for each in visits:
        if each.typical:
            part = each.address.partition("?")[0].split("/")[:3]
            first.setdefault((*part, str(each.with_errors)), each)
    return frozenset(first.values())


def staff(route: str, *, role: str = "administrator", address: str = "", **how: Any) -> Visit:
    """A page that somebody of the staff looks at."""
    return Visit(route, address or f"/{route}", role=role, **how)
