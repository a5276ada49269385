"""The people desk: one search box, and one view of a person."""
