"""The time, as this room knows it. Views take it from here and pass it on."""

from guildhall.estate.door import now, standing_at, standing_for_all_at

__all__ = ["now", "standing_at", "standing_for_all_at"]
