"""The record as open data: lists in JSON and CSV, OParl 1.1, Popolo, Atom and iCalendar. All of it shows what everybody sees."""
