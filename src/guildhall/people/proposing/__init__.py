"""That two parties may be one person: found, weighed, proposed with reasons, decided by somebody, and taken back."""
