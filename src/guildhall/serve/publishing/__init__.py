"""What is in force: drafts, what stands in them for a while, editions, and how one is found."""
