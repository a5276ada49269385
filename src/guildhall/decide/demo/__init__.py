"""The demo council's year of meetings: made up, and lived through by the same acts that clerks use."""
