"""The serve room, as Django sees it."""

from django.apps import AppConfig


class ServeConfig(AppConfig):
    """Journeys, cases, and the desks by which they are reached."""

    name = "guildhall.serve"
    label = "serve"
