"""Asking for figures: a measure, as all stood by the end of a local day, whole or by one of its parts."""

from dataclasses import dataclass
from datetime import date

from guildhall.kernel.clocks import local
from guildhall.kernel.measures import Figure, Measure, shown, window
from guildhall.understand import laid
from guildhall.understand.carrying import counted_through, files
from guildhall.understand.counting import asked, broken_down
from guildhall.understand.engine import opened
from guildhall.understand.models import Aside


class NotByThat(ValueError):
    """A measure is not broken down by this."""

    code = "not-by-that"


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure's figure for a window of days (local, both included), its parts, and how far the events were counted.

    ``through`` is the last day that was carried whole or in part, ``aside`` how many events were kept aside, ever.
    """

    measure: Measure
    first: date
    last: date
    whole: Figure
    by: str
    parts: tuple[Figure, ...]
    through: date | None
    aside: int


def answer(*, name: str, on: date, by: str = "") -> Answer:
    """The figure of a measure as all stood by the end of a day. Raises ``NoSuchMeasure``, ``NotByThat``."""
    measure = laid.measure(name)
    if by and by not in measure.by:
        raise NotByThat(by)
    with opened() as engine:
        engine.lay(laid.views(), files(), laid.unit_costs(), on)
        first, last = window(on, measure.months)
        whole = asked(engine, measure, first, last)[0]
        parts = asked(engine, measure, first, last, by=by) if by else ()
    told, broken = shown(measure.kind, whole, broken_down(measure, by, whole, parts))
    through = counted_through()
    return Answer(
        measure, first, last, told, by, broken, local(through).date() if through else None, Aside.objects.count()
    )
