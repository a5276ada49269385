"""Contacts: calls, what was said in them, and promises to call back."""
