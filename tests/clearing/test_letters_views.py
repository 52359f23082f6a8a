"""The pages of letters: one click to the PDF, everything missing with the way there, texts in versions."""

import re

import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.letter_catalogue import Briefart
from clearing.models import Letter, LetterText
from participants import services as people
from participants.choices import EventKind
from participants.models import Event
from tests.built_once import once
from tests.clearing.letters import MOMENT, addressed, check, meet, order, with_sender
from tests.factories import make_participant

NAMES = ("Özdemir", "Ayşe", "Ringstraße")


@once
def town(cottbus):
    return with_sender(cottbus)


@once
def person(town, caseworker):
    return addressed(caseworker, family_name="Özdemir", given_name="Ayşe")


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(MOMENT, tick=False):
        yield


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_letter_is_made_listed_and_opened(person, caseworker, login):
    client, number = login(caseworker), person.case_number
    meeting = meet(person, caseworker)
    form = client.get(reverse("letter_add", args=[number]), {"art": "einladung", "termin": meeting.pk})
    assert form.context["form"].initial["kind"] == "einladung"
    typed = {"kind": "einladung", "appointment": meeting.pk, "language": "", "delivery": "post"}
    answer = client.post(reverse("letter_add", args=[number]), typed, follow=True)
    assert "Erstellt: Einladung zu einem Termin vom 20.03.2024." in words(answer)
    letter = Letter.objects.get()
    assert (letter.appointment, letter.language, letter.delivery) == (meeting, "", "post")
    pdf = client.get(reverse("letter_pdf", args=[number, letter.pk]))
    assert pdf.content == bytes(letter.pdf) == client.get(pdf.request["PATH_INFO"]).content
    assert pdf["Content-Disposition"] == (
        f'inline; filename="Spurwechsel_Brief_{number}_2024-03-20_{letter.pk}.pdf"'
    )
    assert pdf["Cache-Control"] == "no-store, private"
    assert [
        name for name in NAMES if name in f"{pdf['Content-Disposition']} {pdf.request['PATH_INFO']}"
    ] == []


def test_what_is_missing_comes_with_the_way_there(cottbus, caseworker, login):
    person = make_participant(caseworker)
    typed = {"kind": "einladung", "appointment": "", "language": "prs", "delivery": "post"}
    answer = login(caseworker).post(reverse("letter_add", args=[person.case_number]), typed)
    assert answer.status_code == 200
    assert answer.context["helps"] == [
        ("Anschrift eintragen", f"/teilnehmende/{person.case_number}/anschrift/"),
        ("Termin vereinbaren", f"/teilnehmende/{person.case_number}/termine/neu/"),
    ]
    assert "Dari: Muster, nicht verwenden, bis übersetzt und geprüft." in words(answer)
    form = answer.context["form"]
    assert {name: form[name].value() for name in typed} == typed


@pytest.mark.parametrize(("checked", "usual"), [(False, ""), (True, "prs")])
def test_only_a_checked_language_is_proposed(town, person, caseworker, login, checked, usual):
    if checked:
        check(town, caseworker, Briefart.EINLADUNG, "prs")
        check(town, caseworker, Briefart.EINLADUNG, "ru")
    form = login(caseworker).get(reverse("letter_add", args=[person.case_number])).context["form"]
    assert form.initial["language"] == usual
    further = [("ru", "Deutsch und Russisch")] if checked else []
    assert form.fields["language"].choices == [("", "nur Deutsch"), ("prs", "Deutsch und Dari"), *further]


def test_the_form_of_consent_is_always_handed_over(person, caseworker, login):
    typed = {"kind": "einwilligung", "appointment": "", "language": "", "delivery": "post"}
    login(caseworker).post(reverse("letter_add", args=[person.case_number]), typed)
    assert Letter.objects.get().delivery == "uebergabe"


def text_page(kind="einladung", language="de"):
    return reverse("letter_text_edit", args=[kind, language])


def test_an_unknown_placeholder_is_refused_and_the_known_ones_are_named(town, coordinator, login):
    typed = {"subject": "Komm {geheim}", "body": "Am {tag} um {uhrzeit", "version": "0"}
    answer = login(coordinator).post(text_page(), typed)
    allowed = "{name}, {kommune}, {team}, {anschrift}, {telefon}, {email}, {fallbegleitung}, {heute}"
    meeting = "{wochentag}, {tag}, {uhrzeit}, {dauer}, {ort}"
    assert answer.context["form"].errors == {
        "subject": [f"Den Platzhalter {{geheim}} gibt es hier nicht. Möglich sind: {allowed}, {meeting}."]
    }
    answer = login(coordinator).post(text_page(), typed | {"subject": "Komm"})
    assert answer.context["form"].errors == {
        "body": [f"Eine geschweifte Klammer steht allein. Möglich sind: {allowed}, {meeting}."]
    }
    assert answer.context["form"]["body"].value() == "Am {tag} um {uhrzeit"
    assert LetterText.objects.count() == 0


def test_a_preview_stores_nothing_a_save_the_next_version(town, coordinator, caseworker, login, person):
    client = login(coordinator)
    typed = {"subject": "Neu am {tag}", "body": "Hallo {name},\n\n- {ort}", "version": "0"}
    shown = client.post(text_page(), typed | {"vorschau": "1"})
    assert shown.context["preview"]["subject"] == "Neu am 27.03.2024"
    assert "Hallo Kim Beispiel," in words(shown)
    assert LetterText.objects.count() == 0
    client.post(text_page(), typed)
    assert client.post(text_page(), typed | {"subject": "Andere"}).status_code == 409
    client.post(text_page(), typed | {"subject": "Noch neuer", "version": "1"})
    assert list(LetterText.objects.order_by("number").values_list("number", "subject", "saved_by")) == [
        (1, "Neu am {tag}", coordinator.pk),
        (2, "Noch neuer", coordinator.pk),
    ]
    told = Event.objects.filter(kind=EventKind.SETTINGS_CHANGED, kommune=town).order_by("pk")
    assert [event.summary for event in told] == [
        "Brieftext: Einladung zu einem Termin, Deutsch, Fassung 1",
        "Brieftext: Einladung zu einem Termin, Deutsch, Fassung 2",
    ]
    letter = services.print_letter(
        order(person, Briefart.EINLADUNG, appointment=meet(person, caseworker)), by=caseworker
    )
    assert letter.text_version == "Fassung 2 vom 20.03.2024"


def test_a_translation_is_checked_only_with_name_basis_and_day(town, coordinator, login):
    client = login(coordinator)
    page = client.get(text_page(language="ar"))
    assert "Muster, nicht verwenden, bis übersetzt und geprüft." in words(page)
    typed = {"subject": "س", "body": "{name}", "version": "0", "checked": "on"}
    assert client.post(text_page(language="ar"), typed).context["form"].errors == {
        "translator": ["Geben Sie an, wer übersetzt hat."],
        "source": ["Geben Sie an, worauf sich die Prüfung stützt."],
        "translated_on": ["Geben Sie an, wann übersetzt wurde."],
    }
    proof = {"translator": "Büro", "source": "Auftrag 7", "translated_on": "1.3.2024"}
    unticked = {name: value for name, value in (typed | proof).items() if name != "checked"}
    assert list(client.post(text_page(language="ar"), unticked).context["form"].errors) == ["checked"]
    client.post(text_page(language="ar"), typed | proof)
    text = LetterText.objects.get()
    assert (text.number, text.german_number, text.is_checked) == (1, 0, True)
    assert "geprüft: Fassung 1 vom 20.03.2024, übersetzt von Büro am 01.03.2024" in words(
        client.get(reverse("letter_text_list"))
    )


def test_another_language_is_picked_and_nonsense_leads_back(town, coordinator, login):
    client = login(coordinator)
    picked = client.get(reverse("letter_text_pick"), {"art": "einladung", "sprache": "tr"})
    assert picked["Location"] == text_page(language="tr")
    assert client.get(picked["Location"]).context["form"]["body"].value() == ""
    nonsense = client.get(reverse("letter_text_pick"), {"art": "einladung", "sprache": "de"})
    assert nonsense["Location"] == reverse("letter_text_list")
    assert client.get(text_page(kind="unsinn")).status_code == 404
    assert client.get(text_page(language="andere")).status_code == 404


def test_texts_belong_to_one_town(town, coordinator, potsdam, caseworker):
    check(town, caseworker, Briefart.EINLADUNG, "ru")
    assert LetterText.objects.visible_to(coordinator).count() == 1
    elsewhere = addressed(caseworker)
    people.erase_address(elsewhere, by=caseworker)
    assert LetterText.objects.filter(kommune=potsdam).count() == 0
