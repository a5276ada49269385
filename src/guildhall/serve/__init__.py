"""SERVE: journeys through services on every channel, the cases they open, and what people are told."""
