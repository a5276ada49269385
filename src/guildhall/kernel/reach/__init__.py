"""Reach: who is not reached, and whether that is more than chance. Pure.

``areas`` reads what is known of each area from outside: how many live there, of which age, how deprived, how well connected.
``expecting`` says how many contacts each area would bring if people of one age and one need came alike everywhere. ``scanning`` holds
what came beside that, and flags what neither chance nor the common unevenness of areas explains, however many were looked at.
``choosing`` keeps what was offered apart from what was chosen.
"""

from guildhall.kernel.reach.areas import Area, Gathered, OddRow, read_areas
from guildhall.kernel.reach.choosing import Choice, chosen, explained
from guildhall.kernel.reach.expecting import Weights, expected
from guildhall.kernel.reach.scanning import Cell, Reached, scan

__all__ = [
    "Area",
    "Cell",
    "Choice",
    "Gathered",
    "OddRow",
    "Reached",
    "Weights",
    "chosen",
    "expected",
    "explained",
    "read_areas",
    "scan",
]
