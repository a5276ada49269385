"""``guildhall services import``: a form in, a definition out, and by name what was lost."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from guildhall.catalogue.importing import ARCHIVES, READERS, Loss, NotThatForm
from guildhall.catalogue.importing.writing import as_yaml
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.loading import Unreadable, load_service
from guildhall.serve.commands.files import BadInput, bytes_of_file, show, text_of_file, write_file
from guildhall.serve.commands.reading import is_language


def import_form(given: Namespace) -> int:
    """Write the definition; the losses on standard error, or as JSON on standard output. Raises ``BadInput``."""
    read = READERS.get(given.kind)
    if read is None:
        raise BadInput(f"there is no importer for {given.kind}: write --from {' or '.join(READERS)}")
    if given.language is not None and not is_language(given.language):
        raise BadInput(f"{given.language} is not the code of a language: write en or cy")
    try:
        form = BytesIO(bytes_of_file(given.file)) if given.kind in ARCHIVES else text_of_file(given.file)
        imported = read(form, service=Path(given.file).stem, language=given.language)
        text = as_yaml(imported.definition)
        load_service(text, given.out)
    except NotThatForm as refused:
        raise BadInput(f"{given.file} cannot be imported: {refused}") from None
    except Unreadable as unreadable:
        raise BadInput(*(" ".join(str(fault).split()) for fault in unreadable.faults)) from None
    write_file(given.out, text.encode())
    if given.json:
        report = {"service": imported.definition["id"], "losses": [loss.as_json() for loss in imported.losses]}
        show(canonical_json(report) + "\n")
    else:
        sys.stderr.write(_report(imported.losses))
    return 0


def _report(losses: Sequence[Loss]) -> str:
    if not losses:
        return "Everything was carried over.\n"
    return "".join([f"Not carried over ({len(losses)}):\n", *(f"  {loss}\n" for loss in losses)])
