"""Estate: what every room stands on. Accounts, calendars, files, page frame, words, printing."""
