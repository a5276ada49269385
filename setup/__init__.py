"""What the make targets do. Only Python's own library: it runs before anything is installed."""
