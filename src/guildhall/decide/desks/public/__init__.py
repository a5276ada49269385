"""Everybody's pages of the democratic record, in both languages. They show what is published, whoever asks."""
