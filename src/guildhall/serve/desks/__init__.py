"""The surfaces by which people and machines reach services: one folder for each."""
