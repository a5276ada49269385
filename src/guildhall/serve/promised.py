"""The commitments of the council's strategies that services keep, as a definition names them (``fulfils``)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from guildhall.kernel.clocks import local
from guildhall.plan import door as plan
from guildhall.plan.door import Promised
from guildhall.serve.remembering import Remembering


def kept(*, fulfils: Iterable[str], at: datetime) -> tuple[Promised, ...]:
    """The commitments in force that are named, in their order, each once. What is named and not in force is left out."""
    held = _in_force.at(at)
    found = {held[each].reference: held[each] for each in fulfils if each in held}
    return tuple(found.values())


def unknown(*, fulfils: Iterable[str], at: datetime) -> tuple[str, ...]:
    """Those that are named and are no commitment in force."""
    held = _in_force.at(at)
    return tuple(each for each in fulfils if each not in held)


def _read(at: datetime) -> Mapping[str, Promised]:
    """Every commitment in force, by its reference and, where no other has its code, by that alone."""
    found = plan.commitments(on=local(at).date())
    return found | {each.short: each for each in found.values() if each.short}


_in_force = Remembering(_read)
