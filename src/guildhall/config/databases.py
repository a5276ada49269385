"""The two databases Guildhall runs on, each with the options that keep writers from losing work."""

from typing import Any

import dj_database_url

ENGINE = "guildhall.config.sqlite3"
# Without WAL and IMMEDIATE together, writers that meet lose their work to "database is locked".
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;"
        "PRAGMA cache_size=-16000;"
    ),
}


def named(url: str) -> dict[str, Any]:
    """The settings for the database at this address.

    Raises `ValueError` when the address names neither SQLite nor PostgreSQL.
    """
    found: dict[str, Any] = dict(dj_database_url.parse(url))
    engine = str(found.get("ENGINE", ""))
    if engine.endswith(".sqlite3"):
        beside = {"NAME": f"{found['NAME']}.test"}  # a file, so that tests meet the real locks
        return found | {"ENGINE": ENGINE, "OPTIONS": SQLITE, "CONN_MAX_AGE": None, "TEST": beside}
    if engine.endswith(".postgresql"):
        return found | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    raise ValueError(f"GUILDHALL_DATABASE_URL names neither SQLite nor PostgreSQL: {engine}")


def cache(*, shared: bool) -> dict[str, Any]:
    """Where Django and allauth keep what they count for a while: in the process, or shared by all through the database."""
    if not shared:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "estate_shared_cache",  # the table that estate's migrations make, and its housekeeping tidies
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
