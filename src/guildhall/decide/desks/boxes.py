"""What somebody typed into a form of the record. What a rule refuses is said at its box, and nothing is lost."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.decide.desks.offered import BY_NAME, NAMES, Offered, names_in, names_typed
from guildhall.decide.desks.refused import in_words
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.estate.door import Typed, problem
from guildhall.kernel.authority.refusing import Refused as Reason

Row = TypeVar("Row")
Act = Callable[[HttpRequest, Row, "Boxes"], bool]
"""What a button of a form does to a record: whether it was done. What is amiss stands at its boxes."""

_TOO_MANY = (
    f"No more than {NAMES} names can be looked up at once. Leave this one, and those after it, for the next time"
)


class Boxes(Typed):
    """A form of the record as it was sent."""

    def chosen(self, name: str, among: Collection[str] | Offered[Any], missing: str = "") -> str:
        """One of these codes, or nothing. What a long list does not show may be named in the box beside it."""
        if not isinstance(among, Offered):
            return super().chosen(name, among, missing)
        typed, written = self.raw(f"{name}{BY_NAME}") if among.more else "", self.raw(name)
        meant = among.called.get(typed, ())
        if not typed or written in meant:
            return super().chosen(name, among.rows, missing)
        if typed in self._beyond():
            self.wrong(name, _TOO_MANY)
        elif not meant:
            self.wrong(name, "Nothing is found by this name. Write it, or a part of it, as it stands in the record")
        elif written:
            self.wrong(name, "Another one is chosen in the list. Leave one of the two blank")
        elif len(meant) > 1:
            self.wrong(name, "More than one is found by this name. They stand first in the list: choose there")
        else:
            self.keep(name, meant[0])
            return meant[0]
        return ""

    def ticks(self, name: str, among: Offered[Any], *, at: str) -> list[str]:
        """The codes that are ticked, and those of whoever is named beside a long list, a line for each. ``at``: where it is said if
        a name is nobody's, or more than one's.
        """
        found = [code for code in among.rows if self.ticked(f"{name}-{code}")]
        beyond = self._beyond() if among.more else ()
        for line in names_in(self.raw(f"{name}{BY_NAME}")) if among.more else ():
            meant = among.called.get(line, ())
            if line in beyond:
                self.wrong(at, f"{line}: {_TOO_MANY}")
            elif not meant:
                self.wrong(at, f"{line}: Nobody is found by it")
            elif len(meant) > 1:
                self.wrong(at, f"{line}: More than one is found by this name. They stand first in the list")
            found += [each for each in meant[:1] if each not in found]
        return found

    def _beyond(self) -> list[str]:
        """The names that were written after as many as one form may have."""
        return names_typed(self.request)[NAMES:]

    def refused(self, reasons: Iterable[Reason], box: Callable[[Reason], str]) -> None:
        """Say every reason of a rule at its box; those that share one stand there together."""
        said: dict[str, list[str]] = {}
        for each in reasons:
            said.setdefault(box(each), []).append(each.said("clerk"))
        for name, texts in said.items():
            self.wrong(name, " ".join(texts))

    def act(self, acts: Mapping[str, Act[Row]], row: Row, *, then: str) -> HttpResponse | None:
        """Do to a record what the pressed button asks, and lead on to ``then``. ``None`` where nothing was sent, or it was refused."""
        if self.request.method != "POST":
            return None
        act = acts.get(self.raw("act"))
        if act is None:
            return problem(request=self.request, status=400)
        return redirect(then) if act(self.request, row, self) else None

    def do(self, act: Callable[[], object], at: Mapping[str, str] | None = None) -> bool:
        """Do what was asked, all of it or nothing, where nothing is amiss. What is refused is said at its box.

        ``at`` names boxes that are called otherwise here. An act may say it itself, at several. A form sent twice is done once.
        """
        if self.errors:
            return False
        try:
            with transaction.atomic():  # what is refused gives its mark back
                if self.is_first("decide.once"):
                    act()
        except NotRecorded as refused:
            if not self.errors:
                self.wrong((at or {}).get(refused.box, refused.box), in_words(refused))
            return False
        return True
