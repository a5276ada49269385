"""Which built style files there are. `make setup` builds them and writes the list."""

import json
from pathlib import Path

BUILT = Path(__file__).resolve().parent.parent / "estate" / "static" / "guildhall" / "styles.json"


def hashes() -> list[str]:
    """The hash of each built style file, for pages that carry their styles inline."""
    if not BUILT.exists():
        return []
    return [each["hash"] for each in json.loads(BUILT.read_text(encoding="utf-8")).values()]
