"""``guildhall records read``: what a page says, what was not understood, and what somebody must look at."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator

from guildhall.decide.commands.files import BadInput, page_in
from guildhall.decide.reading.record import Reading


def read_page(given: Namespace) -> int:
    """Print the record of a page. Raises ``BadInput``."""
    reading = page_in(given.file)
    if sys.stdout is None:
        raise BadInput("there is no output to print on")
    if given.json:
        sys.stdout.write(json.dumps(reading.record(), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_said(reading)) + "\n")
    return 0


def _said(reading: Reading) -> Iterator[str]:
    """The record as lines to read."""
    yield f"kind: {reading.kind}"
    for name, value in reading.fields.items():
        yield f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
    for flag in reading.flags:
        yield f"look at this: {flag}"
    if reading.not_understood:
        yield "not understood:"
    for passage in reading.passages():
        yield f"  {' '.join(str(passage['text']).split())}"
