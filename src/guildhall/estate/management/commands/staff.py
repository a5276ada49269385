"""`guildhall staff EMAIL ROLE`: take somebody on, or give a role to somebody who is here; `--end` takes it from them."""

import secrets
from argparse import ArgumentParser
from typing import Any, get_args

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from guildhall.estate.accounts import Role, end_role, give_role, open_account
from guildhall.estate.models import Account

ROLES: tuple[Role, ...] = get_args(Role)
BAD_INPUT = 2
USAGE = "guildhall staff EMAIL ROLE [--name NAME] [--team TEAM] [--end]"


class Command(BaseCommand):
    """Whoever runs the council's machine decides here who works at which desk. The first administrator has no other way in."""

    help = "Take somebody on with a role, in one team or in all; or end a role. A new password is said once."

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The email address and the role; what else is known."""
        parser.usage = USAGE
        parser.add_argument("email", nargs="?", default="")
        parser.add_argument("role", nargs="?", default="", help=", ".join(ROLES))
        parser.add_argument("--name", default="", help="needed for somebody new")
        parser.add_argument("--team", default="", help="such as waste-rounds; without it, every team")
        parser.add_argument("--end", action="store_true", help="take the role from them")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and say in one line what is so now."""
        email, role, team = options["email"].strip(), options["role"], options["team"]
        if not (email and role):
            raise CommandError(f"Say who, and as what: {USAGE}", returncode=BAD_INPUT)
        if role not in ROLES:
            raise CommandError(f"There is no role {role}. There are: {', '.join(ROLES)}.", returncode=BAD_INPUT)
        here = Account.objects.filter(email=email.casefold()).first()
        where = team or "every team"
        if options["end"]:
            if here is None:
                raise CommandError(f"Nobody here has the email address {email}.", returncode=BAD_INPUT)
            end_role(account=here.reference, role=role, team=team, until=timezone.now())
            self.stdout.write(f"{here.email} is no longer {role} for {where}.")
            return
        reference = here.reference if here else self._taken_on(email, options["name"].strip())
        give_role(account=reference, role=role, team=team, since=timezone.now())
        self.stdout.write(f"{email.casefold()} is {role} for {where}.")

    def _taken_on(self, email: str, name: str) -> str:
        """Open an account for somebody new; its reference."""
        if not name:
            raise CommandError(f"Nobody here is {email} yet. Give their name: --name NAME", returncode=BAD_INPUT)
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is no email address.", returncode=BAD_INPUT) from None
        password = secrets.token_urlsafe(15)
        account = open_account(email=email, name=name, password=password)
        self.stdout.write(
            f"Their password, said only now: {password}\nThey choose their own at /account/password/change/."
        )
        return account.reference
