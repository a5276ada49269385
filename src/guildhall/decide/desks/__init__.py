"""The desks of decide: everybody's pages of the record. Views, and nothing that decides."""
