"""Ledger: what happened. Added to, never changed."""
