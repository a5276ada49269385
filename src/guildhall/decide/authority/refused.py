"""A rule of the kernel says no: every reason is told at once, in words for whoever is at the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from guildhall.decide.keeping.recording import NotRecorded
from guildhall.kernel.authority.refusing import Refused


class NotAllowed(NotRecorded):
    """An act was refused by a rule: nothing was changed. ``reasons`` are all of them at once."""

    def __init__(self, reasons: Iterable[Refused], box: str = "") -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons[0].code, box)

    def __str__(self) -> str:
        return self.says

    @property
    def says(self) -> str:
        """All of it as it stands at a box."""
        return " ".join(self.said())

    def said(self) -> tuple[str, ...]:
        """Every reason in words, in English, as desks have them."""
        return tuple(each.said("clerk") for each in self.reasons)


def allow(reasons: Iterable[Refused], names: Mapping[str, str] | None = None, box: str = "") -> None:
    """Raise ``NotAllowed`` where there is any reason. ``names`` has what references are called by people."""
    told = tuple(dict.fromkeys(replace(each, about=(names or {}).get(each.about, each.about)) for each in reasons))
    if told:
        raise NotAllowed(told, box)
