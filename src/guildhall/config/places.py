"""Where things lie, read from the environment without loading Django."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("GUILDHALL_DATA") or PACKAGE.parent.parent / "var").resolve()
"""The folder for the database, uploads and keys. Beside `src`, unless the environment says where."""

SQLITE = DATA / "guildhall.sqlite3"
DATABASE_URL = os.environ.get("GUILDHALL_DATABASE_URL") or f"sqlite:///{SQLITE}"
EMBEDDED = DATABASE_URL.startswith("sqlite:")
"""Whether the database is SQLite, which has one writer."""

DEMO = os.environ.get("GUILDHALL_DEMO", "") == "1"
"""Whether this is the demo council: plain http, made-up people, no second factor."""
