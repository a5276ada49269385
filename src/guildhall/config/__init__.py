"""Settings, addresses and the command line: knows every room, is known by none."""
