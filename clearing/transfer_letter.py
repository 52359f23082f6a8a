"""The letter of a referral with data, made from what was frozen when it was sent."""

from datetime import datetime

from django.utils import timezone

from spurwechsel.german import format_day
from spurwechsel.pdf import LETTER, render_pdf

from .models import Transfer
from .transfer_catalogue import Stand

TITLE = "Anfrage an eine Stelle"
_OVER = (Stand.ZURUECKGEZOGEN, Stand.ABGELAUFEN, Stand.ABGELEHNT)


def letter_refusal(transfer: Transfer) -> str:
    """Why what was sent is no longer printed, in one German sentence; empty as long as it may be."""
    if transfer.consent is not None and transfer.consent.withdrawn_on is not None:
        return "Diesen Brief gibt es nicht mehr: Die Einwilligung ist widerrufen."
    if transfer.state in _OVER:
        return f"Diesen Brief gibt es nicht mehr: Die Übermittlung ist {transfer.get_state_display()}."
    return ""


class TransferLetter:
    """`code` is printed as it is, `address` is where to type it; without a code it asks to be called."""

    def __init__(self, transfer: Transfer, code: str = "", address: str = "") -> None:
        self.transfer, self.code, self.address = transfer, code, address
        self.kommune = transfer.participant.kommune

    @property
    def window(self) -> list[str]:
        return list(self.transfer.sent_to)

    @property
    def sender(self) -> str:
        return ", ".join(filter(None, [self.kommune.name, self.kommune.address_line]))

    @property
    def words(self) -> list[tuple[str, str]]:
        """What leaves, and nothing else."""
        return [(label, value) for label, value in self.transfer.sent]

    @property
    def information(self) -> list[tuple[str, str]]:
        """Label and value beside the address, outside the window."""
        person, sent_on = self.transfer.participant, self.transfer.sent_on
        rows = [
            ("Ansprechperson", person.responsible.name if person.responsible else ""),
            ("Telefon", self.kommune.phone),
            ("E-Mail", self.kommune.email),
            ("Unser Zeichen", self.transfer.reference),
            ("Datum", format_day(sent_on) if sent_on else ""),
        ]
        return [row for row in rows if row[1]]

    @property
    def moment(self) -> datetime:
        """When it was sent: the same letter has the same date in it whenever it is printed."""
        step = self.transfer.steps.exclude(state="entwurf").first()
        return timezone.localtime(step.at if step else self.transfer.recorded_at)


def print_transfer(letter: TransferLetter) -> bytes:
    """The letter as PDF/UA; raises PdfUnavailable and PdfRefused. No name stands in its properties."""
    return render_pdf(
        "clearing/transfer_pdf.html",
        {"paper": letter, "transfer": letter.transfer},
        title=TITLE,
        author=letter.kommune.name,
        created=letter.moment,
        stylesheet=LETTER,
    )
