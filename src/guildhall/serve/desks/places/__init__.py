"""Places of help: found, looked at, and booked at by everybody; kept by the staff; told to machines."""
