"""The mail that reminds a partner of an answer: no name, no case number, no code, only our own sign."""

from spurwechsel.german import format_day

from .models import Transfer


def reminder_subject(transfer: Transfer) -> str:
    return f"Erinnerung: unsere Anfrage {transfer.reference}"


def reminder_text(transfer: Transfer, answer_at: str) -> str:
    """`answer_at` is the address of the page for answers, without a code: that stands in the letter alone."""
    sent_on, until = (format_day(day) if day else "" for day in (transfer.sent_on, transfer.answer_until))
    kommune = transfer.participant.kommune
    signed = [kommune.name, kommune.department, kommune.team, kommune.phone, kommune.email]
    paragraphs = (
        "Guten Tag,",
        f"am {sent_on} haben wir Ihnen einen Brief mit dem Zeichen {transfer.reference}"
        f" geschickt. Bisher haben wir keine Antwort. Bitte antworten Sie bis zum {until}.",
        _way(transfer, answer_at),
        "Schreiben Sie in einer E-Mail bitte keinen Namen, nur unser Zeichen.",
        "Mit freundlichen Grüßen\n" + "\n".join(filter(None, signed)),
    )
    return "\n\n".join(paragraphs) + "\n"


def _way(transfer: Transfer, answer_at: str) -> str:
    if transfer.links.filter(revoked_at__isnull=True).exists():
        return (
            "Am einfachsten antworten Sie mit dem Code, den Sie von uns haben, auf dieser Seite:"
            f" {answer_at}\nSie brauchen keinen Zugang und kein Passwort. Haben Sie keinen Code, rufen Sie"
            " uns bitte an."
        )
    return "Rufen Sie uns dazu an oder schreiben Sie uns."
