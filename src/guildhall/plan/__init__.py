"""Plan: the strategies that a council adopted, what it undertook in them, and on whose authority each word of them stands."""
