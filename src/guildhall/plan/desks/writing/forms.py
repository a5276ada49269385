"""The form of each piece of a strategy: its boxes, in the order in which somebody fills them in.

A box says where in the piece its value stands (``owner.post``), and how it is written. Another kind of piece is another form here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guildhall.kernel.planning.writing import Sort

Written = Literal["words", "line", "plain", "code", "day", "pounds", "number", "choice", "codes"]
"""How a value is written: words and a line in both languages, the others once. Codes stand one to a line."""

_DAY = "For example 24 12 2026"
_OWNER_SAID = "Only where the text calls the post otherwise, or it is on no record"
_LEVELS = "Theme, commitment, vision, principle, or a code that elements have as their level"
_KINDS_SAID = "Such as vision, principle, goal or problem, or a level of your own"
_PROMISED = (
    "A number or a share is measured by a measure. A milestone, and what happens or not, is told in words. "
    "Leave this where nobody has said yet"
)
_CODE = "It is cited by this, so it stays as it is: C2.1"


@dataclass(frozen=True, slots=True)
class Box:
    """One value of a piece. ``needed`` says what to do where it is blank; within a group only where others of the group are filled in.

    ``among`` names what it is chosen from.
    """

    path: str
    label: str
    written: Written
    hint: str = ""
    needed: str = ""
    among: str = ""
    rows: int = 3

    @property
    def name(self) -> str:
        """What the box is called in the page."""
        return self.path.replace(".", "-")

    @property
    def group(self) -> str:
        """What it belongs to with others, such as a baseline; nothing where it stands alone."""
        return self.path.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Form:
    """A piece: what it and several of it are called, which box tells it from others, and its boxes."""

    called: str
    several: str
    boxes: tuple[Box, ...]
    new: str = ""


def _code(hint: str = _CODE) -> Box:
    return Box("code", "Code", "code", hint, "Write a code, such as C2.1")


def _owner() -> tuple[Box, Box]:
    return (
        Box("owner.post", "Which post answers for it?", "choice", among="posts"),
        Box("owner.said", "What does the text call it?", "line", _OWNER_SAID),
    )


FORMS: Mapping[Sort, Form] = {
    "strategy": Form("the strategy itself", "", (
        Box("title", "Title", "line", needed="Write a title"),
        Box("period.first", "From which day is it meant to hold?", "day", _DAY),
        Box("period.last", "Until which day?", "day", _DAY),
        Box("period.said", "Or how does it say so?", "plain", "Only where that is no pair of days: 2026 onwards"),
    )),
    "level": Form("word", "The council's own words", (
        Box("code", "Which level is it a word for?", "code", _LEVELS, "Write the code of a level, such as theme"),
        Box("called", "What does the council call it?", "line", "Such as Priority or Pledge", "Write the word"),
    ), "Add a word"),
    "statement": Form("statement", "Vision, principles and facts", (
        _code("It is cited by this, so it stays as it is: P1"),
        Box("level", "What is it?", "plain", _KINDS_SAID, "Write what it is, such as principle"),
        Box("text", "Words", "words", needed="Write the words"),
        Box("theme", "Of which theme?", "choice", "Leave this for the strategy as a whole", among="themes"),
    ), "Add a statement"),
    "theme": Form("theme", "Themes", (
        _code("It is cited by this, so it stays as it is: T1"),
        Box("title", "Title", "line", needed="Write a title"),
        Box("text", "Explained", "words"),
        Box("level", "Its own level, where it is another than a theme", "plain"),
    ), "Add a theme"),
    "commitment": Form("commitment", "Commitments", (
        _code(),
        Box("text", "What does the council undertake?", "words", needed="Write what the council undertakes"),
        Box("more", "Explained", "words"),
        Box("theme", "Under which theme?", "choice", among="themes"),
        *_owner(),
        Box("level", "Its own level, where it is another than a commitment", "plain"),
    ), "Add a commitment"),
    "measure": Form("measure", "How we will know", (
        Box("kind", "How is it promised?", "choice", _PROMISED, among="kinds"),
        Box("said", "In words", "words"),
        Box("measure", "Measured by", "choice", "A number or a share has one; nothing else needs any", among="measures"),
        Box("direction", "In which direction?", "choice", among="directions"),
        Box("target", "Target", "number", "A share in per cent, from 0 to 100; working time in hours, money in pounds"),
        Box("unit", "Unit", "line", "Such as calls a week. A share needs none"),
        Box("by", "By which day?", "day", _DAY),
        Box("baseline.value", "How it stood before", "number", needed="Write how it stood before"),
        Box("baseline.unit", "Its unit", "line", needed="Write the unit of what it was before"),
        Box("baseline.on", "On which day did it stand so?", "day", _DAY, "Write the day on which it stood so"),
        Box("baseline.source", "Where does that come from?", "line", needed="Write where it comes from"),
    ), "Add a measure"),
    "milestone": Form("milestone", "Milestones", (
        _code("It is found by this under its commitment: M1"),
        Box("text", "What is reached?", "words", needed="Write what is reached"),
        Box("due", "By which day?", "day", _DAY, "Write by which day"),
    ), "Add a milestone"),
    "action": Form("action", "What we do for it", (
        _code("It is found by this under its commitment: A1"),
        Box("text", "What is done?", "words", needed="Write what is done"),
        *_owner(),
        Box("due", "By which day, where it says one?", "day", _DAY),
    ), "Add an action"),
    "budget": Form("amount", "Money set aside", (
        Box("pence", "How much, in pounds?", "pounds", "Such as 250,000", "Write an amount in pounds, such as 250,000"),
        Box("period", "For which period?", "line", "Such as 2026/27", "Write for which period"),
        Box("source", "Where does it come from?", "line", "Such as the capital programme", "Write where it comes from"),
    ), "Add an amount"),
    "need": Form("dependency", "What it depends on", (
        Box("commitment", "Which commitment does it depend on?", "choice", among="others"),
        Box("said", "Or what else?", "words"),
    ), "Add a dependency"),
    "audience": Form("audience", "Who it is for", (
        Box("text", "Who is it for?", "line", needed="Write who it is for"),
    ), "Add an audience"),
    "alignment": Form("strategy it goes with", "Strategies it goes with", (
        Box("strategy", "Which strategy of ours?", "choice", "Leave this where it is somebody else's", among="strategies"),
        Box("name", "What is it called?", "line", needed="Write what it is called"),
        Box("how", "How do they go together?", "words", needed="Write how they go together"),
        Box("commitments", "Which commitments does it touch?", "codes", "Their codes, one to a line", among="commitments"),
    ), "Add a strategy"),
    "became": Form("commitment before", "What became of the commitments before", (
        Box("code", "Commitment before", "code"),
        Box("how", "What became of it?", "choice", needed="Choose what became of it", among="hows"),
        Box("as", "As which of ours does it go on?", "codes", "Their codes, one to a line", among="commitments"),
        Box("because", "Why?", "words", "One that is given up says why"),
    )),
}  # fmt: skip
"""Every form, by the sort of what is written on it."""
