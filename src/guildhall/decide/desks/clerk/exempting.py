"""What is exempt, as the desk asks for it: which paragraph of Schedule 12A, why that is in the public interest, reviewed when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from guildhall.decide import models as m
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.keeping.agendas import restrict

PARAGRAPHS_SAID: Mapping[str, str] = {
    "1": "1. An individual",
    "2": "2. What would make an individual known",
    "3": "3. Financial or business affairs",
    "4": "4. Consultations or negotiations on labour relations",
    "5": "5. Legal professional privilege",
    "6": "6. A notice, order or direction that is proposed",
    "7": "7. Preventing, investigating or prosecuting crime",
    "confidential": "Confidential: section 100A(3)",
}
"""Part 1 of Schedule 12A to the Local Government Act 1972, shortened; and what is confidential under its section 100A(3)."""


@dataclass(frozen=True, slots=True)
class Exempt:
    """Under which paragraph something is withheld, why, and when that is looked at again."""

    paragraph: str
    public_interest: str
    review_on: date | None

    def told(self) -> dict[str, Any]:
        """As `restrict` names it."""
        return {"paragraph": self.paragraph, "public_interest": self.public_interest, "review_on": self.review_on}

    def of_a_new_paper(self, put: Callable[[], m.Report], matter: Mapping[str, Any], **by: Any) -> None:
        """Put a paper without its matter, and keep the matter where only those who may see it do: both, or neither."""
        with transaction.atomic():
            restrict(record=put(), **self.told(), **matter, **by)


def exempt_in(boxes: Boxes, under: str) -> Exempt:
    """What a form says of it; its boxes' names begin with ``under``."""
    return Exempt(
        boxes.chosen(f"{under}paragraph", PARAGRAPHS_SAID, "Choose under which paragraph"),
        boxes.text(f"{under}public_interest", "Write why it is in the public interest to withhold it", longest=4000),
        boxes.day(f"{under}review_on", "Write when this is looked at again"),
    )
