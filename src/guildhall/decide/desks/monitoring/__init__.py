"""The monitoring officer's desk: what of the record the law may not allow, and what is still owed. Views only."""
