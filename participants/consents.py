"""What a person has allowed on a day; whatever depends on a purpose asks here."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from .choices import Einwilligung
from .models import Participant, PurposeConsent


def allows(participant: Participant, purpose: str, day: date, partner: str | int = "") -> bool:
    """Whether the consent in the purpose holds on the day; on the day of the withdrawal it does no more."""
    return consent_on(participant, purpose, day, partner) is not None


def consent_on(
    participant: Participant, purpose: str, day: date, partner: str | int = ""
) -> PurposeConsent | None:
    """The consent that holds on the day.

    `partner` is the key of an organisation of the directory, whatever it is called now, or the name of a
    place outside it in upper or lower case; a name never finds the consent for an organisation.
    """
    if participant.consent != Einwilligung.LIEGT_VOR:
        return None
    rows = PurposeConsent.objects.filter(participant=participant, purpose=purpose, given_on__lte=day)
    if isinstance(partner, int):
        rows = rows.filter(partner_key=partner)
    else:
        rows = rows.filter(partner_key__isnull=True, partner__iexact=partner)
    return rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)).order_by("pk").last()


def has_withdrawn(participant: Participant, purpose: str) -> bool:
    """Whether the purpose was allowed, was taken back, and not allowed again since.

    People who joined before purposes were asked one by one have no row; they are asked, not shut out.
    """
    rows = PurposeConsent.objects.filter(participant=participant, purpose=purpose)
    return rows.exists() and not rows.in_force().exists()


def without_withdrawal(people: QuerySet[Participant], purpose: str) -> QuerySet[Participant]:
    """Of these people those for whom has_withdrawn is not true, in the same query."""
    rows = PurposeConsent.objects.filter(participant=OuterRef("pk"), purpose=purpose)
    return people.filter(~Exists(rows) | Exists(rows.in_force()))
