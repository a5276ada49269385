"""What is shipped to count by: the measures, the views that they ask, and the unit costs. Read once in a process."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from guildhall import catalogue
from guildhall.kernel.loading import Fault, Unreadable
from guildhall.kernel.measures import Measure, UnitCost, View, load_costs, load_measure, load_views


class NoSuchMeasure(LookupError):
    """There is no measure of this name."""

    code = "no-such-measure"


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its name, in the order of their names. Raises ``Unreadable`` with the faults of all their files."""
    found, faults = {}, []
    folder = files("guildhall.catalogue") / catalogue.MEASURES
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".yaml"):
            continue
        try:
            measure = load_measure(file.read_text(encoding="utf-8"), file.name)
        except Unreadable as unreadable:
            faults += unreadable.faults
            continue
        if file.name != f"{measure.name}.yaml":
            faults.append(Fault(file.name, 1, None, "name", "write the name of the file, without .yaml"))
        found[measure.name] = measure
    if faults:
        raise Unreadable(faults)
    return found


def measure(name: str) -> Measure:
    """A measure by its name. Raises ``NoSuchMeasure``."""
    try:
        return measures()[name]
    except KeyError:
        raise NoSuchMeasure(name) from None


@cache
def views() -> tuple[View, ...]:
    """The views that measures ask, each after those that it asks itself."""
    return load_views(_text(catalogue.VIEWS), catalogue.VIEWS)


@cache
def unit_costs() -> tuple[UnitCost, ...]:
    """What a contact costs, by channel."""
    return load_costs(_text(catalogue.UNIT_COSTS), catalogue.UNIT_COSTS)


def _text(name: str) -> str:
    return (files("guildhall.catalogue") / name).read_text(encoding="utf-8")
