"""Strategies as open data: what everybody sees on their pages, for machines."""
