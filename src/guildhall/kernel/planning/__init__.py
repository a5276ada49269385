"""Planning: what a strategy says, what became of its words from version to version, and where a version stands. Pure.

``strategy`` is the document that a council adopts: themes, commitments, and what was promised of each. ``comparing`` says what one
version changed of another, element by element. ``standing`` works out from dated facts whether a version is a draft, consulted on,
recommended, adopted, amended or superseded: nobody types it. ``authorising`` refuses what nobody had the authority to change, and has
the words of every refusal, for each who reads them. ``saying`` has those of standings and changes. ``proving`` says how far a promise is
kept, by its figures and its day, and why.
"""
