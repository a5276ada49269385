"""Understand: what the services' own events say, counted."""
