"""What ``guildhall services`` does: one file for each command, and what they read and write."""
