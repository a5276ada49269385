"""What takes long to make, made once for all the tests of a file."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def made_once(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is made within stands until the end, and is then undone. Each test undoes its own; none of them may commit."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
