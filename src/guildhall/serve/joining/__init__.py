"""Cases that have to do with one another: suggested, joined as one matter, related, split; and taken apart without loss."""
