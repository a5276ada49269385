"""Everybody's pages of strategies, in both languages. They show what was published, whoever asks."""
