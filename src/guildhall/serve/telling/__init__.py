"""Telling people: notices put into each person's way, language and format; what was sent, and what came in."""
