"""The measures of the catalogue, as far as a strategy that names one must know them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from guildhall import catalogue
from guildhall.kernel.measures import Measure, load_measure
from guildhall.kernel.model import Text


def kinds() -> Mapping[str, str]:
    """What each measure is (a count, a share, a mean, a duration), by its name."""
    return {name: each.kind for name, each in _measures().items()}


def titles() -> Mapping[str, Text]:
    """What each measure is called, by its name."""
    return {name: each.title for name, each in _measures().items()}


@cache
def _measures() -> Mapping[str, Measure]:
    folder = files("guildhall.catalogue") / catalogue.MEASURES
    texts = [(each.name, each.read_text(encoding="utf-8")) for each in folder.iterdir() if each.name.endswith(".yaml")]
    return {each.name: each for each in (load_measure(text, name) for name, text in texts)}
