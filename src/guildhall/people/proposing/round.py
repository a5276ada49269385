"""The worker's round: whoever is new or changed is compared within the hour, a few at a time so that nothing else waits."""

from datetime import timedelta
from itertools import islice

from django.utils import timezone
from django_tasks import task

from guildhall.estate.door import do_again
from guildhall.people.proposing.comparing import go_through

EVERY = timedelta(hours=1)
STRETCHES = 8
"""Stretches of parties in one go."""


@task()
def compare_who_waits() -> None:
    """Compare some of those who wait, and come back in an hour; at once where there are more."""
    at = timezone.now()
    do_again(task=compare_who_waits, at=at + EVERY)
    if len(list(islice(go_through(at=at), STRETCHES))) == STRETCHES:
        compare_who_waits.enqueue()
