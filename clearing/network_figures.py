"""What comes of referrals: answers of partners, gaps by need, and how often each group was referred to.

Counts inside one Kommune, exact on purpose: they help those who know the cases, and no page exports them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from network.choices import Partnergruppe

from .catalogue import Bedarf, Bedarfsende
from .models import BriefContact, BriefContactSum, Need, Referral, Transfer
from .referral_catalogue import IN_VAIN, Verweisart, Verweisergebnis
from .transfer_catalogue import ANSWERED, Ausgang, Stand


class Period(NamedTuple):
    """Both days included."""

    first: date
    last: date


@dataclass
class PartnerRow:
    """One organisation with one of its offers, or with none in particular; `service` may be empty."""

    organisation: str
    organisation_id: int
    service: str
    sent: int = 0
    states: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)

    @property
    def answer_days(self) -> float | None:
        """The median of days from sending to the first answer; None before any."""
        return median(self.days) if self.days else None

    @property
    def accepted(self) -> int:
        """What was taken up at any time and not declined since."""
        return sum(self.states[each] for each in (Stand.ANGENOMMEN, Stand.LAEUFT, Stand.BEENDET))

    @property
    def declined(self) -> int:
        return self.states[Stand.ABGELEHNT]

    @property
    def acceptance(self) -> int | None:
        """Accepted of those answered, in percent; None before any answer."""
        answered = self.accepted + self.declined
        return round(100 * self.accepted / answered) if answered else None

    @property
    def waiting(self) -> int:
        return self.states[Stand.GESENDET]

    @property
    def expired(self) -> int:
        return self.states[Stand.ABGELAUFEN]

    @property
    def running(self) -> int:
        return self.states[Stand.LAEUFT]

    @property
    def results(self) -> list[tuple[str, int]]:
        """What came of those that are over, in words."""
        return [(each.label, self.outcomes[each]) for each in Ausgang if self.outcomes[each]]


def partner_figures(user: Any, period: Period) -> list[PartnerRow]:
    """Transfers sent in the period, as they stand now, by partner and offer. One query."""
    rows = (
        Transfer.objects.visible_to(user)
        .filter(sent_on__range=period)
        .annotate(
            answered_on=Min("steps__on", filter=Q(steps__state__in=ANSWERED)),
            name=F("organisation__name"),
            offer=F("service__name"),
        )
        .order_by("organisation__sort_key", "organisation_id", "service__name", "service_id", "pk")
        .values_list("organisation_id", "name", "offer", "state", "outcome", "sent_on", "answered_on")
    )
    return [_partner_row(*key, found) for key, found in groupby(rows, key=lambda row: row[:3])]


def _partner_row(organisation_id: int, name: str, offer: str | None, found: Iterable[Any]) -> PartnerRow:
    row = PartnerRow(name, organisation_id, offer or "")
    for *_, state, outcome, sent_on, answered_on in found:
        row.sent += 1
        row.states[state] += 1
        if outcome:
            row.outcomes[outcome] += 1
        if answered_on is not None:
            row.days.append((answered_on - sent_on).days)
    return row


@dataclass
class Total:
    """All partners together, for the head of the page."""

    rows: list[PartnerRow]

    @property
    def sent(self) -> int:
        return sum(row.sent for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.rows)

    @property
    def running(self) -> int:
        return sum(row.running for row in self.rows)

    @property
    def answer_days(self) -> float | None:
        days = [each for row in self.rows for each in row.days]
        return median(days) if days else None

    @property
    def acceptance(self) -> int | None:
        accepted, declined = sum(row.accepted for row in self.rows), sum(row.declined for row in self.rows)
        return round(100 * accepted / (accepted + declined)) if accepted + declined else None


class GapRow(NamedTuple):
    """A need in the period: closed for want of an offer, referred in vain, and waiting without anything."""

    label: str
    no_offer: int
    in_vain: int
    deferred: int

    @property
    def total(self) -> int:
        return self.no_offer + self.in_vain + self.deferred


def gaps(user: Any, period: Period) -> list[GapRow]:
    """Where an offer is missing, the worst first; needs without a gap are left out. Two queries.

    „Kein Angebot“ counts by the day of closing, a referral in vain by the day of its result. What rests
    („zurzeit nicht bearbeitbar“) counts if it was open before the end of the period and still rests today.
    """
    needs = (
        Need.objects.visible_to(user)
        .order_by()
        .values("kind")
        .annotate(
            no_offer=Count("pk", filter=Q(closed_because=Bedarfsende.KEIN_ANGEBOT, closed_on__range=period)),
            deferred=Count(
                "pk",
                filter=~Q(deferred_reason="") & Q(closed_on__isnull=True, opened_on__lte=period.last),
            ),
        )
    )
    vain = Referral.objects.visible_to(user).in_force().filter(result__in=IN_VAIN, result_on__range=period)
    failed = dict(
        vain.exclude(need=None)
        .order_by()
        .values_list("need__kind")
        .annotate(number=Count("need", distinct=True))
    )
    found = {row["kind"]: (row["no_offer"], row["deferred"]) for row in needs}
    rows = (
        GapRow(each.label, found.get(each, (0, 0))[0], failed.get(each, 0), found.get(each, (0, 0))[1])
        for each in Bedarf
    )
    return sorted((row for row in rows if row.total), key=lambda row: (-row.total, row.label))


@dataclass(frozen=True)
class ReferralCounts:
    """Verweisberatung in a period. A place in words outside the seven groups stands under „“."""

    by_group: dict[str, int]
    by_kind: dict[str, int]
    by_result: dict[str, int]
    people: int
    # Kurzkontakte without a case.
    brief_contacts: int

    @property
    def total(self) -> int:
        return sum(self.by_group.values())


def referral_counts(kommune_id: int, period: Period) -> ReferralCounts:
    """What the report says of the Verweisberatung of one Kommune; mistakes do not count.

    Kurzkontakte that were deleted in time count by the sums of whole months that lie in the period. No
    protection of small numbers: that is up to the report.
    """
    rows = Referral.objects.in_force().filter(participant__kommune_id=kommune_id, referred_on__range=period)
    return ReferralCounts(
        by_group=_counted(rows, "group", [*Partnergruppe.values, ""]),
        by_kind=_counted(rows, "kind", Verweisart.values),
        by_result=_counted(rows, "result", ["", *Verweisergebnis.values]),
        people=rows.aggregate(number=Count("participant", distinct=True))["number"],
        brief_contacts=_brief_contacts(kommune_id, period),
    )


def _counted(rows: QuerySet[Referral], column: str, codes: Iterable[str]) -> dict[str, int]:
    """Code → number, every code in its order, those without any with 0."""
    found = dict(rows.order_by().values_list(column).annotate(number=Count("pk")))
    return {code: found.get(code, 0) for code in codes}


def _brief_contacts(kommune_id: int, period: Period) -> int:
    kept = BriefContact.objects.filter(kommune_id=kommune_id, day__range=period).count()
    months = list(_whole_months(period))
    sums = BriefContactSum.objects.filter(kommune_id=kommune_id, month__in=months)
    return kept + (sums.aggregate(total=Sum("number"))["total"] or 0)


def _whole_months(period: Period) -> Iterator[date]:
    """The first days of the months that lie in the period from the first to the last day."""
    month = period.first.replace(day=1)
    while month <= period.last:
        after = (month + timedelta(days=32)).replace(day=1)
        if month >= period.first and after - timedelta(days=1) <= period.last:
            yield month
        month = after
