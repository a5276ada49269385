"""The time, as this room knows it. Commands and rounds take it from here and pass it on."""

from guildhall.estate.door import now, standing_at

__all__ = ["now", "standing_at"]
