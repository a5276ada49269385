"""What bodies, posts and people are called: today, and on the day of a record of theirs, which keeps the name that it was made with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guildhall.decide import models as m

Office = m.Organization | m.Post | m.Person
"""What has a name that may change."""


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, in Welsh too where it has a Welsh name; and how somebody is addressed."""

    name: str
    name_cy: str = ""
    style: str = ""


class Called:
    """The names of a day. Former ones are looked up where something was renamed since, all of them in one statement."""

    def __init__(self) -> None:
        self._former: dict[str, list[m.FormerName]] | None = None

    def on(self, row: Office, day: date | None) -> Name:
        """What it was called on a day; without one, what it is called now."""
        if day is None or row.named_since is None or row.named_since <= day:
            return now(row)
        if self._former is None:
            self._former = {}
            for each in m.FormerName.objects.order_by("until"):
                self._former.setdefault(each.subject, []).append(each)
        was = next((each for each in self._former.get(row.reference, ()) if each.until >= day), None)
        return Name(was.name, was.name_cy, was.style) if was else now(row)


def now(row: Office) -> Name:
    """What it is called now."""
    match row:
        case m.Post():
            return Name(row.label, row.label_cy)
        case m.Person():
            return Name(row.name, "", row.style)
        case m.Organization():
            return Name(row.name, row.name_cy)


def former(rows: Iterable[Office]) -> dict[str, list[m.FormerName]]:
    """What these were called before, the last name first, by their references. One statement, and none where none was renamed."""
    renamed = [each.reference for each in rows if each.named_since is not None]
    found: dict[str, list[m.FormerName]] = {}
    for each in m.FormerName.objects.filter(subject__in=renamed).order_by("-until") if renamed else ():
        found.setdefault(each.subject, []).append(each)
    return found


def once_called(keys: Iterable[str], kind: str, day: date | None) -> Iterator[str]:
    """The references of what had one of these names (by ``name_key``) on a day, or ever; ``kind`` is that of the reference."""
    rows = m.FormerName.objects.filter(name_key__in=list(keys), subject__startswith=f"{kind}/").order_by("until", "id")
    for each in rows if day is None else rows.filter(until__gte=day):
        yield each.subject
