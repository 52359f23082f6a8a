"""What is still missing of a person, with the page where it is entered."""

from datetime import date, timedelta

from django.urls import reverse

from clearing import services
from clearing.completeness import completeness_of
from participants import services as people
from participants.choices import Ausschlusshinweis, Identitaetsklaerung, Phase
from participants.models import EducationProfile, LanguageProfile, LifeProfile
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, begun, language_need
from tests.factories import make_participant, move_to


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT)


def missing(person, day=DAY):
    person.refresh_from_db()
    return [item.label for item in completeness_of(person, day).missing]


def fill_in(person, by):
    """All that the first phases ask for."""
    people.correct(
        person,
        by=by,
        version=person.version,
        gender="w",
        nationality="AF",
        entry_date=date(2016, 9, 14),
        entry_precision="day",
    )
    people.correct_residence_status(
        person.residence.get(),
        by=by,
        version=1,
        reason="Pass gesehen.",
        valid_from=date(2016, 9, 20),
        begin_unknown=False,
    )
    people.note_identity(person, by=by, state=Identitaetsklaerung.GEKLAERT, stated_on=DAY)
    people.note_exclusion(person, by=by, state=Ausschlusshinweis.KEIN_HINWEIS, stated_on=DAY)


def test_a_new_person(person):
    assert missing(person) == [
        *("Geschlecht", "frühere Papiere", "Stand der Identitätsklärung", "Ausschlusshinweis"),
        *("Staatsangehörigkeit", "Tag der Einreise"),
    ]
    whole = completeness_of(person, DAY)
    assert (whole.known, whole.total) == (3, 9)


def test_what_is_filled_in_is_missing_no_more(person, caseworker):
    fill_in(person, caseworker)
    assert missing(person) == []
    assert missing(person, DAY - timedelta(days=1)) == ["Stand der Identitätsklärung", "Ausschlusshinweis"]


def test_a_paper_that_ran_out_is_named(person, caseworker):
    fill_in(person, caseworker)
    people.correct_residence_status(
        person.residence.get(), by=caseworker, version=2, reason="Papier gesehen.", valid_until=DAY
    )
    assert missing(person) == []
    assert missing(person, DAY + timedelta(days=1)) == ["gültiges Papier"]


def test_the_clearing_asks_for_what_the_rules_read(person, caseworker):
    fill_in(person, caseworker)
    move_to(person, Phase.CLEARING, on=DAY, by=caseworker)
    assert missing(person) == [
        "Deutsch, mündlich und schriftlich",
        "höchste Bildung",
        "Sicherung des Lebensunterhalts",
    ]
    assert [(item.page, item.argument) for item in completeness_of(person, DAY).missing] == [
        ("talk_topic", "sprache"),
        ("talk_topic", "bildung"),
        ("talk_topic", "lebenslage"),
    ]
    people.state(person, LanguageProfile, by=caseworker, stated_on=DAY, speaking="B1")
    assert "Deutsch, mündlich und schriftlich" in missing(person)
    people.state(person, LanguageProfile, by=caseworker, stated_on=DAY, writing="A2")
    people.state(person, EducationProfile, by=caseworker, stated_on=DAY, schooling="primar")
    people.state(person, LifeProfile, by=caseworker, stated_on=DAY, share_total=0)
    assert missing(person) == []


def test_betreuung_asks_for_a_plan(person, caseworker):
    fill_in(person, caseworker)
    for phase in (Phase.CLEARING, Phase.BETREUUNG):
        move_to(person, phase, on=DAY, by=caseworker)
    assert missing(person)[-1] == "mindestens ein Bedarf"
    need = language_need(person, caseworker)
    assert missing(person)[-2:] == ["jeder Bedarf geregelt", "mit der Person vereinbarter Plan"]
    begun(need, caseworker, planned_from=DAY, planned_until=DAY)
    assert missing(person)[-1] == "mit der Person vereinbarter Plan"
    assert missing(person, DAY + timedelta(days=1))[-2] == "Stand der Maßnahmen"
    services.agree_plan(person, by=caseworker, agreed_on=DAY, document=b"%PDF")
    assert "mit der Person vereinbarter Plan" not in missing(person)


def test_after_the_abschluss_only_the_esf_asks(person, caseworker, cottbus):
    move_to(person, Phase.ABGESCHLOSSEN, on=DAY, by=caseworker)
    assert completeness_of(person, DAY).total == 0
    cottbus.esf_plus_from = DAY
    cottbus.save()
    person.kommune.refresh_from_db()
    entry, exit_ = "ESF-Angaben bei Eintritt", "ESF-Angaben bei Austritt"
    assert missing(person, date(2024, 9, 26)) == [entry, exit_]
    assert missing(person, date(2024, 9, 27)) == [entry, exit_, "ESF-Angaben sechs Monate nach Austritt"]
    services.answer_esf(person, by=caseworker, moment="eintritt", answered_on=DAY)
    assert missing(person, DAY) == [exit_]


def test_the_case_page_links_what_is_missing(person, caseworker, login):
    text = login(caseworker).get(reverse("participant_detail", args=[person.case_number])).content.decode()
    for name in ("participant_edit", "identity_note", "exclusion_note"):
        assert f'<li><div><a href="{reverse(name, args=[person.case_number])}">' in text
    assert '<progress value="3" max="9"' in text


def test_what_a_talk_asks_leads_to_its_section(person, caseworker, login):
    move_to(person, Phase.CLEARING, on=DAY, by=caseworker)
    text = login(caseworker).get(reverse("participant_detail", args=[person.case_number])).content.decode()
    for section in ("sprache", "bildung", "lebenslage"):
        assert f'<li><div><a href="{reverse("talk_topic", args=[person.case_number, section])}">' in text
