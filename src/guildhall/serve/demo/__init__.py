"""The demo council: made up, and lived through by the same actions that people use."""
