"""DECIDE: what was decided, by whom, on what authority, and what became of it."""
