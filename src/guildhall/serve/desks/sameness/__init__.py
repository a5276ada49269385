"""The desk where somebody decides whether two records are one person, and puts right what was made when they were not."""
