"""A journey that was made, made again by another definition: what would be asked otherwise, and how it would end."""

from dataclasses import dataclass

from guildhall.kernel.journey import Compiled, Position, step
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances


@dataclass(frozen=True, slots=True)
class Changed:
    """What would be otherwise. ``more`` and ``less`` are codes of questions; of the pairs, how it was and how it would be."""

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    outcome: tuple[str, str] | None = None
    fee: tuple[int | None, int | None] | None = None
    refused: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether something else would be asked, or an answer would not stand any more."""
        return bool(self.more or self.less or self.refused)

    @property
    def anything(self) -> bool:
        return self.asked or self.outcome is not None or self.fee is not None


def replayed(old: Compiled, new: Compiled, answers: dict[str, Json], around: Circumstances) -> Changed:
    """Make a journey again from its stored answers, by the definition it was made with and by another."""
    before, after = _onwards(old, answers, around), _onwards(new, answers, around)
    gone = {each.step.partition(".")[0] for each in after.refusals if each.step.partition(".")[0] in answers}
    return Changed(
        tuple(each for each in after.asked if each not in before.asked),
        tuple(each for each in before.asked if each not in after.asked) if after.outcome or after.stuck else (),
        _pair(_ending(before), _ending(after)) if after.outcome or after.stuck else None,
        (before.fee, after.fee) if before.fee != after.fee and after.outcome else None,
        tuple(sorted(gone)),
    )


def _onwards(new: Compiled, answers: dict[str, Json], around: Circumstances) -> Position:
    """As far as the answers lead; what was never asked is left blank where it may be, so that more is seen."""
    given = dict(answers)
    position = step(new, given, around)
    for _ in range(len(new.pages)):
        unanswered = [each for each in position.relevant if each not in given and not new.steps[each].required]
        if position.page is None or not unanswered:
            break
        given |= dict.fromkeys(unanswered)
        position = step(new, given, around)
    return position


def _ending(position: Position) -> str:
    return position.outcome.id if position.outcome else position.stuck or ""


def _pair(before: str, after: str) -> tuple[str, str] | None:
    return (before, after) if before != after else None
