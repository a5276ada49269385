"""Copies of pages of the house: asked for as a visitor asks, and kept without anything that could run."""
