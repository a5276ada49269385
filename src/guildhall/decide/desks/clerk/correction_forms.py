"""How a record is put right at the desk: which boxes its form has, what stands in them, and which act is done on what is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.naming import named
from guildhall.decide.desks.clerk.papers import sent_file
from guildhall.decide.desks.offered import Offered
from guildhall.decide.keeping.agreed import Correction

Options = Sequence[tuple[str, str]]
YES_NO: Options = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form: what it is called, what stands in it now, and how it is filled in. Beside a moment's day stands its ``time``;
    a time alone is one ``on`` a day. A line may have ``longest`` characters.

    Without ``blank`` something has to be chosen. ``ticked`` are the options that stand, where several may.
    Where a box and a code of it stand in ``only``, it may be left blank while anything else is chosen there.
    """

    name: str
    label: str
    stands: str = ""
    sort: Literal["line", "area", "day", "moment", "choice", "ticks", "link", "file", "number", "time"] = "area"
    options: Options = ()
    hint: str = ""
    blank: str = ""
    missing: str = ""
    ticked: frozenset[str] = frozenset()
    only: tuple[str, str] | None = None
    time: str = ""
    on: date | None = None
    longest: int = 400

    def read(self, boxes: Boxes) -> Any:
        """What was written: a text, a day, a code, or the keys that are ticked."""
        offered, codes = self.options, [code for code, _ in self.options]
        among = offered if isinstance(offered, Offered) else codes
        missing = self.missing if self.only is None or boxes.raw(self.only[0]) == self.only[1] else ""
        reads: dict[str, Callable[[], Any]] = {
            "day": lambda: boxes.day(self.name, missing),
            "moment": lambda: boxes.moment(f"{self.name}-time", boxes.day(self.name, missing)),
            "time": lambda: boxes.moment(self.name, self.on),
            "choice": lambda: boxes.chosen(self.name, among, missing),
            "number": lambda: boxes.number(self.name),
            "link": lambda: boxes.link(self.name),
            "file": lambda: sent_file(boxes, self.name) or self.stands,
            "ticks": lambda: boxes.ticks(self.name, offered, at=self.name) if isinstance(offered, Offered) else [],
            "line": lambda: boxes.text(self.name, missing, longest=self.longest),
            "area": lambda: boxes.text(self.name, missing, longest=200_000),
        }
        return reads[self.sort]()


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of record is put right: its title, where it is found, its boxes, and the act on what was read of them."""

    title: str
    model: type[Any]
    page: Callable[[Any], str]
    boxes: Callable[[HttpRequest, Any], Iterator[Box]]
    act: Callable[[HttpRequest, Any, dict[str, Any], Correction], None]
    at: Callable[[Any], tuple[m.Meeting | None, m.AgendaItem | None]] = lambda row: (None, None)
    """At which meeting it happened, and at which item, where minutes tell of it."""
    at_boxes: Mapping[str, str] = field(default_factory=dict)
    """Where what an act refuses stands, where its box is called otherwise here."""


def names_of(people: Any, *besides: m.Person | None) -> Options:
    """Whom a box offers, by name; whoever stands in it now among them."""
    found = {each.key: named(each) for each in (*people, *filter(None, besides))}
    return list(found.items())


def key_of(person: m.Person | None) -> str:
    """Whoever stands in a box, by the code that is chosen there."""
    return person.key if person else ""


def person_of(key: str) -> m.Person | None:
    """Whoever was chosen. A box lets nobody be chosen whom it does not offer."""
    return m.Person.objects.get(reference=f"person/{key}") if key else None


def day_of(day: date | None) -> str:
    """A day as it stands in a box."""
    return f"{day:%-d %-m %Y}" if day else ""
