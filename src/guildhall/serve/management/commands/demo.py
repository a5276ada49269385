"""`guildhall demo`: the demo council, made once, and its addresses and log-ins, said each time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildhall.serve.clock import now
from guildhall.serve.demo.council import PASSWORD, NotTheDemo, open_council


class Command(BaseCommand):
    """Makes what is missing of the demo council, and says how to get in."""

    help = "Make the demo council: its services, its staff, some weeks of life. Changes nothing where it is there."

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            made = open_council(at=now())
        except NotTheDemo as refused:
            raise CommandError(str(refused)) from None
        lines = ["", "Residents   /en   (Cymraeg: /cy)", "Staff       /desk"]
        width = max(len(each.email) for each in made.log_ins)
        lines += [f"  {each.email:<{width}}  {each.does}" for each in made.log_ins]
        lines += [f"  Password of each, in this demo only: {PASSWORD}"]
        lines += [
            f"A form left half-way, to go on with by telephone or on the web: {each.code} ({', '.join(each.checks.values())})"
            for each in made.drafts
        ]
        self.stdout.write("\n".join(lines))
