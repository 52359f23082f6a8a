"""What the network lacks, and referrals as the report and the deadlines see them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from clearing import services
from clearing.models import BriefContactSum
from clearing.network_figures import Period, Total, gaps, partner_figures, referral_counts
from participants.models import Participant
from participants.radar import radar
from tests.built_once import once
from tests.clearing.plans import CONSENT, language_need
from tests.clearing.sending import DAY, move, partner, sent
from tests.factories import make_participant

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def kammer(coordinator):
    return partner(coordinator)


class TestPartners:
    def test_nothing_sent_has_no_median(self, caseworker):
        total = Total(partner_figures(caseworker, YEAR))
        assert (total.sent, total.answer_days, total.acceptance) == (0, None, None)

    @pytest.mark.parametrize(
        ("first", "last", "number"),
        [(DAY, DAY, 1), (DAY + timedelta(days=1), YEAR.last, 0), (YEAR.first, DAY - timedelta(days=1), 0)],
    )
    def test_by_the_day_of_sending(self, caseworker, kammer, first, last, number):
        sent(make_participant(caseworker, on=CONSENT), caseworker, kammer)
        assert sum(row.sent for row in partner_figures(caseworker, Period(first, last))) == number


class TestGaps:
    def test_the_worst_first(self, caseworker, kammer):
        first, second = (make_participant(caseworker, on=CONSENT) for _ in range(2))
        need = language_need(first, caseworker)
        services.close_need(need, by=caseworker, version=1, closed_on=DAY, closed_because="kein_angebot")
        resting = language_need(second, caseworker)
        services.defer_need(resting, by=caseworker, version=1, reason="Kein Platz.")
        flat = services.open_need(second, by=caseworker, kind="wohnung", opened_on=DAY)
        row = sent(second, caseworker, kammer, need=flat)
        move(row, caseworker, "abgelehnt", decline_reason="voll")
        rows = [(row.label, row.no_offer, row.in_vain, row.deferred) for row in gaps(caseworker, YEAR)]
        assert rows == [("Sprachkurs", 1, 0, 1), ("Wohnung", 0, 1, 0)]
        assert gaps(caseworker, Period(YEAR.first, DAY - timedelta(days=1))) == []


class TestForTheReport:
    def test_referrals_by_group_kind_and_result(self, caseworker, kammer, cottbus, potsdam):
        person = make_participant(caseworker, on=CONSENT)
        sent(person, caseworker, kammer)
        known = {"kind": "termin", "referred_on": DAY}
        services.record_referral(person, by=caseworker, place="Tafel", group="freie_traeger", **known)
        wrong = services.record_referral(person, by=caseworker, place="Tafle", **known)
        services.withdraw_referral(wrong, by=caseworker, version=1, reason="Vertippt.")
        counts = referral_counts(cottbus.pk, YEAR)
        assert {code: number for code, number in counts.by_group.items() if number} == {
            "kammern": 1,
            "freie_traeger": 1,
        }
        assert (counts.by_kind["daten"], counts.by_kind["termin"], counts.by_result[""]) == (1, 1, 2)
        assert (counts.total, counts.people) == (2, 1)
        assert referral_counts(potsdam.pk, YEAR).total == 0

    def test_short_contacts_with_their_sums(self, cottbus):
        for month, number in ((date(2023, 12, 1), 4), (date(2024, 1, 1), 3), (date(2024, 2, 1), 2)):
            BriefContactSum.objects.create(kommune=cottbus, month=month, topic="arbeit", number=number)
        services.count_brief_contact(cottbus, day=DAY, topic="arbeit", language="ar")
        assert referral_counts(cottbus.pk, YEAR).brief_contacts == 6
        half = Period(date(2024, 1, 2), DAY)
        assert referral_counts(cottbus.pk, half).brief_contacts == 3


class TestRadar:
    @pytest.mark.parametrize(("days", "step"), [(6, None), (7, 7), (13, 7), (14, 0), (15, -1)])
    def test_a_referral_without_answer(self, caseworker, kammer, days, step):
        row = sent(make_participant(caseworker, on=CONSENT), caseworker, kammer)
        day = DAY + timedelta(days=days)
        lines = [
            each
            for each in radar(Participant.objects.all(), caseworker, day)
            if each.deadline.kind == "verweis"
        ]
        assert [(each.deadline.what, each.step) for each in lines] == [
            ("Verweis ohne Antwort: Handwerkskammer", step)
        ]
        move(row, caseworker, "angenommen")
        assert "verweis" not in {
            each.deadline.kind for each in radar(Participant.objects.all(), caseworker, day)
        }
