"""Where postcodes and homes lie, and in which ward: the council's own gazetteer, laid out from a file of its own."""
