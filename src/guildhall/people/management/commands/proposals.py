"""`guildhall proposals`: find records that may be of one person, for somebody to decide."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from guildhall.people.models import Proposal
from guildhall.people.proposing.comparing import go_through


class Command(BaseCommand):
    """Compares whoever is new or changed; with --again everybody, as after a large import."""

    help = "Compare the records of people that are new or changed, and propose those that may be of one person"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="compare everybody, also whoever was compared before")

    def handle(self, *_: Any, **options: Any) -> None:
        done = 0
        for many in go_through(at=timezone.now(), again=options["again"]):
            done += many
            self.stdout.write(f"{done} compared", ending="\r" if self.stdout.isatty() else "\n")
        waiting = Proposal.objects.filter(settled_at=None).count()
        self.stdout.write(f"{done} compared. Proposals that wait: {waiting}. They stand at /desk/people/proposals")
