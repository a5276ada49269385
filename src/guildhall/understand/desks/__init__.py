"""What this room shows: pages of figures, and the same as open data."""
