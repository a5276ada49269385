"""How Django knows this room."""

from django.apps import AppConfig


class Ledger(AppConfig):
    """What happened."""

    name = "guildhall.ledger"
    verbose_name = "Ledger"
