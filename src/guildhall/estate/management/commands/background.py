"""`guildhall background`: the background worker, which also keeps house. One for each database is enough."""

from typing import Any

from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from guildhall.estate.housekeeping import keep_house


class Command(db_worker.Command):
    """Do what the outbox asks for, as it comes; every hour, forget what is over."""

    help = "Do the background work: messages out, and every hour forget what is over"

    def handle(self, **options: Any) -> None:
        keep_house(again=timezone.now())
        super().handle(**options)
