"""Around the sections of a talk: list, comparison, paper, identity steps, conversation view, costs."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.catalogue import Abschnitt, Terminstand
from clearing.models import Draft, Interview
from clearing.talk_forms import FORMS
from clearing.talk_forms.plain import QUESTIONS
from participants import services as people
from participants.choices import Aufenthaltsstatus
from participants.models import PapersProfile
from tests.built_once import once
from tests.clearing.daily import book, state
from tests.clearing.talking import address, opened
from tests.factories import make_participant
from tests.responses import told

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, 14, 22, tzinfo=UTC), tick=False):
        yield


@once
def person(caseworker):
    return make_participant(caseworker, family_name="Özdemir", given_name="Ayşe")


@once
def talk(person, caseworker):
    return services.start_interview(person, by=caseworker, held_on=TODAY)


# --- list, end, comparison, paper --------------------------------------------------------------------------


def test_list_says_how_far_each_section_is(talk, caseworker, login):
    client = login(caseworker)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"listening": "A2", "fertig": "ja"}
    client.post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)
    draft = opened(client, talk, Abschnitt.BILDUNG) | {"note": "halb"}
    client.post(address(talk, "talk_draft", Abschnitt.BILDUNG), draft)
    tasks = client.get(reverse("talk_list", args=[talk.participant.case_number])).context["tasks"]
    assert [task.state_label for task in tasks] == [
        *("noch offen", "noch offen", "fertig", "angefangen", "noch offen", "noch offen")
    ]


def test_end_names_what_is_open(talk, caseworker, login):
    response = login(caseworker).post(address(talk, "talk_end"))
    talk.refresh_from_db()
    assert (talk.ended_at is not None, response["Location"]) == (True, address(talk, "talk_detail"))
    assert told(response) == [
        "Gespräch 1 ist beendet. Noch nicht fertig: „Rahmen“, „Aufenthalt und Identität“, „Sprache“,"
        " „Schule, Ausbildung, Beruf, Kompetenzen“, „Lebenslage“, „Wünsche und Ziele“."
        " Sie können das später ergänzen."
    ]


def test_comparison_marks_what_changed(talk, caseworker, login):
    client = login(caseworker)
    known = {"listening": "A1", "speaking": "A1"}
    sent = opened(client, talk, Abschnitt.SPRACHE) | known
    client.post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)
    services.end_interview(talk, by=caseworker)
    later = services.start_interview(talk.participant, by=caseworker, held_on=TODAY)
    sent = opened(client, later, Abschnitt.SPRACHE) | {"listening": "A2"}
    client.post(address(later, "talk_section", Abschnitt.SPRACHE), sent)
    url = reverse("talk_compare", args=[talk.participant.case_number])
    for query in ({}, {"a": "1", "b": "2"}, {"a": "7", "b": "quatsch"}):
        page = client.get(url, query).context
        rows = dict(page["sections"])["Sprache"]
        assert (page["changes"], [tuple(row) for row in rows]) == (
            1,
            [("Deutsch verstehen", "A1", "A2", True), ("Deutsch sprechen", "A1", "A1", False)],
        )


def test_one_talk_cannot_be_compared(talk, caseworker, login):
    response = login(caseworker).get(reverse("talk_compare", args=[talk.participant.case_number]))
    assert told(response) == ["Zum Vergleichen braucht es zwei Gespräche."]


def test_paper_sheet_empty_and_filled(talk, caseworker, login):
    client, url = login(caseworker), reverse("talk_paper", args=[talk.participant.case_number])
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"listening": "A2", "current_course": "Modul 3"}
    client.post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)

    def on_sheet(query):
        sections = dict(client.get(url, query).context["sections"])
        fields = {field.label: field for _, group in sections["Sprache"] for field in group}
        ticked = [label for label, tick in fields["Deutsch verstehen"].boxes if tick]
        return ticked, fields["Kurs zurzeit"].text

    assert on_sheet({}) == ([], "")
    assert on_sheet({"gespraech": "1"}) == (["A2"], "Modul 3")
    assert on_sheet({"gespraech": "9"}) == ([], "")


def test_protocol_has_the_answers_and_no_notes(talk, caseworker, login):
    client = login(caseworker)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {
        "listening": "A2",
        "note": "nur intern",
        "evidence_on": "Mai",
    }
    client.post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)
    page = client.get(address(talk, "talk_protocol")).context
    assert page["sections"] == [("Ihre Sprachen", [("Deutsch verstehen", "A2")])]


def test_protocol_names_the_next_talk_only_as_it_is_agreed(talk, caseworker, login):
    client = login(caseworker)

    def said():
        return next(
            line
            for line in client.get(address(talk, "talk_protocol")).content.decode().splitlines()
            if "nächste Gespräch" in line or "nächstes Gespräch" in line or "wieder mit Ihnen" in line
        )

    assert said() == "<p>Wir vereinbaren das nächste Gespräch mit Ihnen.</p>"
    Interview.objects.update(next_on=date(2024, 4, 10))
    assert said() == (
        "<p>Wir möchten am <strong>Mittwoch, 10.04.2024</strong> wieder mit Ihnen sprechen."
        " Die Uhrzeit vereinbaren wir noch mit Ihnen.</p>"
    )
    row = book(talk.participant, caseworker, day=date(2024, 4, 11), begins=time(9, 30), ends=time(10, 30))
    assert said() == (
        "<p>Unser nächstes Gespräch ist am <strong>Donnerstag, 11.04.2024 um 09:30 Uhr</strong>.</p>"
    )
    state(row, caseworker, Terminstand.ABGESAGT)
    assert said().startswith("<p>Wir möchten am")


def test_protocol_speaks_plainly(talk, caseworker, login):
    client = login(caseworker)
    for section, typed in (
        (Abschnitt.BILDUNG, {"occupation": "26", "schooling": "sekundar_1", "degree": "12 Jahre Praxis"}),
        (Abschnitt.WUENSCHE, {"own_words": "24 Stunden (ISCED 2) sind genug.", "hours": "24"}),
        (Abschnitt.LEBENSLAGE, {"benefit_exception": "keine"}),
    ):
        sent = opened(client, talk, section) | typed
        client.post(address(talk, "talk_section", section), sent)
    sections = client.get(address(talk, "talk_protocol")).context["sections"]
    assert sections == [
        (
            "Das möchten Sie erreichen",
            [
                ("In Ihren Worten", "24 Stunden (ISCED 2) sind genug."),
                ("So viele Stunden pro Woche möchten Sie arbeiten", "24"),
            ],
        ),
        (
            "Das können Sie",
            [
                ("Ihr Arbeitsbereich", "Mechatronik, Energie und Elektro"),
                ("Höchste Bildung", "bis zur 9. oder 10. Klasse"),
                ("Abschluss oder gelernter Beruf", "12 Jahre Praxis"),
            ],
        ),
    ]


def test_protocol_has_a_plain_word_only_for_what_is_asked():
    asked = {name for form in FORMS.values() for name in form.columns()}
    assert set(QUESTIONS) - asked == set()


def test_protocol_and_sheet_as_pdf(talk, caseworker, login):
    client, number = login(caseworker), talk.participant.case_number
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"listening": "A2", "note": "nur intern"}
    client.post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)
    sheet = reverse("talk_paper_pdf", args=[number])
    files = {
        f"protokoll-{number}-2024-03-27.pdf": address(talk, "talk_protocol_pdf"),
        f"papierbogen-{number}-2024-03-27.pdf": sheet,
    }
    for name, url in files.items():
        response = client.get(url)
        assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
        assert response["Content-Disposition"] == f'inline; filename="{name}"'
    empty = response.content
    assert client.get(sheet, {"gespraech": "1"}).content != empty


def test_what_the_font_of_the_pdf_lacks_is_told(talk, caseworker, login):
    client = login(caseworker)
    sent = opened(client, talk, Abschnitt.WUENSCHE) | {"own_words": "أريد العمل"}
    client.post(address(talk, "talk_section", Abschnitt.WUENSCHE), sent)
    response = client.get(address(talk, "talk_protocol_pdf"))
    assert (response["Location"], told(response)[-1]) == (
        address(talk, "talk_protocol"),
        "Die Schrift des PDF kennt diese Zeichen nicht: أريدالعم Drucken Sie die Seite mit dem Browser.",
    )


def test_a_missing_fact_leads_to_its_section(caseworker, login):
    person = make_participant(caseworker)
    client, url = login(caseworker), reverse("talk_topic", args=[person.case_number, Abschnitt.SPRACHE])
    response = client.get(url)
    assert response["Location"] == reverse("talk_list", args=[person.case_number])
    assert told(response) == ["Beginnen Sie ein Gespräch, um „Sprache“ auszufüllen."]
    talk = services.start_interview(person, by=caseworker, held_on=TODAY)
    assert client.get(url)["Location"] == address(talk, "talk_section", Abschnitt.SPRACHE)


# --- identity, conversation, access -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "procedure", "warned"),
    [
        (Aufenthaltsstatus.DULDUNG_60A, "", False),
        (Aufenthaltsstatus.DULDUNG_60A, "unanfechtbar_abgelehnt", False),
        (Aufenthaltsstatus.DULDUNG_60A, "laufend", True),
        (Aufenthaltsstatus.GESTATTUNG_55, "", True),
    ],
)
def test_embassy_warning(caseworker, login, kind, procedure, warned):
    person = make_participant(caseworker, residence_kind=kind)
    if procedure:
        people.state(person, PapersProfile, by=caseworker, stated_on=TODAY, asylum_procedure=procedure)
    client = login(caseworker)
    page = client.get(reverse("talk_identity", args=[person.case_number]))
    assert page.context["warned"] is warned
    assert page.content.decode().count("Nicht zur Botschaft schicken.") == int(warned)


def test_identity_step_is_recorded_and_withdrawn(person, caseworker, login):
    client, url = login(caseworker), reverse("talk_identity", args=[person.case_number])
    typed = {"step": "antrag", "done_on": "20.3.24", "proof": "person", "next_on": "+30"}
    assert client.post(url, typed)["Location"] == url
    assert client.post(url, typed).context["form"].errors == {
        "done_on": ["Dieser Schritt ist für diesen Tag schon eingetragen."]
    }
    step = person.identitysteps.get()
    withdraw = reverse("talk_identity_withdraw", args=[person.case_number, step.pk])
    client.post(withdraw)
    step.refresh_from_db()
    assert step.withdrawn_at is not None
    assert client.post(withdraw).status_code == 302


def test_identity_step_with_errors_stays_filled(person, caseworker, login):
    url = reverse("talk_identity", args=[person.case_number])
    typed = {"step": "", "done_on": "morgen", "proof": "", "next_on": "1.1.24"}
    form = login(caseworker).post(url, typed).context["form"]
    assert form.errors == {
        "step": ["Wählen Sie einen der sechs Schritte aus."],
        "done_on": ["Das Datum muss heute oder in der Vergangenheit liegen."],
        "proof": ["Wählen Sie aus, wo der Nachweis liegt."],
    }
    assert {name: form[name].value() for name in typed} == typed


def test_conversation_view_hides_everything_but_this_person(talk, caseworker, login):
    client, back = login(caseworker), address(talk, "talk_detail")
    response = client.post(reverse("conversation_switch"), {"ansicht": "an", "zurueck": back})
    assert response["Location"] == back
    html = client.get(address(talk, "talk_section", Abschnitt.SPRACHE)).content.decode()
    assert ("<title>Gespräch – Spurwechsel</title>" in html, "Hauptnavigation" in html) == (True, False)
    assert ("Özdemir" in html, "A. Beispiel, Fallbegleitung" in html) == (True, False)
    client.post(reverse("conversation_switch"), {"ansicht": "aus", "zurueck": back})
    assert "Hauptnavigation" in client.get(back).content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:1", ""])
def test_conversation_view_leads_nowhere_else(caseworker, login, back):
    client = login(caseworker)
    sent = {"ansicht": "an", "zurueck": back}
    assert client.post(reverse("conversation_switch"), sent).status_code == 400
    assert client.post(reverse("screen_cover"), sent)["Location"] == reverse("screen_cover")
    assert client.get(reverse("screen_cover")).context["back_url"] == "/"


def test_cover_without_script_keeps_the_text(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"note": "halb", "verdecken": "1"}
    assert client.post(url, sent)["Location"] == reverse("screen_cover")
    page = client.get(reverse("screen_cover"))
    assert (page.context["back_url"], "Özdemir" in page.content.decode()) == (url, False)
    assert Draft.objects.get().typed["note"] == ["halb"]


def test_notes_warn_and_never_block(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"note": "Eine Strafe von 50 Tagessätzen"}
    assert told(client.post(url, sent)) == ["Gespeichert: Sprache, angefangen."]
    assert "„Strafe“, „Tagessätzen“" in client.get(url).content.decode()


@pytest.mark.parametrize("sections", [1, 6])
def test_list_costs_the_same_with_more_talks(talk, caseworker, login, sections, django_assert_num_queries):
    for section in list(Abschnitt)[:sections]:
        services.save_section(
            talk, section, by=caseworker, version=0, typed={"x": ["y"]}, finished=False, values=None
        )
    client = login(caseworker)
    with django_assert_num_queries(12):
        client.get(reverse("talk_list", args=[talk.participant.case_number]))


def test_section_costs_few_queries(talk, caseworker, login, django_assert_max_num_queries):
    client = login(caseworker)
    with django_assert_max_num_queries(11):
        client.get(address(talk, "talk_section", Abschnitt.BILDUNG))
    with django_assert_max_num_queries(16):
        client.post(
            address(talk, "talk_draft", Abschnitt.BILDUNG), {"seite": "a", "version": "0", "note": "x"}
        )


def test_a_section_that_does_not_exist(talk, caseworker, login):
    wrong = address(talk, "talk_detail") + "quatsch/"
    assert login(caseworker).get(wrong).status_code == 404
