"""Email that comes in: read without trust, put on its case, and never answered by a machine."""
