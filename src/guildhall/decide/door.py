"""The door of decide: what was decided, by whom, on what authority."""

from guildhall.decide.models.publishing import ADDED_TO_ONLY

__all__ = ["ADDED_TO_ONLY"]
