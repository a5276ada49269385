"""The clerk's desk: plan a meeting, build its agenda, record it as it goes, publish what came of it. Views only."""
