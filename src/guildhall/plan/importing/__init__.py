"""Strategies brought in from a table: each as a draft, whole or not at all, with what its rows say and nothing else."""
