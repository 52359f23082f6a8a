"""Makes the first account on a server, where nobody can log in yet to make one."""

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.db import transaction

from spurwechsel.commands import GermanCommand, own_address
from spurwechsel.models import Kommune
from spurwechsel.roles import Role
from spurwechsel.services import create_user, issue_password_link


class Command(GermanCommand):
    help = "Legt einen Zugang an und nennt den Link, mit dem die Person ihr Passwort festlegt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="Damit meldet sich die Person an")
        parser.add_argument("--name", help="So sehen sie die anderen")
        parser.add_argument(
            "--rolle",
            default=Role.FACHADMINISTRATION.value,
            help=f"{', '.join(Role.values)} (Vorgabe: %(default)s)",
        )
        parser.add_argument("--kommune", help="Kürzel, nur für Fallbegleitung und Koordination")
        parser.add_argument(
            "--adresse", default=own_address(), help="Anfang des Links (Vorgabe: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = make_account(options["email"], options["name"], options["rolle"], options["kommune"])
        except ValidationError as refusal:
            self.stderr.write(refusal.messages[0])
            sys.exit(2)
        self.stdout.write(f"Der Zugang für {options['name']} ist angelegt. Mit diesem Link legt die Person")
        self.stdout.write("ihr Passwort fest. Er gilt drei Tage und nur einmal:")
        self.stdout.write(options["adresse"].rstrip("/") + path)


@transaction.atomic
def make_account(email: str | None, name: str | None, role: str, key: str | None) -> str:
    """The path of the link. Raises ValidationError, and then there is neither account nor link."""
    if not (email and name):
        raise ValidationError("Geben Sie --email und --name an.")
    if role not in Role.values:
        raise ValidationError(f"Die Rolle „{role}“ gibt es nicht. Es gibt {', '.join(Role.values)}.")
    kommune = Kommune.objects.filter(key=key).first() if key else None
    if key and kommune is None:
        raise ValidationError(f"Die Kommune „{key}“ gibt es nicht.")
    return issue_password_link(create_user(email=email, name=name, role=role, kommune=kommune))
