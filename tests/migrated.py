"""A SQLite database as the migrations leave it: made once, and copied for whoever tests next, because to migrate takes longer than
most tests. It is named by all that it is made from, and what a copy still lacks is migrated as ever.
"""

import os
import shutil
from pathlib import Path

from django.db import connection
from setup import stamps
from setup.environment import DEV, VENV
from tests.guarded import GUARDED

import guildhall
from guildhall.ledger import guards


def lay_out() -> bool:
    """Lay a copy where the tests' database is to be. Whether there was one."""
    if connection.vendor != "sqlite":
        return False
    try:
        shutil.copyfile(_kept(), connection.settings_dict["TEST"]["NAME"])
    except FileNotFoundError:
        return False
    return True


def keep() -> None:
    """Keep the tests' database for others, while nothing is in it but what the migrations put there; and none that is older."""
    kept = _kept()
    if not is_of_tests() or kept.exists():
        return
    kept.parent.mkdir(exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    draft.replace(kept)
    for each in kept.parent.glob("*.sqlite3"):
        if each != kept:
            each.unlink(missing_ok=True)


def is_of_tests() -> bool:
    """Whether the connection is to the tests' own SQLite database: where only pages are tested, it may be to nobody's yet."""
    told = connection.settings_dict
    return connection.vendor == "sqlite" and str(told["NAME"]) == str(told["TEST"]["NAME"])


def _kept() -> Path:
    rooms = Path(guildhall.__path__[0])
    made_from = [*rooms.glob("*/migrations/*.py"), Path(guards.__file__), DEV]
    return VENV / "migrated" / f"{stamps.digest(made_from, *GUARDED)}.sqlite3"
