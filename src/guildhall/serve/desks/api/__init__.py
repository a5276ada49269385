"""The API desk: every service for machines, in JSON, with the same answers and the same errors as for people."""
