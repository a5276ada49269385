"""Two records that were taken for one person and are two again: what was made meanwhile, and whose each of it is."""
