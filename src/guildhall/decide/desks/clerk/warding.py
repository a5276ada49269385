"""The wards that a matter touches, as a clerk writes them: one to a line, by the names that councillors' wards have."""

from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.references import folded
from guildhall.decide.sight import KEEPERS
from guildhall.decide.wards import wards as wards_seen_by


def wards() -> list[str]:
    """Every ward that a member was elected for, or that a matter touches already, be it a draft, by name."""
    return wards_seen_by(KEEPERS)


def wards_written(boxes: Boxes) -> tuple[str, ...]:
    """The wards that were written, each once, however their letters are written. One that nobody knows is amiss."""
    lines = [each.strip() for each in boxes.raw("wards").split("\n") if each.strip()]
    known = {folded(each): each for each in wards()} if lines else {}
    for each in lines:
        if folded(each) not in known:
            name = each if len(each) <= 40 else f"{each[:40]}…"
            boxes.wrong(
                "wards", f"No ward is called “{name}”. Write each as the councillor’s page has it, one to a line"
            )
    return tuple(dict.fromkeys(known[folded(each)] for each in lines if folded(each) in known))
