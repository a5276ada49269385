"""Lists to choose from in a form. So many stand in each; whatever does not is found by the name that is typed beside the list."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from guildhall.decide.models.record import Cited
from guildhall.decide.references import KIND_OF, LONGEST_NAME, folded

MOST = 500
"""So many stand in one list, at most."""
FOUND = 20
"""So many are offered of those whom a typed name may mean."""
NAMES = 200
"""So many names of one form are looked up; whatever is written beyond is said at its box."""
BY_NAME = "-named"
"""What the box for a name is called after its list."""

Row = TypeVar("Row", bound=Cited)


class Offered(list[tuple[str, str]], Generic[Row]):
    """What a list offers, as pairs of a code and what is said, with the ``rows`` by their codes.

    ``more``: there are others than these, so a box for a name stands beside the list. ``called``: whom each name in such a box may mean.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        said: Callable[[Row], str],
        *,
        code: Callable[[Row], str] = lambda row: row.reference,
        more: bool = False,
        called: Mapping[str, Sequence[Row]] | None = None,
    ) -> None:
        self.rows = {code(each): each for each in rows}
        super().__init__((key, said(each)) for key, each in self.rows.items())
        self.more, self._said, self._called = more, said, called or {}
        self.called = {name: tuple(code(each) for each in found) for name, found in self._called.items()}

    def by_key(self, *besides: Row | None) -> "Offered[Row]":
        """The same by their keys, with whoever stands in the form already among them."""
        rows = (*self.rows.values(), *filter(None, besides))
        return Offered(rows, self._said, code=lambda row: row.key, more=self.more, called=self._called)

    def beside(self, *others: Row | None, first: bool = False) -> "Offered[Row]":
        """The same, with whatever stands in the form already among them."""
        more = [each for each in others if each is not None]
        rows = (*more, *self.rows.values()) if first else (*self.rows.values(), *more)
        return Offered(rows, self._said, more=self.more, called=self._called)

    def without(self, keys: Collection[int]) -> "Offered[Row]":
        """The same, less the rows with these keys of the table."""
        called = {name: [each for each in found if each.pk not in keys] for name, found in self._called.items()}
        rows = [each for each in self.rows.values() if each.pk not in keys]
        return Offered(rows, self._said, more=self.more, called=called)

    def then(self, other: "Offered[Row]") -> "Offered[Row]":
        """These, and then those of another list of the same sort."""
        names = self._called.keys() | other._called.keys()
        called = {each: (*self._called.get(each, ()), *other._called.get(each, ())) for each in names}
        rows = (*self.rows.values(), *other.rows.values())
        return Offered(rows, self._said, more=self.more or other.more, called=called)


def offer(request: HttpRequest, rows: QuerySet[Row], *, by: str, said: Callable[[Row], str]) -> Offered[Row]:
    """The first of these rows, in the order of a column that holds their folded names.

    Where there are others, whatever the form names or has chosen is looked up among all of them: as it is called in full, or in part.
    """
    rows = rows.order_by(by, "id")
    first: list[Row] = list(rows[: MOST + 1])
    if len(first) <= MOST:
        return Offered(first, said)
    called = _called(rows, by, names_typed(request)[:NAMES])
    chosen = rows.filter(reference__in=_chosen(request, rows.model))
    found = [each for several in called.values() for each in several]
    return Offered((*found, *chosen, *first[:MOST]), said, more=True, called=called)


def _called(rows: QuerySet[Row], by: str, names: Sequence[str]) -> dict[str, list[Row]]:
    """Those called so in full; where none is, those who are in part. Nobody is called by more than a name is long."""
    keys = {name: key for name in names if len(key := folded(name)) <= LONGEST_NAME}
    in_full: dict[str, list[Row]] = {}
    for row in rows.filter(**{f"{by}__in": set(keys.values())}) if keys else ():
        in_full.setdefault(getattr(row, by), []).append(row)
    found: dict[str, list[Row]] = {name: [] for name in names}
    for name, key in keys.items():
        found[name] = in_full.get(key, [])[:FOUND] or list(rows.filter(**{f"{by}__contains": key})[:FOUND])
    return found


def names_typed(request: HttpRequest) -> list[str]:
    """The names that stand in the form's boxes for names, each on its line and once, in the order of the boxes."""
    boxes = (str(text) for name, text in request.POST.items() if name.endswith(BY_NAME))
    return list(dict.fromkeys(name for text in boxes for name in names_in(text)))


def names_in(text: str) -> list[str]:
    """The names that are written in a box, a line for each."""
    lines = (line.strip() for line in text.replace("\x00", "").split("\n"))
    return list(dict.fromkeys(line for line in lines if folded(line)))


def _chosen(request: HttpRequest, model: type[Any]) -> set[str]:
    """What the form or its address has chosen that may be a record of this sort, by its reference or its key."""
    kind, written = KIND_OF[model], map(str, (*request.POST.values(), *request.GET.values()))
    codes = {each for each in written if 0 < len(each) <= 80 and "\x00" not in each}
    return {code if code.startswith(f"{kind}/") else f"{kind}/{code}" for code in codes}
