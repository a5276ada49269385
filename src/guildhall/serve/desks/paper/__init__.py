"""The paper desk: forms printed from their definitions, and the screen on which filled forms are keyed."""
