"""What the promises are tried on: the council's own services, a day, and people who come in by every way."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

import guildhall.catalogue
from guildhall.channels import SURFACES
from guildhall.kernel.journey import Compiled, Position, step
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import Walk, walk

SERVICES = Path(next(iter(guildhall.catalogue.__path__))) / "services"
EVERY_WAY_IN = tuple(SURFACES)
HOME = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
BEFORE_FOUR = Circumstances(datetime.fromisoformat("2026-11-18T11:00+00:00"))
AFTER_FOUR = replace(BEFORE_FOUR, now=datetime.fromisoformat("2026-11-18T17:30+00:00"))
ROUND_KNOWN = {"last-collection": "2026-11-18"}
VERA = {"address": HOME, "bin": "general", "assisted": False, "name": "Vera Lind", "contact-by": "none"}


@cache
def service(name: str) -> Compiled:
    """A service of the council, made ready."""
    return Compiled(load_service((SERVICES / f"{name}.yaml").read_text(encoding="utf-8"), name))


def every_service() -> list[Compiled]:
    return [service(path.stem) for path in sorted(SERVICES.glob("*.yaml"))]


@dataclass(frozen=True)
class Journey:
    """Somebody's answers on one day."""

    service: str
    answers: dict[str, Json]
    around: Circumstances

    def by(self, way_in: str) -> Walk:
        """The same answers, come in by one way."""
        return walk(service(self.service), SURFACES[way_in], self.answers, replace(self.around, channel=way_in))

    def so_far(self) -> Position:
        """Where these answers have led."""
        return step(service(self.service), self.answers, self.around)


def missed_bin(around: Circumstances = AFTER_FOUR, **answers: Json) -> Journey:
    """Vera's grey bin was not emptied; her round can be looked up."""
    given = VERA | {name.replace("_", "-"): value for name, value in answers.items()}
    return Journey("missed-bin", given, replace(around, facts=around.facts or ROUND_KNOWN))
