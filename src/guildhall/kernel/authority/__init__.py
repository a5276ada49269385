"""Authority: what a decision's dated facts say of it, whether a delegation may be used, and who may vote. Pure.

``facts`` → ``path`` (an executive decision, or Council's own: its status is derived, never typed) → ``delegating`` (a use of a power
that a decision gave) and ``calling_in`` (whether it may be called in). ``differing`` shows what a text became. ``voting`` stops whoever
may not vote, and counts. ``publishing`` says how late a record was. ``saying`` has the words of statuses and breaches, ``refusing``
those of every refusal, for each who reads them.
"""
