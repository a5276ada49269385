"""`guildhall prepare`: the database brought up to date, and the demo council in it."""

from collections.abc import Sequence

from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guildhall.config.places import DEMO
from guildhall.decide.clock import now
from guildhall.decide.demo.record import open_record
from guildhall.plan.demo.strategies import open_strategies


def prepare(words: Sequence[str]) -> int:
    """Bring the database up to date. In the demo, load the demo council, which says its log-ins."""
    if words:
        raise ValueError("guildhall prepare takes no words")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if DEMO and "demo" in get_commands():
        open_record(at=now())
        open_strategies(at=now())
        call_command("demo")
    return 0
