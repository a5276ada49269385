"""`guildhall ledger checkpoint` and `guildhall ledger verify`."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guildhall.ledger import chain, checkpoints, keeping
from guildhall.ledger.chain import Broken, Verified
from guildhall.ledger.models import Head

KEY = "GUILDHALL_LEDGER_KEY"


class Command(BaseCommand):
    """Signs where the ledger's chains end, or checks all of them."""

    help = f"Sign the newest hashes, or check the ledger. {KEY} names the signing key's file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["checkpoint", "verify"])
        parser.add_argument("--out", type=Path, help="also write the checkpoint to this file")

    def handle(self, *_: Any, **options: Any) -> None:
        path = os.environ.get(KEY, "")
        if not path:
            raise CommandError(f"Set {KEY} to the path of an Ed25519 key in PEM form.")
        try:
            key = checkpoints.key_at(Path(path))
        except checkpoints.NoKey as error:
            raise CommandError(str(error)) from error
        if options["what"] == "checkpoint":
            made = checkpoints.sign(key=key, at=timezone.now())
            self._say_signed(checkpoints.as_document(made) if made else None, options["out"])
            return
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._say_checked(checkpoints.verify(public_key=public))

    def _say_signed(self, document: dict[str, Any] | None, out: Path | None) -> None:
        if document is None:
            self.stdout.write("Nothing new to sign.")
            return
        if out is not None:
            out.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        count = len(document["heads"])
        self.stdout.write(f"Signed checkpoint {document['number']}: {count} subjects.")

    def _say_checked(self, signed: Verified | Broken) -> None:
        if isinstance(signed, Broken):
            raise CommandError(f"Checkpoint {signed.at} is broken: {signed.why}.")
        subjects = 0
        for subject in Head.objects.order_by("subject").values_list("subject", flat=True).iterator():
            found = chain.verify(keeping.links(subject), keeping.head(subject))
            if isinstance(found, Broken):
                raise CommandError(f"{subject} is broken at event {found.at}: {found.why}.")
            subjects += 1
        self.stdout.write(f"All is as recorded: {subjects} subjects, {signed.count} checkpoints.")
