"""The pages of a talk: filling in, keeping, ending, comparing, printing; nothing is asked twice."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.catalogue import Abschnitt
from clearing.models import Draft, SectionState
from participants import services as people
from participants.models import LanguageProfile
from spurwechsel.formfields import REOPENED
from tests.built_once import once
from tests.clearing.talking import address, fields, opened
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


def test_first_talk_begins_today(caseworker, login):
    person = make_participant(caseworker)
    client = login(caseworker)
    response = client.post(reverse("talk_start", args=[person.case_number]))
    talk = person.interviews.get()
    assert (talk.number, talk.held_on, talk.ended_at) == (1, TODAY, None)
    assert response["Location"] == address(talk, "talk_section", Abschnitt.RAHMEN)


def test_every_page_opens(talk, caseworker, login):
    client = login(caseworker)
    for section in Abschnitt:
        response = client.get(address(talk, "talk_section", section))
        assert (section, response.status_code) == (section, 200)
    number = talk.participant.case_number
    for name in ("talk_list", "talk_paper", "talk_identity"):
        assert client.get(reverse(name, args=[number])).status_code == 200
    for name in ("talk_detail", "talk_protocol"):
        assert client.get(address(talk, name)).status_code == 200
    assert client.get(reverse("draft_list")).status_code == 200


# --- saving a section ---------------------------------------------------------------------------------


def test_second_click_on_begin_leads_to_the_talk(talk, caseworker, login):
    response = login(caseworker).post(reverse("talk_start", args=[talk.participant.case_number]))
    assert told(response) == ["Das Gespräch 1 ist noch nicht beendet."]
    assert response["Location"] == reverse("talk_list", args=[talk.participant.case_number])


def test_saving_leads_to_the_next_section(talk, caseworker, login):
    client = login(caseworker)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"listening": "A2", "fertig": "ja"}
    response = client.post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)
    assert response["Location"] == address(talk, "talk_section", Abschnitt.BILDUNG)
    assert told(response) == ["Gespeichert: Sprache, fertig."]
    assert LanguageProfile.objects.get().listening == "A2"


def test_the_last_section_leads_back_to_the_list(talk, caseworker, login):
    client = login(caseworker)
    sent = opened(client, talk, Abschnitt.WUENSCHE)
    response = client.post(address(talk, "talk_section", Abschnitt.WUENSCHE), sent)
    assert response["Location"] == address(talk, "talk_detail")


def test_a_wrong_date_is_kept_as_typed_and_marked(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {
        "evidence_on": "31.2.24",
        "note": "bleibt",
        "fertig": "ja",
    }
    response = client.post(url, sent)
    assert (response["Location"], SectionState.objects.get().state) == (url, "angefangen")
    form = client.get(url).context["form"]
    assert form.errors["evidence_on"] == ["Prüfen Sie den Tag. Den 31.02.2024 gibt es nicht."]
    assert (form["evidence_on"].value(), form["note"].value()) == ("31.2.24", "bleibt")
    assert LanguageProfile.objects.count() == 0


LONG = ("رحیمی 🙂 Grüße\n" * 2000)[:20_000]


def test_twenty_thousand_signs_stay_as_they_are(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.WUENSCHE)
    sent = opened(client, talk, Abschnitt.WUENSCHE) | {"own_words": LONG}
    client.post(url, sent)
    assert client.get(url).context["form"]["own_words"].value() == LONG
    assert talk.participant.wishprofiles.get().own_words == LONG.strip()


@pytest.mark.parametrize(
    ("section", "changes", "field", "sentence"),
    [
        (
            Abschnitt.RAHMEN,
            {"next_on": "27.3.24"},
            "next_on",
            "Das nächste Gespräch muss nach diesem liegen.",
        ),
        (Abschnitt.RAHMEN, {"held_on": ""}, "held_on", "Füllen Sie dieses Feld aus."),
        (
            Abschnitt.RAHMEN,
            {"held_on": "morgen"},
            "held_on",
            "Das Datum muss heute oder in der Vergangenheit liegen.",
        ),
        (
            Abschnitt.RAHMEN,
            {"understanding": "vor_ort"},
            "interpreting_language",
            "Wählen Sie aus, in welche Sprache übersetzt wurde.",
        ),
        (
            Abschnitt.AUFENTHALT,
            {"asylum_procedure": "nie", "asylum_filed_on": "1.2.2020"},
            "asylum_filed_on",
            "Lassen Sie den Tag leer, wenn nie ein Asylantrag gestellt wurde.",
        ),
        (
            Abschnitt.AUFENTHALT,
            {"asylum_filed_on": "13.7.1991"},
            "asylum_filed_on",
            "Der Asylantrag darf nicht vor der Geburt liegen.",
        ),
        (
            Abschnitt.AUFENTHALT,
            {"passport": "keiner", "passport_until": "1.2.2030"},
            "passport_until",
            "Lassen Sie den Tag leer, wenn es keinen Pass gibt.",
        ),
        (
            Abschnitt.SPRACHE,
            {"evidence": "zertifikat"},
            "evidence_level",
            "Geben Sie an, welches Niveau das Zertifikat nachweist.",
        ),
        (
            Abschnitt.SPRACHE,
            {"evidence_on": "1.2.24"},
            "evidence",
            "Wählen Sie aus, woher das Niveau bekannt ist.",
        ),
        (
            Abschnitt.SPRACHE,
            {"evidence": "zertifikat", "evidence_level": "B1", "speaking": "A2"},
            "speaking",
            "Nachgewiesen ist B1. Wählen Sie mindestens B1 oder prüfen Sie den Beleg.",
        ),
        (Abschnitt.SPRACHE, {"listening": "D9"}, "listening", "Wählen Sie einen Eintrag aus der Liste aus."),
        (
            Abschnitt.BILDUNG,
            {"assessment_on": "1.2.24"},
            "assessment",
            "Wählen Sie aus, womit die Kompetenzen festgestellt wurden.",
        ),
        (
            Abschnitt.BILDUNG,
            {"years_abroad": "30", "years_here": "3"},
            "years_here",
            "Zusammen sind das 33 Berufsjahre. Die Person ist 32 Jahre alt.",
        ),
        (Abschnitt.BILDUNG, {"years_here": "viele"}, "years_here", "Geben Sie eine Zahl ein."),
        (
            Abschnitt.LEBENSLAGE,
            {"partner_entry": "1.2.2020"},
            "partner_entry",
            "Lassen Sie den Tag leer oder wählen Sie die Partnerschaft aus.",
        ),
        (
            Abschnitt.LEBENSLAGE,
            {"partner_identity": "in_klaerung", "partner_identity_on": "1.2.2020"},
            "partner_identity_on",
            "Lassen Sie den Tag leer, solange die Identität offen ist.",
        ),
        (
            Abschnitt.LEBENSLAGE,
            {"share_work": "60,5", "share_total": "60,4"},
            "share_total",
            "Alle Mittel zusammen sind mindestens so viel wie die aus Arbeit.",
        ),
        (Abschnitt.WUENSCHE, {"hours": "169"}, "hours", "Geben Sie höchstens 48 ein."),
    ],
)
def test_one_sentence_at_the_field(talk, caseworker, login, section, changes, field, sentence):
    client, url = login(caseworker), address(talk, "talk_section", section)
    client.post(url, opened(client, talk, section) | changes)
    form = client.get(url).context["form"]
    assert form.errors == {field: [sentence]}
    assert {name: form[name].value() for name in changes} == changes


def test_boundaries_that_are_right(talk, caseworker, login):
    client = login(caseworker)
    right = {
        Abschnitt.RAHMEN: {"next_on": "28.3.24"},
        Abschnitt.AUFENTHALT: {"asylum_filed_on": "14.7.1991"},
        Abschnitt.SPRACHE: {"evidence": "zertifikat", "evidence_level": "B1", "speaking": "B1"},
        Abschnitt.BILDUNG: {"years_abroad": "29", "years_here": "3"},
        Abschnitt.LEBENSLAGE: {"share_work": "60,5", "share_total": "60,5"},
        Abschnitt.WUENSCHE: {"hours": "48"},
    }
    for section, changes in right.items():
        client.post(address(talk, "talk_section", section), opened(client, talk, section) | changes)
        assert client.get(address(talk, "talk_section", section)).context["form"].errors == {}


def test_a_level_below_the_certificate_of_an_earlier_day(talk, caseworker, login):
    proven = {"evidence": "zertifikat", "evidence_level": "B1"}
    people.state(talk.participant, LanguageProfile, by=caseworker, stated_on=date(2024, 3, 26), **proven)
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    client.post(url, opened(client, talk, Abschnitt.SPRACHE) | {"evidence_level": "A2"})
    assert client.get(url).context["form"].errors == {
        "evidence_level": ["Seit dem 26.03.2024 ist schon B1 nachgewiesen. Wählen Sie mindestens B1."]
    }


def test_nothing_is_asked_twice(talk, caseworker, login):
    client = login(caseworker)
    people.state(talk.participant, LanguageProfile, by=caseworker, stated_on=TODAY, speaking="A1")
    assert opened(client, talk, Abschnitt.SPRACHE)["speaking"] == "A1"
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"speaking": "A2"}
    client.post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)
    services.end_interview(talk, by=caseworker)
    following = services.start_interview(talk.participant, by=caseworker, held_on=TODAY)
    assert opened(client, following, Abschnitt.SPRACHE)["speaking"] == "A2"


@pytest.mark.parametrize("sent", [{}, {"note": "Text"}, {"version": "x", "note": "Text"}])
def test_what_no_page_of_ours_sent_saves_nothing(talk, caseworker, login, sent):
    response = login(caseworker).post(address(talk, "talk_section", Abschnitt.SPRACHE), sent)
    assert (response.status_code, SectionState.objects.count()) == (200, 0)
    assert response.context["form"]["note"].value() == sent.get("note")


# --- two at once ---------------------------------------------------------------------------------------


def test_second_saver_sees_both_versions(talk, caseworker, coordinator, login):
    first, second = login(coordinator), login(caseworker)
    url = address(talk, "talk_section", Abschnitt.SPRACHE)
    theirs, mine = opened(first, talk, Abschnitt.SPRACHE), opened(second, talk, Abschnitt.SPRACHE)
    first.post(url, theirs | {"note": "von K. Muster"})
    response = second.post(url, mine | {"note": "von A. Beispiel", "listening": "A2"})
    assert (response.status_code, response.context["rows"]) == (
        409,
        [
            ("Deutsch verstehen", "keine Angabe", "A2"),
            ("Notiz", "von K. Muster", "von A. Beispiel"),
        ],
    )
    assert SectionState.objects.get().typed["note"] == ["von K. Muster"]
    # The second click saves the own version on purpose.
    assert second.post(url, fields(response.context["form"])).status_code == 302
    assert SectionState.objects.get().typed["note"] == ["von A. Beispiel"]


def test_second_window_sees_both_versions(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    one, two = opened(client, talk, Abschnitt.SPRACHE), opened(client, talk, Abschnitt.SPRACHE)
    client.post(url, one | {"note": "erstes", "ansicht": "an"})
    assert Draft.objects.get().typed["note"] == ["erstes"]
    response = client.post(url, two | {"note": "zweites"})
    assert (response.status_code, response.context["rows"]) == (409, [("Notiz", "erstes", "zweites")])
    assert client.post(url, fields(response.context["form"])).status_code == 302
    assert (SectionState.objects.get().typed["note"], Draft.objects.count()) == (["zweites"], 0)


def test_drafts_of_others_are_named_without_their_content(talk, caseworker, coordinator, login):
    page = services.OpenPage("x", "")
    services.save_draft(
        talk, Abschnitt.SPRACHE, by=coordinator, typed={"note": ["geheim"]}, base_version=0, page=page
    )
    html = login(caseworker).get(address(talk, "talk_section", Abschnitt.SPRACHE)).content.decode()
    assert ("K. Muster hat hier einen Entwurf von" in html, "09:14 Uhr" in html, "geheim" in html) == (
        True,
        True,
        False,
    )


# --- drafts --------------------------------------------------------------------------------------------


def test_draft_answers_with_the_time_of_the_server(talk, caseworker, login):
    client = login(caseworker)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"evidence_on": "31.2.24", "note": "a\x00b"}
    response = client.post(address(talk, "talk_draft", Abschnitt.SPRACHE), sent)
    assert (response.status_code, response.json()) == (200, {"um": "09:14:22"})
    typed = Draft.objects.get().typed
    assert (typed["evidence_on"], typed["note"]) == (["31.2.24"], ["ab"])
    assert opened(client, talk, Abschnitt.SPRACHE)["evidence_on"] == "31.2.24"


def test_draft_of_a_second_window_is_refused(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_draft", Abschnitt.SPRACHE)
    one, two = opened(client, talk, Abschnitt.SPRACHE), opened(client, talk, Abschnitt.SPRACHE)
    client.post(url, one | {"note": "erstes"})
    response = client.post(url, two | {"note": "zweites"})
    assert (response.status_code, response.json()) == (
        409,
        {"fehler": "Sie schreiben an diesem Abschnitt auch in einem anderen Fenster."},
    )
    assert Draft.objects.get().typed["note"] == ["erstes"]


def test_draft_from_no_page_is_refused(talk, caseworker, login):
    response = login(caseworker).post(address(talk, "talk_draft", Abschnitt.SPRACHE), {"note": "x"})
    assert (response.status_code, Draft.objects.count()) == (400, 0)


def test_button_keeps_a_draft_without_script(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    response = client.post(url, opened(client, talk, Abschnitt.SPRACHE) | {"note": "halb", "entwurf": "1"})
    assert (response["Location"], told(response)) == (
        address(talk, "talk_detail"),
        ["Als Entwurf gespeichert um 09:14 Uhr: Sprache."],
    )
    assert opened(client, talk, Abschnitt.SPRACHE)["note"] == "halb"


def test_discarded_draft_shows_what_was_saved(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    client.post(url, opened(client, talk, Abschnitt.SPRACHE) | {"note": "gespeichert"})
    draft = opened(client, talk, Abschnitt.SPRACHE) | {"note": "halb"}
    client.post(address(talk, "talk_draft", Abschnitt.SPRACHE), draft)
    discard = address(talk, "talk_discard", Abschnitt.SPRACHE)
    assert client.post(discard)["Location"] == url
    assert opened(client, talk, Abschnitt.SPRACHE)["note"] == "gespeichert"
    assert client.post(discard).status_code == 404


def test_my_drafts_with_the_day_of_their_deletion(talk, caseworker, coordinator, login, settings):
    settings.DRAFT_DAYS, settings.DRAFT_NOTICE_DAYS = 90, 14
    for user in (caseworker, coordinator):
        services.save_draft(
            talk, Abschnitt.SPRACHE, by=user, typed={}, base_version=0, page=services.OpenPage("x", "")
        )
    client = login(caseworker)
    (mine,) = client.get(reverse("draft_list")).context["drafts"]
    assert (mine.draft.author, mine.deleted_on, mine.soon) == (caseworker, date(2024, 6, 26), False)
    for day, soon in ((date(2024, 6, 11), False), (date(2024, 6, 12), True)):
        with time_machine.travel(datetime(day.year, day.month, day.day, 8, tzinfo=UTC), tick=False):
            (mine,) = login(caseworker).get(reverse("draft_list")).context["drafts"]
            assert mine.soon is soon


def test_text_kept_over_the_log_in_is_shown_before_it_is_saved(talk, caseworker, login):
    client, url = login(caseworker), address(talk, "talk_section", Abschnitt.SPRACHE)
    sent = opened(client, talk, Abschnitt.SPRACHE) | {"note": "noch da", REOPENED: "1"}
    response = client.post(url, sent)
    form = response.context["form"]
    assert (response.status_code, form["note"].value(), SectionState.objects.count()) == (200, "noch da", 0)
    assert form.non_field_errors() == ["Prüfen Sie Ihre Angaben und speichern Sie sie noch einmal."]
    assert client.post(url, fields(form)).status_code == 302
    assert SectionState.objects.get().typed["note"] == ["noch da"]
