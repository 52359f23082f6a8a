"""What the forms take, what they refuse beside which field, and whom they offer."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from participants import services
from participants.choices import Aufenthaltsstatus, Einwilligung, EventKind, Identitaetsklaerung
from participants.forms import (
    ConsentForm,
    ExclusionForm,
    HistoryFilterForm,
    IdentityForm,
    ParticipantForm,
    RegisterForm,
    ResidenceCorrectionForm,
    ResidenceForm,
    ResidenceWithdrawalForm,
    add_refusal,
)
from participants.forms.history import GROUPS
from participants.models import ResidenceStatus
from spurwechsel.formfields import STALE_PAGE
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user

NOW = datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def _on_27_march():
    with time_machine.travel(NOW, tick=False):
        yield


REGISTER = {
    "family_name": "Rahimi",
    "given_name": "Farid",
    "birth_date": "14.7.91",
    "language": "prs",
    "needs_interpreting": "on",
    "residence_kind": "ae_104c",
    "residence_until": "8.4.24",
    "consent": "wird_eingeholt",
    "talk_held": "ja",
}


def ahead(what: str) -> str:
    return f"{what} muss heute oder in der Vergangenheit liegen."


def register_form(user, **typed):
    return RegisterForm(REGISTER | typed, user=user)


def messages(form) -> dict[str, list[str]]:
    form.is_valid()
    return {name: list(errors) for name, errors in form.errors.items()}


def test_register_asks_at_most_eleven_questions(caseworker):
    form = RegisterForm(user=caseworker)
    boxes = {"single_name", "needs_interpreting", "consent_on", "seen"}  # parts of another question
    assert len(form.fields.keys() - boxes) == 11
    assert [name for name, field in form.fields.items() if field.required and field.initial is None] == [
        *("family_name", "birth_date", "language", "residence_kind", "talk_held")
    ]


def test_register_as_the_service_takes_it(caseworker):
    form = register_form(caseworker)
    assert form.is_valid(), form.errors
    assert form.values() == {
        "kommune": caseworker.kommune,
        "family_name": "Rahimi",
        "given_name": "Farid",
        "single_name": False,
        "birth_date": date(1991, 7, 14),
        "birth_precision": "day",
        "language": "prs",
        "needs_interpreting": True,
        "phone": "",
        "channel": "",
        "responsible": None,
        "residence_kind": "ae_104c",
        "residence_until": date(2024, 4, 8),
        "consent": "wird_eingeholt",
        "consent_on": None,
        "talk_held": True,
    }


def test_only_the_year_of_birth_and_no_paper_yet(caseworker):
    form = register_form(
        caseworker, birth_date="1991", residence_kind="unklar", residence_until="", talk_held="nein"
    )
    assert form.is_valid(), form.errors
    values = form.values()
    assert (values["birth_date"], values["birth_precision"]) == (date(1991, 1, 1), "year")
    assert (values["residence_kind"], values["talk_held"]) == ("", False)


@pytest.mark.parametrize(
    "name", ["Nguyễn", "O'Neill", "al-Ḥusaynī", "d’Arc", "محمد", "ትግርኛ", "Müller-Lüdenscheidt", "Ó"]
)
def test_names_of_any_script(caseworker, name):
    assert messages(register_form(caseworker, family_name=name, given_name=name)) == {}


NO_NAME = "Geben Sie den Vornamen ein oder kreuzen Sie an, dass die Person nur einen Namen hat."


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"family_name": ""}, {"family_name": ["Geben Sie den Namen ein."]}),
        ({"family_name": "123"}, {"family_name": ["Schreiben Sie den Namen mit Buchstaben."]}),
        (
            {"family_name": "x" * 121},
            {"family_name": ["Kürzen Sie den Text auf höchstens 120 Zeichen. Es sind 121."]},
        ),
        ({"given_name": ""}, {"given_name": [NO_NAME]}),
        ({"given_name": "", "single_name": "on"}, {}),
        (
            {"single_name": "on"},
            {"given_name": ["Lassen Sie den Vornamen leer, wenn die Person nur einen Namen hat."]},
        ),
        ({"birth_date": ""}, {"birth_date": ["Geben Sie das Geburtsdatum oder das Geburtsjahr ein."]}),
        ({"birth_date": "28.03.2024"}, {"birth_date": [ahead("Das Geburtsdatum")]}),
        ({"birth_date": "27.03.2024", "residence_until": ""}, {}),
        (
            {"birth_date": "07.1991"},
            {"birth_date": ["Geben Sie den ganzen Tag oder nur das Jahr der Geburt ein."]},
        ),
        ({"birth_date": "31.02.1991"}, {"birth_date": ["Prüfen Sie den Tag. Den 31.02.1991 gibt es nicht."]}),
        ({"language": ""}, {"language": ["Wählen Sie die Sprache aus."]}),
        ({"phone": "null drei"}, {"phone": ["Schreiben Sie die Telefonnummer so: 0355 612-0."]}),
        ({"phone": "123"}, {"phone": ["Schreiben Sie die Telefonnummer so: 0355 612-0."]}),
        ({"phone": "+49 (355) 612-0"}, {}),
        (
            {"residence_kind": ""},
            {"residence_kind": ["Wählen Sie den Aufenthalt aus. „noch unklar“ ist auch eine Antwort."]},
        ),
        (
            {"residence_kind": "unklar"},
            {"residence_kind": ["Wählen Sie aus, welches Papier bis zu diesem Tag gilt."]},
        ),
        (
            {"residence_until": "13.07.1991"},
            {"residence_until": ["Der Tag darf nicht vor der Geburt liegen."]},
        ),
        ({"residence_until": "01.01.2024"}, {}),
        (
            {"consent": "liegt_vor"},
            {"consent_on": ["Geben Sie an, von welchem Tag die Einwilligung ist."]},
        ),
        ({"consent": "liegt_vor", "consent_on": "heute"}, {}),
        (
            {"consent": "liegt_vor", "consent_on": "28.3.2024"},
            {"consent_on": [ahead("Der Tag der Einwilligung")]},
        ),
        (
            {"consent_on": "heute"},
            {"consent": ["Wählen Sie „liegt vor“ oder lassen Sie den Tag leer."]},
        ),
        ({"talk_held": ""}, {"talk_held": ["Wählen Sie aus, ob die Rücksprache erfolgt ist."]}),
    ],
)
def test_register_says_what_to_do_beside_the_field(caseworker, typed, errors):
    assert messages(register_form(caseworker, **typed)) == errors


def test_who_can_be_responsible(cottbus, potsdam, caseworker, coordinator):
    visiting = make_user(Role.FALLBEGLEITUNG, potsdam)
    visiting.further_kommunen.add(cottbus)
    wrongly_visiting = make_user(Role.KOORDINATION, potsdam)
    wrongly_visiting.further_kommunen.add(cottbus)
    make_user(Role.FALLBEGLEITUNG, potsdam)
    make_user(Role.FALLBEGLEITUNG, cottbus, is_active=False)
    make_user(Role.FACHADMINISTRATION)
    offered = RegisterForm(user=caseworker).fields["responsible"].queryset
    assert set(offered) == {caseworker, coordinator, visiting}


def test_who_holds_a_case_stays_on_offer_after_leaving(caseworker, coordinator):
    gone = make_user(Role.FALLBEGLEITUNG, caseworker.kommune)
    person = make_participant(caseworker, responsible=gone)
    gone.is_active = False
    gone.save()
    offered = ParticipantForm(participant=person).fields["responsible"].queryset
    assert set(offered) == {caseworker, coordinator, gone}


def test_who_stands_in_says_for_which_kommune(cottbus, potsdam, caseworker):
    visiting = make_user(Role.FALLBEGLEITUNG, potsdam)
    visiting.further_kommunen.add(cottbus)
    assert "kommune" not in RegisterForm(user=caseworker).fields
    assert RegisterForm(user=visiting).fields["kommune"].initial == potsdam.pk
    form = register_form(visiting, kommune=cottbus.pk, responsible=caseworker.pk)
    assert form.is_valid(), form.errors
    assert form.values()["kommune"] == cottbus
    form = register_form(visiting, kommune=potsdam.pk, responsible=caseworker.pk)
    assert messages(form) == {
        "responsible": ["Wählen Sie jemanden aus, der für Landeshauptstadt Potsdam arbeitet."]
    }


def test_edit_shows_and_keeps_what_is_stored(caseworker):
    person = make_participant(caseworker, entry_date=date(2016, 9, 1), entry_precision="month")
    form = ParticipantForm(participant=person)
    shown = {name: form[name].value() for name in ("birth_date", "entry_date", "version")}
    assert shown == {"birth_date": "14.07.1991", "entry_date": "09.2016", "version": 1}
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    form = ParticipantForm(typed, participant=person)
    assert form.is_valid(), form.errors
    services.correct(person, by=caseworker, **form.values())
    person.refresh_from_db()
    assert person.version == 1


def test_edit_takes_the_nationalities_that_are_no_country(caseworker):
    person = make_participant(caseworker)
    codes = {code for code, _ in ParticipantForm(participant=person).fields["nationality"].choices}
    assert {"AF", "XK", "staatenlos", "ungeklaert", ""} < codes


def test_edit_without_its_version_is_stale(caseworker):
    form = ParticipantForm({}, participant=make_participant(caseworker))
    assert messages(form)["version"] == [STALE_PAGE]


# --- papers -------------------------------------------------------------------------------------------

PAPER = {"kind": "ae_25_5", "valid_from": "1.4.24", "valid_until": "30.9.24"}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {}),
        ({"kind": ""}, {"kind": ["Wählen Sie den Aufenthaltsstatus aus."]}),
        ({"valid_from": ""}, {"valid_from": ["Geben Sie ein, ab wann das Papier gilt."]}),
        ({"valid_until": ""}, {}),
        ({"valid_until": "31.3.24"}, {"valid_until": ["Das Ende darf nicht vor dem Beginn liegen."]}),
        ({"valid_until": "1.4.24"}, {}),
        ({"valid_from": "13.7.1991"}, {"valid_from": ["Der Beginn darf nicht vor der Geburt liegen."]}),
        ({"valid_from": "14.7.1991"}, {}),
        (
            {"document_seen_on": "morgen"},
            {"document_seen_on": [ahead("Der Tag, an dem das Dokument gesehen wurde,")]},
        ),
        (
            {"duldungsart": "60a_1"},
            {"duldungsart": ["Eine Art der Duldung gibt es nur bei § 60a AufenthG."]},
        ),
        ({"duldungsart": "60a_1", "kind": "duldung_60a"}, {}),
    ],
)
def test_papers_say_what_to_do_beside_the_field(caseworker, typed, errors):
    person = make_participant(caseworker)
    form = ResidenceForm(PAPER | typed, participant=person, running=[])
    assert messages(form) == errors


def test_the_running_title_may_end_with_the_new_one(caseworker):
    person = make_participant(caseworker)
    running = person.residence.running_on(TODAY)
    form = ResidenceForm(PAPER | {"ends_previous": "on"}, participant=person, running=[running])
    assert form.fields["ends_previous"].label == f"{running.get_kind_display()} endet am Tag davor"
    assert form.is_valid()
    assert form.values()["ends_previous"] is True
    both = ResidenceForm(PAPER, participant=person, running=[running, running])
    name = running.get_kind_display()
    assert both.fields["ends_previous"].label == f"{name} und {name} enden am Tag davor"
    assert form.fields["ends_previous"].help_text == ""
    title = ResidenceStatus(kind=Aufenthaltsstatus.AE_25_5)
    beside = ResidenceForm(PAPER, participant=person, running=[running, title])
    assert beside.fields["ends_previous"].help_text == (
        "Ein Titel läuft neben einer neuen Fiktionsbescheinigung trotzdem weiter."
    )
    alone = ResidenceForm(PAPER, participant=person, running=[])
    assert alone.is_valid()
    assert alone.values()["ends_previous"] is False


def test_correction_and_withdrawal_need_a_reason(caseworker):
    status = make_participant(caseworker).residence.get()
    typed = {"kind": status.kind, "valid_from": "10.1.2024", "version": "1"}
    form = ResidenceCorrectionForm(typed, status=status)
    assert messages(form) == {"reason": ["Begründen Sie die Änderung in einem Satz."]}
    form = ResidenceWithdrawalForm({"version": "1"}, version=1)
    assert messages(form) == {"reason": ["Begründen Sie die Rücknahme in einem Satz."]}


# --- consent and notes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"consent": "liegt_vor", "consent_on": "1.3.2024"}, {}),
        (
            {"consent": "liegt_vor"},
            {"consent_on": ["Geben Sie an, von welchem Tag die Einwilligung ist."]},
        ),
        (
            {"consent": "liegt_vor", "consent_on": "28.3.2024"},
            {"consent_on": [ahead("Der Tag der Einwilligung")]},
        ),
        (
            {"consent": "liegt_vor", "consent_on": "13.7.1991"},
            {"consent_on": ["Der Tag darf nicht vor der Geburt liegen."]},
        ),
        ({"consent": "nicht_erteilt"}, {}),
        (
            {"consent": "widerrufen"},
            {"consent_withdrawn_on": ["Geben Sie an, an welchem Tag widerrufen wurde."]},
        ),
        (
            {"consent": "widerrufen", "consent_withdrawn_on": "9.1.2024"},
            {"consent_withdrawn_on": ["Der Widerruf darf nicht vor der Einwilligung liegen."]},
        ),
        ({"consent": "widerrufen", "consent_withdrawn_on": "10.1.2024"}, {}),
        ({}, {"consent": ["Wählen Sie eine Antwort aus."]}),
    ],
)
def test_consent_says_what_to_do_beside_the_field(caseworker, typed, errors):
    person = make_participant(caseworker)
    assert messages(ConsentForm(typed | {"version": "1"}, participant=person)) == errors


def test_days_that_do_not_belong_to_the_state_are_left_out(caseworker):
    person = make_participant(caseworker)
    given = {"consent_on": "1.3.2024", "consent_language": "ar", "consent_form": "Einwilligung, Fassung 2"}
    form = ConsentForm(given | {"version": "1", "consent": "nicht_erteilt"}, participant=person)
    assert form.is_valid(), form.errors
    assert form.values() == {
        "version": 1,
        "consent": Einwilligung.NICHT_ERTEILT,
        "consent_on": None,
        "consent_language": "",
        "consent_form": "",
        "consent_withdrawn_on": None,
    }


def test_what_was_never_given_cannot_be_withdrawn(caseworker):
    person = make_participant(caseworker, consent="wird_eingeholt", consent_on=None, consent_language="")
    form = ConsentForm(participant=person)
    assert "consent_withdrawn_on" not in form.fields
    assert Einwilligung.WIDERRUFEN not in dict(form.fields["consent"].choices)


@pytest.mark.parametrize("form_class", [IdentityForm, ExclusionForm])
def test_notes_have_no_room_for_text(form_class):
    assert set(form_class().fields) == {"state", "stated_on", "review_on"}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"state": Identitaetsklaerung.OFFEN, "stated_on": "heute"}, {}),
        ({"stated_on": "heute"}, {"state": ["Wählen Sie den Stand der Klärung aus."]}),
        ({"state": "offen", "stated_on": "morgen"}, {"stated_on": [ahead("Der Tag des Standes")]}),
        ({"state": "offen", "stated_on": "heute", "review_on": "+1"}, {}),
        (
            {"state": "offen", "stated_on": "heute", "review_on": "heute"},
            {"review_on": ["Die Wiedervorlage muss nach dem Stand liegen."]},
        ),
        ({"state": "offen"}, {"stated_on": ["Geben Sie ein, von welchem Tag der Stand ist."]}),
    ],
)
def test_notes_say_what_to_do_beside_the_field(typed, errors):
    assert messages(IdentityForm(typed)) == errors


# --- history and refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "group", "page"),
    [
        ({}, "", 1),
        ({"art": "status", "seite": "3"}, "status", 3),
        ({"art": "quatsch", "seite": "3"}, "", 3),
        ({"art": "aufenthalt", "seite": "-1"}, "aufenthalt", 1),
        ({"seite": "9" * 5000}, "", 1),
    ],
)
def test_the_history_reads_what_it_can(typed, group, page):
    form = HistoryFilterForm(typed)
    assert (form.group, form.page) == (group, page)


def test_every_kind_of_event_of_a_case_can_be_picked_once():
    picked = [kind for _, kinds in GROUPS.values() for kind in kinds]
    shown_as_steps = {EventKind.MOVED, EventKind.FOLLOW_UP_DONE}
    of_no_case = {EventKind.USER_CHANGED, EventKind.SETTINGS_CHANGED, EventKind.REPORT_ISSUED}
    of_no_case |= {EventKind.ABSENCE_CHANGED, EventKind.BRIEF_CONTACT_DELETED}
    of_no_case |= {EventKind.ERASURE_ORDERED, EventKind.ERASED}
    assert sorted(picked) == sorted(set(EventKind) - shown_as_steps - of_no_case)


def test_a_refusal_lands_beside_its_field():
    form = HistoryFilterForm({})
    add_refusal(form, ValidationError({"art": "A", "fremd": "B"}), fremd="seite")
    add_refusal(form, ValidationError("C"))
    add_refusal(form, ValidationError("D"), otherwise="art")
    assert messages(form) == {"art": ["A", "D"], "seite": ["B"], "__all__": ["C"]}


def test_kinds_are_offered_completely_once(caseworker):
    form = ResidenceForm(participant=make_participant(caseworker), running=None)
    offered = [kind for group in form.fields["kind"].choices[1:] for kind, _ in group[1]]
    assert sorted(offered) == sorted(Aufenthaltsstatus.values)
