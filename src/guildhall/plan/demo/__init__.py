"""The demo council's strategies: made up, and brought into force by what its own record decided."""
