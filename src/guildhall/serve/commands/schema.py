"""``guildhall services schema``: the JSON Schema of a definition, for editors that check a file while it is written."""

from argparse import Namespace

from guildhall.kernel.loading import json_schema
from guildhall.serve.commands.exact import indented
from guildhall.serve.commands.files import show, write_file


def write_schema(given: Namespace) -> int:
    """Write the schema to a file, or print it. Raises ``BadInput`` where the file cannot be written."""
    written = indented(json_schema()) + "\n"
    if given.out is None:
        show(written)
    else:
        write_file(given.out, written.encode())
    return 0
