"""The key that signs sessions and codes, made once on the machine where it is needed."""

import contextlib
import os
import secrets
from pathlib import Path


def kept_in(path: Path) -> str:
    """The key in this file, made on first use, readable only by the account that runs Guildhall."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        with contextlib.suppress(FileExistsError):  # another process was first: its key holds
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii")
