"""Walking a service: the same answers put down on a channel's own surface, read back from it, page by page to the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guildhall.kernel.journey import Compiled, Position, step, unasked
from guildhall.kernel.model import Json, words
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.surface import Surface

SurfaceOf = Callable[[Compiled, Position, str], Surface]
"""A channel's way to lay out what is to be answered at a position, in a language."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How a walk went. ``unasked`` are the answers given to steps that never became relevant."""

    position: Position
    unasked: tuple[str, ...]

    def as_json(self, language: str = "en") -> dict[str, Json]:
        """The walk as it is printed: an outcome and the case, or no outcome and the errors."""
        at = self.position
        return {
            "outcome": at.outcome.id if at.outcome else None,
            "asked": list(at.asked),
            "unasked": list(self.unasked),
            "case": dict(at.answers) if at.outcome else {},
            "reasons": [{"code": each.code, "sentence": words(each.sentence, language)} for each in at.reasons],
            "errors": [
                {"step": each.step or None, "code": each.code, "message": each.said(language)} for each in at.refusals
            ],
        }


def walk(
    service: Compiled,
    surface_of: SurfaceOf,
    answers: Mapping[str, Json],
    around: Circumstances,
    language: str = "en",
) -> Walk:
    """Go through a service on one channel with these answers, until it ends or an answer is refused."""
    given: dict[str, Json] = {}
    position = step(service, given, around)
    for _page in service.pages:
        if position.page is None or position.stuck or not set(position.relevant) - given.keys():
            break
        surface = surface_of(service, position, language)
        form, cannot_stand = surface.fill(answers)
        given |= surface.read(form) | cannot_stand
        position = step(service, given, around)
    return Walk(position, unasked(position, answers))
