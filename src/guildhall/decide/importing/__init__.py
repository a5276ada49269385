"""What was read from a page is put into the house, joined to what is there already."""
