"""Calls at the desks: one that arrives, with everybody who may be ringing; and the log of them all."""
