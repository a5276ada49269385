"""Who works at the partner desk, and how it speaks."""

from guildhall.channels import counter
from guildhall.estate.door import Role
from guildhall.serve.desks.assisted.desk import Desk
from guildhall.serve.desks.helping.reach import helper

ROLES: tuple[Role, ...] = ("partner",)

PARTNER = Desk("web", "Partner", "/desk/partner", "person", "visit", counter.script, called="partner", by=helper)
"""What is sent here comes in by the web, like anything that is filled in away from the council."""
