"""The hall: where staff come in, and see what is theirs to do."""
