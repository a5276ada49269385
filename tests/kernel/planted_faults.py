"""Planted faults: for each sort of finding a short definition that has the fault, and its twin that has not.

A file in ``planted`` says what is to be found (``finds``, ``step``), and lays ``faulty`` and ``sound`` over ``base.yaml``. A
mapping is laid over a mapping key by key, a list over a list by the ids (or names) of its items, with what is new at its end;
``null`` takes a key away. A key that ends in ``=`` puts what it holds in place of the base's; one that ends in ``+`` adds its
items to the base's list, whatever is there. ``both`` is laid over the base before either. ``old`` is laid over the base to
make the definition that both follow. ``on`` is the day of the examination. ``arrives`` says where the counter-example leads:
``stuck``, ``page``, ``outcome``, and some of what is ``refused``, ``asked``, or ``notAsked``.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from guildhall.channels import SURFACES
from guildhall.kernel.bank_holidays import in_england
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.gate.check import check
from guildhall.kernel.gate.finding import Finding
from guildhall.kernel.loading import load_service, read_tree
from guildhall.kernel.service import Service

FOLDER = Path(__file__).parent / "planted"
CALENDAR = Calendar(in_england(range(2024, 2030)))
ORDINARY_DAY = "2026-11-18"


@dataclass(frozen=True)
class Planted:
    """One planted fault, with its twin."""

    name: str
    finds: str
    step: str | None
    faulty: Service
    sound: Service
    old: Service | None
    at: datetime
    arrives: dict[str, Any] | None

    def found_in(self, service: Service) -> tuple[Finding, ...]:
        return check(service, at=self.at, calendar=CALENDAR, surfaces=SURFACES, old=self.old)


def planted(file: Path) -> Planted:
    """Read a planted fault."""
    said = _read(file)
    base = laid_over(_read(FOLDER / "base.yaml"), said.get("both"))
    return Planted(
        f"{file.parent.name}/{file.stem}",
        said["finds"],
        said.get("step"),
        _service(laid_over(base, said["faulty"]), file),
        _service(laid_over(base, said.get("sound")), file),
        _service(laid_over(base, said["old"]), file) if "old" in said else None,
        local(datetime.fromisoformat(f"{said.get('on', ORDINARY_DAY)}T11:00")),
        said.get("arrives"),
    )


def finds(file: Path) -> str:
    """Which finding a fault is planted for."""
    return str(_read(file)["finds"])


def files() -> list[Path]:
    """Every planted fault."""
    return sorted(file for file in FOLDER.glob("*/*.yaml"))


def laid_over(base: Any, patch: Any) -> Any:
    """Lay one part over another."""
    if isinstance(base, dict) and isinstance(patch, dict):
        whole = dict(base)
        for key, held in patch.items():
            if key.endswith("="):
                whole[key[:-1]] = held
            elif key.endswith("+"):
                whole[key[:-1]] = [*whole.get(key[:-1], []), *held]
            elif held is None:
                whole.pop(key, None)
            else:
                whole[key] = laid_over(whole[key], held) if key in whole else held
        return whole
    if isinstance(base, list) and isinstance(patch, list) and all(_name(each) for each in (*base, *patch)):
        named = {_name(each): each for each in base}
        for each in patch:
            named[_name(each)] = laid_over(named.get(_name(each)), each)
        return list(named.values())
    return base if patch is None else patch


def _name(part: Any) -> str | None:
    named = [part.get(key) for key in ("id", "code", "name")] if isinstance(part, dict) else []
    return next((str(each) for each in named if each is not None), None)


def _read(file: Path) -> dict[str, Any]:
    return dict(read_tree(file.read_text(encoding="utf-8"), file.name))


def _service(tree: Any, file: Path) -> Service:
    return load_service(canonical_json(tree), file.name)
