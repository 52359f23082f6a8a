"""Letters: refused with everything that is missing, kept byte by byte, and an attempt to reach the person."""

import hashlib
from datetime import date

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from clearing import services
from clearing.catalogue import Terminstand
from clearing.letter_catalogue import Briefart, Versand
from clearing.models import Letter
from clearing.paper_letter import PaperLetter, _height
from participants import services as people
from participants.choices import Einwilligung, EventKind
from participants.models import Participant
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.letters import (
    DAY,
    MOMENT,
    addressed,
    boxes,
    check,
    meet,
    order,
    printed,
    text_of,
    with_sender,
)
from tests.clearing.plans import last_event, refusal
from tests.factories import make_participant, make_user

OFFICE = "Die Fachadministration trägt sie unter Verwaltung bei der Kommune ein."


@once
def town(cottbus):
    return with_sender(cottbus)


@once
def person(town, caseworker):
    return addressed(caseworker, family_name="Özdemir", given_name="Ayşe")


def test_the_same_bytes_for_ever(person, caseworker):
    letter = printed(person, caseworker)
    again = printed(person, caseworker)
    stored = Letter.objects.get(pk=letter.pk)
    assert bytes(stored.pdf) == bytes(again.pdf)
    assert stored.sha256 == hashlib.sha256(bytes(stored.pdf)).hexdigest()
    assert (stored.recorded_by, stored.recorded_at, stored.printed_on) == (caseworker, MOMENT, DAY)
    assert (stored.text_version, stored.translation_version) == ("mitgelieferter Text, Stand 25.11.2026", "")
    assert last_event(person) == (EventKind.LETTER_PRINTED, "Einladung zum Kennenlernen, mit der Post")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(sha256="0" * 64)


def test_everything_that_is_missing_is_named_at_once(potsdam):
    caseworker = make_user(Role.FALLBEGLEITUNG, potsdam)
    person = make_participant(caseworker, on=date(2024, 1, 10))
    assert refusal(services.print_letter, order(person, Briefart.EINLADUNG), by=caseworker) == [
        "Die Anschrift der Person fehlt.",
        f"Die Anschrift der Kommune fehlt. {OFFICE}",
        "Wählen Sie einen geplanten Termin aus oder vereinbaren Sie zuerst einen.",
        f"Die Telefonnummer der Kommune fehlt. {OFFICE}",
    ]
    assert Letter.objects.count() == 0


def test_who_has_no_address_gets_the_letter_by_hand(town, person, caseworker):
    people.erase_address(person, by=caseworker)
    assert refusal(services.print_letter, order(person), by=caseworker) == ["Die Anschrift der Person fehlt."]
    letter = printed(person, caseworker, delivery=Versand.UEBERGABE)
    assert "Ringstraße" not in text_of(letter.pdf)


@pytest.mark.parametrize("consent", [Einwilligung.NICHT_ERTEILT, Einwilligung.WIDERRUFEN])
def test_no_letter_after_a_no_but_the_form_to_say_yes(town, person, caseworker, consent):
    day = {"consent_withdrawn_on": DAY} if consent == Einwilligung.WIDERRUFEN else {}
    people.record_consent(person, by=caseworker, version=person.version, consent=consent, **day)
    for kind in (Briefart.KENNENLERNEN, Briefart.BESTAETIGUNG):
        assert refusal(services.print_letter, order(person, kind), by=caseworker) == [
            f"Die Einwilligung ist {consent.label}. Briefe gehen nicht mehr an die Person."
        ]
    assert printed(person, caseworker, Briefart.EINWILLIGUNG).pk


def test_a_confirmation_needs_consent_and_participation(town, caseworker):
    waiting = {"consent": Einwilligung.WIRD_EINGEHOLT, "consent_on": None, "consent_language": ""}
    person = addressed(caseworker, talk_held=False, **waiting)
    assert refusal(services.print_letter, order(person, Briefart.BESTAETIGUNG), by=caseworker) == [
        "Eine Bestätigung gibt es erst mit der Einwilligung.",
        "Die Person nimmt zurzeit nicht teil (Status Identifiziert).",
        "Die Teilnahme hat noch nicht begonnen.",
    ]


@pytest.mark.parametrize(
    ("day", "said"), [(date(2024, 3, 19), ["Der Termin am 19.03.2024 ist schon vorbei."]), (DAY, None)]
)
def test_no_reminder_of_what_is_over(town, person, caseworker, day, said):
    meeting = meet(person, caseworker, day=day)
    reminder = order(person, Briefart.ERINNERUNG, appointment=meeting)
    if said:
        assert refusal(services.print_letter, reminder, by=caseworker) == said
    else:
        assert services.print_letter(reminder, by=caseworker).appointment == meeting


def test_no_letter_for_a_cancelled_appointment(town, person, caseworker):
    meeting = meet(person, caseworker)
    services.state_appointment(meeting, by=caseworker, version=1, state=Terminstand.ABGESAGT, today=DAY)
    meeting.refresh_from_db()
    reminder = order(person, Briefart.ERINNERUNG, appointment=meeting)
    state = meeting.get_state_display()
    assert refusal(services.print_letter, reminder, by=caseworker) == [
        f"Der Termin findet nicht mehr statt: {state}."
    ]


def test_a_sample_never_goes_out_and_a_translation_of_an_old_text_neither(town, person, caseworker):
    arabic = order(person, language="ar")
    assert refusal(services.print_letter, arabic, by=caseworker) == [
        "Arabisch: Muster, nicht verwenden, bis übersetzt und geprüft. Nur Deutsch ist möglich."
    ]
    check(town, caseworker, Briefart.KENNENLERNEN, "ar", translator="", source="", translated_on=None)
    assert refusal(services.print_letter, arabic, by=caseworker)[0].startswith("Arabisch: Muster")
    check(town, caseworker, Briefart.KENNENLERNEN, "ar", version=1)
    assert services.print_letter(arabic, by=caseworker).language == "ar"
    german = {"kind": Briefart.KENNENLERNEN, "language": "de", "version": 0}
    services.save_letter_text(town, by=caseworker, subject="Neu", body="Guten Tag {name}", **german)
    assert refusal(services.print_letter, arabic, by=caseworker) == [
        "Arabisch: Der deutsche Text wurde geändert; die Übersetzung gehört noch zur früheren Fassung."
        " Nur Deutsch ist möglich."
    ]
    assert refusal(services.print_letter, order(person, language="ka"), by=caseworker) == [
        "Georgisch: Für diese Sprache gibt es noch keine Übersetzung. Nur Deutsch ist möglich."
    ]


def test_signs_that_no_font_has_are_named(town, person, caseworker):
    check(town, caseworker, Briefart.KENNENLERNEN, "ka", subject="გამარჯობა", body="{name}")
    assert refusal(services.print_letter, order(person, language="ka"), by=caseworker) == [
        "Die Schriften der Briefe kennen diese Zeichen nicht: გამრჯობ"
    ]


def test_a_name_is_never_read_as_markup(town, caseworker):
    person = addressed(caseworker, family_name="{telefon} <b>", given_name="[ ] # -")
    words = text_of(printed(person, caseworker).pdf)
    assert "Guten Tag [ ] # - {telefon} <b>," in words


@pytest.mark.parametrize(("more", "fits"), [("", True), ("x", False)])
def test_no_more_than_six_lines_in_the_window(town, caseworker, more, fits):
    """The given name, two or three lines of family name, c/o, street and town."""
    person = addressed(caseworker, family_name="x" * 76 + more * 5, given_name="Kim")
    people.set_address(person, by=caseworker, version=1, care_of="Haus", street="Weg 1")
    paper = PaperLetter(order(Participant.objects.get(pk=person.pk)))
    assert [_height(line) for line in paper.window] == [3 if fits else 4, 1, 1, 1]
    if fits:
        found = boxes(printed(person, caseworker).pdf)
        assert max(bottom for word, _, _, _, bottom in found if word == "03048") < 90
    else:
        said = ["Die Anschrift ist zu lang für das Fenster. Kürzen Sie sie."]
        assert refusal(services.print_letter, order(person), by=caseworker) == said


def test_the_logs_name_nobody(town, person, caseworker, caplog):
    with caplog.at_level("DEBUG"):
        printed(person, caseworker)
        people.erase_address(person, by=caseworker)
        refusal(services.print_letter, order(person), by=caseworker)
    assert [word for word in ("Özdemir", "Ayşe", "Ringstraße", "Amani") if word in caplog.text] == []


class TestAnInvitationIsAnAttempt:
    """Whoever has not had the first talk was tried to reach, once for each day."""

    @pytest.fixture
    def stranger(self, town, caseworker):
        return addressed(caseworker, talk_held=False, given_name="Noor")

    @staticmethod
    def attempts(person):
        rows = person.contactattempts.in_force()
        return [(row.tried_on, row.channel, row.result, row.language, row.next_on, row.note) for row in rows]

    def test_the_next_try_comes_after_two_weeks(self, stranger, caseworker):
        printed(stranger, caseworker)
        invited = (DAY, "brief", "hinterlassen", "de", date(2024, 4, 3), "Einladung zum Kennenlernen")
        assert self.attempts(stranger) == [invited]
        printed(stranger, caseworker)
        printed(stranger, caseworker, Briefart.ERINNERUNG)
        assert self.attempts(stranger) == [invited]

    def test_or_on_the_working_day_after_the_appointment(self, town, stranger, caseworker):
        check(town, caseworker, Briefart.EINLADUNG, "ar")
        thursday = meet(stranger, caseworker, day=date(2024, 3, 28))
        printed(stranger, caseworker, Briefart.EINLADUNG, appointment=thursday, language="ar")
        told = "Einladung zu einem Termin"
        assert self.attempts(stranger) == [(DAY, "brief", "hinterlassen", "ar", date(2024, 4, 2), told)]

    @pytest.mark.parametrize(
        ("planned", "next_on"),
        [
            (DAY, date(2024, 4, 3)),
            (date(2024, 3, 21), date(2024, 3, 21)),
            (date(2024, 4, 9), date(2024, 4, 3)),
        ],
    )
    def test_an_earlier_try_stays_planned(self, stranger, caseworker, planned, next_on):
        call = {"tried_on": date(2024, 3, 11), "channel": "telefon", "result": "keine_antwort"}
        services.record_attempt(stranger, by=caseworker, next_on=planned, **call)
        printed(stranger, caseworker)
        assert stranger.contactattempts.first().next_on == next_on

    def test_after_a_mistake_was_withdrawn_it_counts_again(self, stranger, caseworker):
        printed(stranger, caseworker)
        mistake = stranger.contactattempts.get()
        services.withdraw_attempt(mistake, by=caseworker, version=mistake.version)
        printed(stranger, caseworker)
        assert (stranger.contactattempts.count(), len(self.attempts(stranger))) == (2, 1)

    @pytest.mark.parametrize("kind", [Briefart.TERMINZETTEL, Briefart.EINWILLIGUNG])
    def test_a_slip_or_a_form_invites_nobody(self, stranger, caseworker, kind):
        printed(stranger, caseworker, kind)
        assert self.attempts(stranger) == []

    def test_after_the_first_talk_no_letter_is_an_attempt(self, person, caseworker):
        printed(person, caseworker)
        assert self.attempts(person) == []
