"""The desk where strategies are written: piece by piece, compared with what was published, and bound to what was decided."""
