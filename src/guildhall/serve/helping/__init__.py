"""Those who act for another: consent, what they see, and a ward's cases without names."""
