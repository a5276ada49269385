"""Journeys: answers given, kept, taken up again and looked up; and where people stop."""
