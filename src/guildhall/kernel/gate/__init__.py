"""The publish gate: what in a definition would strand or shut out somebody, shown with the answers that lead there.

Each module here looks for one namespace of findings. It names those it can make in ``FINDS``, with how grave each is, and
yields them from ``findings``. Everything is pure: the moment, the calendar and the channels' surfaces are passed in.
"""
