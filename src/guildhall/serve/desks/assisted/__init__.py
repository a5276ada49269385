"""The desk at which staff ask for people: by telephone, and across a counter. One flow; the channel says how it is spoken."""
