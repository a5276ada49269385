"""The web desk: residents' own pages. Nobody needs an account, and no session is kept."""
