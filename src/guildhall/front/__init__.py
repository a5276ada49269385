"""FRONT: the pages that belong to the whole house: the home page, finding a service, and what every page leads to."""
