"""What is known of the demo council's areas: all of it invented."""
