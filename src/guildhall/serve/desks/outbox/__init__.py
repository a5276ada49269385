"""The outbox desk: every message that was written, and what became of it."""
