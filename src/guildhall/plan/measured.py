"""The measures of the catalogue, as far as a strategy that names one must know them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from guildhall import catalogue
from guildhall.kernel.measures import load_measure


@cache
def kinds() -> Mapping[str, str]:
    """What each measure is (a count, a share, a mean, a duration), by its name."""
    folder = files("guildhall.catalogue") / catalogue.MEASURES
    texts = [(each.name, each.read_text(encoding="utf-8")) for each in folder.iterdir() if each.name.endswith(".yaml")]
    measures = [load_measure(text, name) for name, text in texts]
    return {each.name: each.kind for each in measures}
