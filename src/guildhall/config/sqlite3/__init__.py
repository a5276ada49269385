"""The embedded database, as Django has it, but that it remembers how a statement is written for SQLite."""
