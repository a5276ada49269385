"""Who may decide what: delegations and their uses, interests, call-in and scrutiny."""
