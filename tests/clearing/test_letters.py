"""Letters: refused with everything that is missing, kept byte by byte, and never more in the window."""

import hashlib
import io
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
import time_machine
from django.db import transaction
from django.db.utils import ProgrammingError

from clearing import services
from clearing.catalogue import Terminstand
from clearing.letter_catalogue import RIGHT_TO_LEFT, WITH_APPOINTMENT, Briefart, Versand
from clearing.models import Letter, LetterText
from clearing.paper_letter import PaperLetter, _height
from participants import services as people
from participants.choices import Einwilligung, EventKind
from participants.models import Participant
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.letters import DAY, addressed, check, meet, order, with_sender
from tests.clearing.plans import last_event, refusal
from tests.factories import make_participant, make_user
from tests.reports import verapdf

OFFICE = "Die Fachadministration trägt sie unter Verwaltung bei der Kommune ein."
MOMENT = datetime(2024, 3, 20, 8, tzinfo=UTC)


@once
def town(cottbus):
    return with_sender(cottbus)


@once
def person(town, caseworker):
    return addressed(caseworker, family_name="Özdemir", given_name="Ayşe")


def printed(person, by, kind=Briefart.KENNENLERNEN, **fields):
    if kind in WITH_APPOINTMENT and "appointment" not in fields:
        fields["appointment"] = meet(person, by)
    if kind == Briefart.EINWILLIGUNG:
        fields["delivery"] = Versand.UEBERGABE
    with time_machine.travel(MOMENT, tick=False):
        return services.print_letter(order(person, kind, **fields), by=by)


def text_of(pdf):
    found = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=bytes(pdf), capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", found.stdout.decode())


KINDS = [*((kind, "") for kind in Briefart), *((kind, "ar") for kind in Briefart)]
KINDS += [(Briefart.EINLADUNG, "prs"), (Briefart.EINLADUNG, "ru"), (Briefart.EINWILLIGUNG, "en")]


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_verapdf_finds_nothing(town, person, caseworker, tmp_path: Path, kind, language):
    if language:
        check(town, caseworker, kind, language)
    path = tmp_path / "brief.pdf"
    path.write_bytes(printed(person, caseworker, kind, language=language).pdf)
    assert [verapdf.failures(path, profile) for profile in ("PDFUA-1", "PDFA-3A")] == [[], []]


def boxes(pdf):
    """Every word of the first page with left, top, right and bottom in millimetres."""
    found = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=bytes(pdf), capture_output=True, check=True
    )
    words = ElementTree.fromstring(found.stdout).iter("{http://www.w3.org/1999/xhtml}word")
    edges = ("xMin", "yMin", "xMax", "yMax")
    return [(word.text, *(float(word.get(edge)) * 25.4 / 72 for edge in edges)) for word in words]


# A window of DL (DIN 680) shows 90 × 45 mm; the sheet may slip by 5 mm in the envelope.
WINDOW = (15, 40, 115, 95)


@pytest.mark.parametrize("delivery", Versand)
@pytest.mark.parametrize("kind", [*WITH_APPOINTMENT, Briefart.BESTAETIGUNG])
def test_nothing_but_address_and_sender_in_the_window(town, person, caseworker, kind, delivery):
    words = boxes(printed(person, caseworker, kind, delivery=delivery).pdf)
    left, top, right, bottom = WINDOW
    inside = [word for word, x, y, x2, y2 in words if x < right and x2 > left and y < bottom and y2 > top]
    sender = "Stadt Cottbus/Chóśebuz, Neumarkt 5, 03046 Cottbus/Chóśebuz"
    address = "" if delivery == Versand.UEBERGABE else " c/o Familie Amani Ringstraße 5 03048 Cottbus"
    assert " ".join(inside) == f"{sender} Ayşe Özdemir{address}"


def test_the_first_line_of_the_text_stands_where_din_5008_wants_it(person, caseworker):
    words = {word: (x, y) for word, x, y, _, _ in boxes(printed(person, caseworker).pdf)}
    assert tuple(map(round, words["Ringstraße"])) == (25, 72)
    assert tuple(map(round, words["Einladung"])) == (25, 99)


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


def test_properties_of_the_file_name_nobody(person, caseworker):
    pdf = printed(person, caseworker).pdf
    with pikepdf.open(io.BytesIO(bytes(pdf))) as document:
        properties = {str(key): str(value) for key, value in document.docinfo.items()}
        known = f"{properties} {bytes(document.Root.Metadata.read_bytes()).decode()}"
    assert properties["/Title"] == "Einladung zum Kennenlernen"
    assert properties["/Author"] == "Stadt Cottbus/Chóśebuz"
    secret = ("Özdemir", "Ayşe", person.case_number, "Ringstraße", "Amani")
    assert [word for word in secret if word in known] == []


@pytest.mark.parametrize("language", ["ar", "prs", "ru"])
def test_both_languages_are_in_the_file_with_their_tags(town, person, caseworker, language):
    check(town, caseworker, Briefart.EINLADUNG, language)
    letter = printed(person, caseworker, Briefart.EINLADUNG, language=language)
    with pikepdf.open(io.BytesIO(bytes(letter.pdf))) as document:
        articles = [
            str(each["/Lang"])
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Art"
        ]
        fonts = {
            str(each["/BaseFont"])[8:]
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary)
            and "/FontFile2" not in each
            and each.get("/Subtype") == "/Type0"
        }
    assert articles == ["de", {"prs": "fa-AF"}.get(language, language)]
    assert any(font.startswith("Noto-Sans-Arabic") for font in fonts) == (language in RIGHT_TO_LEFT)
    text = LetterText.objects.get(language=language)
    assert letter.translation_version == (
        f"{text.label}, übersetzt von Büro Beispiel am 20.03.2024, Auftrag 7"
    )


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
