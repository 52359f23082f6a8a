"""A consent in passing on belongs to an organisation, not to its name: renamed, and the name given anew."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from clearing import services
from network import services as network
from participants import services as people
from participants.choices import Zweck
from participants.consents import allows
from participants.models import PurposeConsent
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.placing import go, make_released, make_vacancy, suggest
from tests.clearing.plans import CONSENT, refusal
from tests.clearing.sending import DAY, consent, draft, partner, send, sent
from tests.factories import make_participant, make_user

pytestmark = pytest.mark.django_db
MISSING = (
    "Für „Handwerkskammer“ liegt keine Einwilligung zur Weitergabe vor. Tragen Sie sie ein,"
    " oder die Person geht selbst hin oder wird begleitet."
)


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT, phone="0355 612-0")


@once
def kammer(coordinator):
    return partner(coordinator)


@pytest.fixture
def potsdam_office(potsdam):
    """Of the same name, shared by the other Kommune."""
    there = make_user(Role.KOORDINATION, potsdam)
    return partner(there, shared=True)


def rename(organisation, by, name="Kammer Lausitz"):
    return network.change_organisation(organisation, by=by, version=organisation.version, name=name)


def by_name(person, by, name="Handwerkskammer", **fields):
    """As consents were recorded before they knew the directory."""
    return people.give_purpose(
        person, by=by, purpose=Zweck.WEITERGABE, partner=name, given_on=CONSENT, language="prs", **fields
    )


class TestTransfer:
    def test_renamed_alone_it_is_still_allowed(self, person, caseworker, coordinator, kammer):
        consent(person, caseworker, kammer)
        kammer = rename(kammer, coordinator)
        assert send(draft(person, caseworker, kammer), caseworker).sent_to[0] == "Kammer Lausitz"

    def test_the_old_name_takes_nothing_along(self, person, caseworker, coordinator, kammer):
        given = consent(person, caseworker, kammer)
        kammer = rename(kammer, coordinator)
        other = partner(coordinator, "Handwerkskammer")
        waiting = draft(person, caseworker, other)
        assert refusal(send, waiting, caseworker) == [MISSING]
        own = consent(person, caseworker, other)
        assert (own.partner, own.partner_key) == (given.partner, other.pk)
        assert send(waiting, caseworker).consent == own

    def test_a_draft_from_before_the_renaming(self, person, caseworker, coordinator, kammer):
        consent(person, caseworker, kammer)
        waiting = draft(person, caseworker, kammer)
        rename(kammer, coordinator)
        waiting.refresh_from_db()
        assert send(waiting, caseworker).state == "gesendet"

    def test_a_name_alone_does_not_reach_the_directory(self, person, caseworker, kammer):
        by_name(person, caseworker)
        assert refusal(send, draft(person, caseworker, kammer), caseworker) == [MISSING]

    def test_withdrawn_after_the_renaming(self, person, caseworker, coordinator, kammer):
        row = sent(person, caseworker, kammer)
        kammer, other = rename(kammer, coordinator), partner(coordinator, "Handwerkskammer")
        elsewhere = sent(person, caseworker, other)
        services.take_back_purpose(row.consent, by=caseworker, withdrawn_on=DAY, today=DAY)
        row.refresh_from_db()
        elsewhere.refresh_from_db()
        assert (row.state, elsewhere.state) == ("zurueckgezogen", "gesendet")
        assert refusal(send, draft(person, caseworker, kammer), caseworker) == [
            "Die Einwilligung zur Weitergabe an „Kammer Lausitz“ ist widerrufen. Es wurde nichts gesendet."
        ]


class TestPlacement:
    @pytest.fixture
    def released(self, caseworker):
        person = make_released(caseworker, ["deutsch"])
        return go(suggest(person, make_vacancy(caseworker), caseworker), "freigegeben", by=caseworker)

    def test_renamed_alone_the_name_may_go(self, released, coordinator):
        rename(released.vacancy.organisation, coordinator)
        released.refresh_from_db()
        assert services.name_may_go(released, DAY) is True

    def test_the_old_name_takes_nothing_along(self, released, caseworker, coordinator):
        person = released.participant
        rename(released.vacancy.organisation, coordinator)
        other = suggest(person, make_vacancy(caseworker, title="Küche"), caseworker)
        assert other.vacancy.organisation.name == "Klinikdienste"
        other.state, other.partner = "freigegeben", "Klinikdienste"
        assert services.name_may_go(other, DAY) is False
        other = go(
            suggest(person, make_vacancy(caseworker, title="Hof"), caseworker), "freigegeben", by=caseworker
        )
        keys = person.purposeconsents.filter(purpose=Zweck.WEITERGABE).values_list("partner_key", flat=True)
        assert set(keys) == {each.vacancy.organisation_id for each in (released, other)}

    def test_withdrawn_after_the_renaming(self, released, caseworker, coordinator):
        person = released.participant
        given = person.purposeconsents.get(purpose=Zweck.WEITERGABE)
        rename(released.vacancy.organisation, coordinator)
        other = suggest(person, make_vacancy(caseworker, title="Küche"), caseworker)
        other = go(other, "freigegeben", by=caseworker)
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        released.refresh_from_db()
        other.refresh_from_db()
        assert (released.state, other.state) == ("beendet", "freigegeben")


class TestKey:
    def test_one_consent_an_organisation(self, person, caseworker, coordinator, kammer):
        consent(person, caseworker, kammer)
        with pytest.raises(ValidationError) as refused:
            consent(person, caseworker, rename(kammer, coordinator))
        assert refused.value.messages == ["In diesen Zweck ist schon eingewilligt."]

    def test_a_name_does_not_find_an_organisation(self, person, caseworker, kammer):
        consent(person, caseworker, kammer)
        asked = (kammer.pk, kammer.pk + 1, kammer.name)
        assert [allows(person, Zweck.WEITERGABE, DAY, each) for each in asked] == [True, False, False]

    def test_no_other_purpose_has_one(self, person, caseworker, kammer):
        row = consent(person, caseworker, kammer)
        with pytest.raises(IntegrityError), transaction.atomic():
            PurposeConsent.objects.filter(pk=row.pk).update(purpose="esf", partner="")

    @pytest.mark.parametrize(
        ("asked", "typed", "bound"),
        [
            (True, "Handwerkskammer", True),
            (True, "Jobcenter", False),
            (False, "handwerkskammer", True),
            (False, "Jobcenter", False),
        ],
    )
    def test_the_form_sets_it(self, login, person, caseworker, kammer, asked, typed, bound):
        url = reverse("consent_give", args=[person.case_number])
        values = {"purpose": "weitergabe", "given_on": "27.3.2024", "language": "prs", "form": ""}
        query = f"?stelle={kammer.pk}" if asked else ""
        login(caseworker).post(url + query, values | {"partner": typed})
        row = PurposeConsent.objects.get()
        assert (row.partner, row.partner_key) == (typed, kammer.pk if bound else None)

    def test_no_guess_between_two_of_a_name(self, login, person, caseworker, kammer, potsdam_office):
        url = reverse("consent_give", args=[person.case_number])
        values = {"purpose": "weitergabe", "given_on": "27.3.2024", "language": "prs", "form": ""}
        login(caseworker).post(url, values | {"partner": "Handwerkskammer"})
        assert PurposeConsent.objects.get().partner_key is None


class TestFilled:
    """What the migration makes of consents that were given by name."""

    def fill(self):
        import_module("clearing.migrations.0010_consents_of_organisations").fill(apps, None)

    def key(self, row):
        row.refresh_from_db()
        return row.partner_key

    def test_by_the_only_organisation_of_the_name(self, person, caseworker, kammer):
        known, unknown = by_name(person, caseworker, "HANDWERKSKAMMER"), by_name(person, caseworker, "Verein")
        self.fill()
        assert (self.key(known), self.key(unknown)) == (kammer.pk, None)

    def test_not_between_two(self, person, caseworker, kammer, potsdam_office):
        row = by_name(person, caseworker)
        self.fill()
        assert self.key(row) is None

    def test_by_where_data_went_on_it(self, person, caseworker, coordinator, kammer):
        row = sent(person, caseworker, kammer).consent
        PurposeConsent.objects.update(partner_key=None)
        rename(kammer, coordinator)
        partner(coordinator, "Handwerkskammer")
        self.fill()
        assert self.key(row) == kammer.pk

    def test_by_where_the_name_was_released(self, caseworker, coordinator):
        person = make_released(caseworker, ["deutsch"])
        row = go(suggest(person, make_vacancy(caseworker), caseworker), "freigegeben", by=caseworker)
        PurposeConsent.objects.update(partner_key=None)
        rename(row.vacancy.organisation, coordinator)
        self.fill()
        assert services.name_may_go(row, DAY) is True

    def test_of_two_in_force_the_newer_and_what_was_withdrawn(self, person, caseworker, kammer):
        old = by_name(person, caseworker)
        people.withdraw_purpose(old, by=caseworker, withdrawn_on=CONSENT)
        first, second = by_name(person, caseworker), by_name(person, caseworker, "handwerkskammer")
        self.fill()
        assert [self.key(row) for row in (old, first, second)] == [kammer.pk, None, kammer.pk]
