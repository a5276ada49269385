"""People: whom the council deals with, and how they can be reached."""
