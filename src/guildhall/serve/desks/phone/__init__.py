"""The telephone desk."""
