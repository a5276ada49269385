"""What is owed on a case and by when: what stops its clocks, what lengthens them, and every date that was told.

``standing`` reads it, ``moving`` changes it; ``acting`` pauses, resumes and extends, ``recomputing`` follows a calendar that
changed, ``watching`` escalates. Nothing here leans on ``cases``: a case's actions call these.
"""
