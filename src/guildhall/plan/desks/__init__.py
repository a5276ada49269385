"""The desks of plan: everybody's pages of strategies. Views, and nothing that decides."""
