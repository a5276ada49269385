"""Places where people get help in person: what is known of them, appointments at their counters, and letters held there."""
