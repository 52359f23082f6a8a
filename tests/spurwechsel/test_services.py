"""Users and Kommunen change through services: the effect, the refusal, the event."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from participants.models import Event
from spurwechsel import services
from spurwechsel.conflict import Conflict
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user
from tests.world import STICHTAG, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user(Role.FACHADMINISTRATION, name="F. Verwaltung")


def last_event() -> tuple[str, str, User, dict]:
    event = Event.objects.order_by("id").last()
    return event.kind, event.summary, event.by, event.changes


class TestCreateUser:
    def test_stores_the_address_in_small_letters_and_says_who_made_the_account(self, admin, cottbus):
        user = services.create_user(
            email=" Anna.Beispiel@Example.org ",
            name="Anna Beispiel",
            role=Role.FALLBEGLEITUNG,
            kommune=cottbus,
            by=admin,
        )
        assert (user.email, user.has_usable_password()) == ("anna.beispiel@example.org", False)
        assert last_event() == ("zugang", "Zugang angelegt: Anna Beispiel, Fallbegleitung", admin, {})

    def test_the_first_account_has_made_itself(self):
        user = services.create_user(email="a@example.org", name="A", role=Role.FACHADMINISTRATION)
        assert last_event()[2] == user

    @pytest.mark.parametrize("email", ["wer@example.org", "WER@example.org"])
    def test_refuses_a_second_account_for_an_address(self, email):
        make_user(Role.DATENSCHUTZ, email="wer@example.org")
        with pytest.raises(ValidationError) as refusal:
            services.create_user(email=email, name="Noch einmal", role=Role.DATENSCHUTZ)
        assert refusal.value.messages == ["Für diese E-Mail-Adresse gibt es schon einen Zugang."]

    @pytest.mark.parametrize(
        ("role", "with_kommune", "message"),
        [
            (Role.KOORDINATION, False, "Wählen Sie die Kommune aus."),
            (Role.AUSWERTUNG, True, "Diese Rolle gehört zu keiner Kommune."),
        ],
    )
    def test_refuses_a_kommune_that_does_not_fit_the_role(self, cottbus, role, with_kommune, message):
        with pytest.raises(ValidationError) as refusal:
            services.create_user(
                email="x@example.org", name="X", role=role, kommune=cottbus if with_kommune else None
            )
        assert refusal.value.message_dict["kommune"] == [message]
        assert User.objects.count() == 0

    def test_only_a_fallbegleitung_stands_in_and_not_at_home(self, cottbus, potsdam):
        fields = {"kommune": cottbus, "further_kommunen": [cottbus, potsdam]}
        fallbegleitung = make_user(Role.FALLBEGLEITUNG, **fields)
        koordination = make_user(Role.KOORDINATION, **fields)
        assert list(fallbegleitung.further_kommunen.all()) == [potsdam]
        assert list(koordination.further_kommunen.all()) == []


class TestChangeUser:
    def test_names_old_and_new_in_words(self, admin, cottbus, potsdam, caseworker):
        changed = services.change_user(
            caseworker,
            by=admin,
            version=1,
            name="A. Neu",
            email="Neu@example.org",
            role=Role.KOORDINATION,
            kommune=potsdam,
        )
        old_address = caseworker.email
        assert (changed.version, changed.email) == (2, "neu@example.org")
        assert last_event() == (
            "zugang",
            "Zugang geändert: A. Neu",
            admin,
            {
                "Name": ["A. Beispiel", "A. Neu"],
                "E-Mail-Adresse": [old_address, "neu@example.org"],
                "Rolle": ["Fallbegleitung", "Koordination"],
                "Kommune": ["Stadt Cottbus/Chóśebuz", "Landeshauptstadt Potsdam"],
            },
        )

    def test_tells_when_places_to_stand_in_change(self, admin, caseworker, potsdam):
        services.change_user(caseworker, by=admin, version=1, further_kommunen=[potsdam])
        assert last_event()[3] == {"Vertretung in weiteren Kommunen": ["keine", "Landeshauptstadt Potsdam"]}

    def test_nothing_changed_leaves_no_event(self, admin, caseworker):
        before = Event.objects.count()
        same = services.change_user(caseworker, by=admin, version=1, name=caseworker.name)
        assert (same.version, Event.objects.count()) == (1, before)

    def test_second_saver_meets_the_first(self, admin, caseworker):
        services.change_user(caseworker, by=admin, version=1, name="Erste")
        with pytest.raises(Conflict) as conflict:
            services.change_user(caseworker, by=admin, version=1, name="Zweite")
        assert conflict.value.current.name == "Erste"

    def test_nobody_takes_the_own_role_away(self, admin):
        with pytest.raises(ValidationError) as refusal:
            services.change_user(admin, by=admin, version=1, role=Role.DATENSCHUTZ)
        assert refusal.value.messages == ["Ihre eigene Rolle kann nur eine andere Person ändern."]


class TestCloseAndOpen:
    def test_closing_and_opening(self, admin, caseworker):
        closed = services.deactivate_user(caseworker, by=admin)
        assert (closed.is_active, closed.version) == (False, 2)
        assert last_event()[:2] == ("zugang", "Zugang deaktiviert: A. Beispiel")
        opened = services.activate_user(caseworker, by=admin)
        assert (opened.is_active, opened.version) == (True, 3)
        assert last_event()[:2] == ("zugang", "Zugang aktiviert: A. Beispiel")

    def test_nobody_closes_the_own_account(self, admin):
        with pytest.raises(ValidationError) as refusal:
            services.deactivate_user(admin, by=admin)
        assert refusal.value.messages == ["Ihren eigenen Zugang kann nur eine andere Person deaktivieren."]

    def test_counts_cases_that_go_on(self, caseworker, coordinator):
        make_participant(caseworker)
        make_participant(caseworker, responsible=coordinator)
        assert services.open_case_count(caseworker) == 1

    def test_no_password_link_for_a_closed_account(self, admin, caseworker):
        services.deactivate_user(caseworker, by=admin)
        caseworker.refresh_from_db()
        with pytest.raises(ValidationError) as refusal:
            services.issue_password_link(caseworker, by=admin)
        assert refusal.value.messages == ["Dieser Zugang ist deaktiviert. Aktivieren Sie ihn zuerst."]

    def test_second_factor_that_is_not_there(self, admin, caseworker):
        with pytest.raises(ValidationError) as refusal:
            services.reset_second_factor(caseworker, by=admin)
        assert refusal.value.messages == ["Für diesen Zugang ist kein zweiter Faktor eingerichtet."]


class TestKommunen:
    def test_create_and_change(self, admin):
        kommune = services.create_kommune(
            by=admin, name="Stadt Eberswalde", key="eberswalde", case_prefix="EW"
        )
        assert last_event() == ("einstellung", "Kommune angelegt: Stadt Eberswalde", admin, {})
        changed = services.change_kommune(kommune, by=admin, version=1, team="Team Integration")
        assert changed.version == 2
        assert last_event()[1:] == (
            "Kommune geändert: Stadt Eberswalde",
            admin,
            {"Team": ["keine Angabe", "Team Integration"]},
        )

    def test_refuses_a_prefix_that_is_taken(self, admin, cottbus):
        with pytest.raises(ValidationError) as refusal:
            services.create_kommune(by=admin, name="Andere", key="andere", case_prefix="CB")
        assert list(refusal.value.message_dict) == ["case_prefix"]

    def test_second_saver_meets_the_first(self, admin):
        kommune = make_kommune()
        services.change_kommune(kommune, by=admin, version=1, team="Erste")
        with pytest.raises(Conflict):
            services.change_kommune(kommune, by=admin, version=1, team="Zweite")

    def test_a_second_person_must_be_there_to_release(self, admin, cottbus, coordinator):
        with pytest.raises(ValidationError) as refusal:
            services.change_kommune(cottbus, by=admin, version=1, four_eyes=True)
        assert refusal.value.message_dict == {
            "four_eyes": [
                "Eine zweite Person kann hier noch nicht freigeben: Es gibt höchstens einen Zugang der"
                " Koordination. Legen Sie zuerst einen zweiten an."
            ]
        }
        make_user(Role.KOORDINATION, cottbus)
        assert services.change_kommune(cottbus, by=admin, version=1, four_eyes=True).four_eyes is True

    def test_an_estimate_that_a_report_may_have_used_stays(self, admin):
        town = build_town("cottbus", admin)
        day_after = services.add_estimate(town.kommune, by=admin, day=STICHTAG + timedelta(days=1), count=151)
        with pytest.raises(ValidationError) as refusal:
            services.withdraw_estimate(town.estimate, by=admin)
        assert refusal.value.messages == [
            "Dieser Schätzwert kann schon in einem Bericht stehen und bleibt deshalb erhalten."
            " Tragen Sie einen neuen mit einem späteren Tag ein."
        ]
        services.withdraw_estimate(day_after, by=admin)
        assert list(town.kommune.estimates.all()) == [town.estimate]
