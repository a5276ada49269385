"""What the partner desk and the councillor's desk share: nothing is shown but what was given to them, while it stands."""
