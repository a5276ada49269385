"""The kernel: what a service is and how a journey through it goes, as pure functions and values.

Nothing here reads a clock, a file, a database or a network; whoever calls passes in the time, the facts and the answers.
"""
