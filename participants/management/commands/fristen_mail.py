"""A weekly mail with numbers and a link to everybody who has deadlines; no personal data leaves the house."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.core.management.base import CommandParser
from django.urls import reverse
from django.utils import timezone

from participants.forms.deadlines import BANDS, in_band
from participants.models import Participant
from participants.owners import looked_after_by
from participants.radar import radar
from spurwechsel.commands import GermanCommand, own_address

SUBJECT = "Spurwechsel: Ihre Fristen dieser Woche"
# What lies farther ahead can wait for another mail.
TOLD = ("ueberfaellig", "14", "30")


class Command(GermanCommand):
    help = "Schickt jeder zuständigen Person wöchentlich die Zahl ihrer Fristen und einen Link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--probelauf", action="store_true", help="zeigt nur, wie viele Mails es wären")
        parser.add_argument(
            "--adresse", default=own_address(), help="Anfang des Links (Vorgabe: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        link = options["adresse"].rstrip("/") + reverse("deadline_list")
        sent = 0
        for address, numbers in digests(timezone.localdate()):
            sent += 1
            if not options["probelauf"]:
                send_mail(SUBJECT, text_of(numbers, link), None, [address])
        done = "zu verschicken" if options["probelauf"] else "verschickt"
        self.stdout.write(f"Mails {done}: {sent}")


def digests(today: date) -> Iterator[tuple[str, dict[str, int]]]:
    """The address and the numbers by band of everybody who has something to do within 30 days."""
    for user in get_user_model().objects.filter(is_active=True, kommune__isnull=False).order_by("pk"):
        # Somebody on leave gets none, the deputy does.
        owners = looked_after_by(user, today)
        people = Participant.objects.visible_to(user).filter(responsible__in=owners)
        bands = [in_band(line.deadline.due, today) for line in radar(people, user, today) if line.is_shown]
        numbers = {band: bands.count(band) for band in TOLD}
        if any(numbers.values()):
            yield user.email, numbers


def text_of(numbers: dict[str, int], link: str) -> str:
    lines = "\n".join(f"{number:>4}  {BANDS[band]}" for band, number in numbers.items())
    return f"Guten Tag,\n\nin Ihren Fällen stehen Fristen an:\n\n{lines}\n\nDie Liste: {link}\n"
