"""The callbacks desk: what was promised to whom by when, soonest first, and how each promise is kept."""
