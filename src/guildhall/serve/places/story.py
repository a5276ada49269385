"""What the ledger is told of an appointment: codes, the place and the time, and nothing of who comes or why."""

from collections.abc import Mapping
from datetime import datetime

from guildhall.ledger.door import Actor, Value, record
from guildhall.serve.models import Appointment


def tell(row: Appointment, kind: str, actor: Actor, at: datetime, data: Mapping[str, Value]) -> None:
    """Tell the ledger, on the case's story where it is about a case."""
    subject = f"case/{row.case}" if row.case else f"appointment/{row.reference}"
    record(subject=subject, type=kind, actor=actor, at=at, visibility="customer", data=data)
