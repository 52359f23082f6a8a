"""Which words about a person a referral with data carries, and everything that keeps it from being sent."""

from datetime import date
from typing import Any, NamedTuple

from network.models import Organisation
from participants.choices import Language, Zweck
from participants.consents import consent_on
from participants.models import Participant, PurposeConsent
from spurwechsel.german import format_day
from spurwechsel.pdf import LETTER, unprintable

from .models import Transfer
from .models.transfers import NEVER_THERE, never_to
from .transfer_catalogue import Angabe


class Shared(NamedTuple):
    """One word about the person; `value` is empty where nothing is recorded."""

    code: str
    label: str
    value: str


def of_person(participant: Participant) -> dict[str, str]:
    """What is recorded of the person already, by Angabe; goal and appointment belong to the referral."""
    language = Language(participant.language).label if participant.language else ""
    with_help = f"{language}, mit Sprachmittlung" if participant.needs_interpreting else language
    return {
        Angabe.NAME: f"{participant.given_name} {participant.family_name}".strip(),
        Angabe.KONTAKT: participant.phone,
        Angabe.SPRACHE: with_help if language else "",
    }


def shared_words(transfer: Transfer) -> list[Shared]:
    """Every Angabe that is ticked, in fixed order, with the word that would leave now."""
    known = of_person(transfer.participant)
    known[Angabe.ZIEL] = transfer.goal
    known[Angabe.TERMIN] = _meeting(transfer)
    return [Shared(each.value, each.label, known[each]) for each in Angabe if each.value in transfer.shared]


def _meeting(transfer: Transfer) -> str:
    if transfer.meeting_on is None:
        return ""
    day = format_day(transfer.meeting_on)
    return f"{day}, {transfer.meeting_at:%H:%M} Uhr" if transfer.meeting_at else day


def fitting_consent(participant: Participant, organisation: Organisation, day: date) -> PurposeConsent | None:
    """The consent in passing on to this organisation, whatever it is called, that holds on the day."""
    return consent_on(participant, Zweck.WEITERGABE, day, organisation.pk)


MISSING = {
    Angabe.NAME: "Der Name der Person fehlt.",
    Angabe.KONTAKT: "Bei der Person ist kein Telefon eingetragen. Nehmen Sie den Haken bei „Kontakt“ weg.",
    Angabe.SPRACHE: "Bei der Person ist keine Sprache eingetragen.",
    Angabe.ZIEL: "Schreiben Sie das Ziel in einem Satz auf, oder nehmen Sie den Haken weg.",
    Angabe.TERMIN: "Geben Sie den Tag des Termins an, oder nehmen Sie den Haken weg.",
}


def obstacles(transfer: Transfer, day: date) -> list[str]:
    """Every reason why nothing may leave on the day, one German sentence each; none if all is well."""
    organisation = transfer.organisation
    if never_to(organisation):
        return [NEVER_THERE]
    found = []
    if fitting_consent(transfer.participant, organisation, day) is None:
        found.append(_without_consent(transfer.participant, organisation))
    if not organisation.active:
        found.append(f"„{organisation}“ steht nicht mehr im Verzeichnis.")
    need = transfer.need
    if need is not None and need.closed_on is not None:
        found.append(f"Der Bedarf „{need}“ ist erledigt. Nehmen Sie ihn zuerst wieder in Arbeit.")
    words = shared_words(transfer)
    found += [MISSING[Angabe(each.code)] for each in words if not each.value]
    if signs := unprintable("\n".join([*(each.value for each in words), *address_of(organisation)]), LETTER):
        found.append(f"Die Schriften der Briefe kennen diese Zeichen nicht: {signs[:20]}")
    return found


def _without_consent(participant: Participant, organisation: Organisation) -> str:
    rows = participant.purposeconsents.filter(
        purpose=Zweck.WEITERGABE, partner_key=organisation.pk, withdrawn_on__isnull=False
    )
    if rows.exists():
        return (
            f"Die Einwilligung zur Weitergabe an „{organisation}“ ist widerrufen. Es wurde nichts gesendet."
        )
    return (
        f"Für „{organisation}“ liegt keine Einwilligung zur Weitergabe vor. Tragen Sie sie ein,"
        " oder die Person geht selbst hin oder wird begleitet."
    )


def address_of(organisation: Organisation) -> list[str]:
    """What is read through the window of the envelope, as far as it is known."""
    lines = [organisation.name, organisation.street, f"{organisation.postcode} {organisation.town}".strip()]
    return [line for line in lines if line]


def way_of(organisation: Organisation) -> str:
    """How letter and link get there, in one sentence; the link goes without a word about the person."""
    if organisation.email:
        return (
            f"Den Brief senden Sie mit der Post; den Link können Sie auch an {organisation.email} schicken,"
            " ohne Namen und ohne Fallnummer in der Nachricht."
        )
    if len(address_of(organisation)) < 2:
        return (
            "Im Verzeichnis stehen weder E-Mail-Adresse noch Anschrift der Stelle: Geben Sie den Brief mit"
            " dem Link der Person mit, oder tragen Sie die Anschrift nach."
        )
    return "Diese Stelle hat keine E-Mail-Adresse: Senden Sie den Brief mit dem Link mit der Post."


def refusal_of(draft: Transfer) -> dict[str, Any]:
    """What is wrong with a draft itself, by field; a consent may still come."""
    wrong: dict[str, Any] = {}
    if not draft.shared:
        wrong["shared"] = "Kreuzen Sie an, welche Angaben an die Stelle gehen."
    if Angabe.ZIEL in draft.shared and not draft.goal:
        wrong["goal"] = MISSING[Angabe.ZIEL]
    if Angabe.TERMIN in draft.shared and draft.meeting_on is None:
        wrong["meeting_on"] = MISSING[Angabe.TERMIN]
    if draft.meeting_at is not None and draft.meeting_on is None:
        wrong["meeting_on"] = "Eine Uhrzeit braucht einen Tag."
    known = of_person(draft.participant)
    if missing := [MISSING[Angabe(code)] for code in draft.shared if code in known and not known[code]]:
        wrong["shared"] = missing[0]
    return wrong
