"""The councillor's desk: constituents who asked, and the ward's cases without names."""
