"""The closures desk: the days on which an office is closed, and what they move."""
