"""`python -m bench`: what things cost, each figure beside its goal. Nothing here passes or fails."""

import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

import bench


@dataclass(frozen=True)
class Line:
    """One figure as it is printed."""

    name: str
    figure: float
    goal: float
    unit: str

    def __str__(self) -> str:
        return f"{self.name:<64} {self.figure:>10,.1f} {self.unit:<6} goal {self.goal:>10,.1f}   ratio {self.figure / self.goal:>5.2f}"


def lines() -> Iterable[Line]:
    """Every figure of every module here that has ``figures()``: tuples of name, figure, goal and unit."""
    for found in pkgutil.iter_modules(bench.__path__):
        figures = getattr(import_module(f"bench.{found.name}"), "figures", None) if found.name != "__main__" else None
        for figure in figures() if figures else ():
            yield Line(*figure)


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
