"""Tables: out and in again, wrong rows, and files that are meant to do harm."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from network import services
from network.models import Contact, DirectoryEvent, Organisation, Service
from network.workbook import MOST_ROWS, NO_TABLE, TOO_LARGE, UNREADABLE

DAY = date(2024, 3, 27)
ADDRESS = "/netzwerk/einlesen/"
HEADINGS = ["Gruppe", "Organisation", "Leistung", "Angebot", "Bedarfe", "Deutsch mindestens", "Geprüft am"]
GOOD = ["Kammern", "Kammer Süd", "Anerkennung von Qualifikationen", "Beratung", "Sprachkurs", "A2", "1.3.24"]


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2024-03-27T10:00:00+01:00"):
        yield


def book(*rows: list, title: str = "Angebote", headings: list = HEADINGS, **more: list) -> bytes:
    file = Workbook()
    sheet = file.active
    sheet.title = title
    for row in (headings, *rows):
        sheet.append(row)
    for name, lines in more.items():
        extra = file.create_sheet(name)
        for line in lines:
            extra.append(line)
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def send(client, content: bytes, **fields):
    return client.post(ADDRESS, {"datei": SimpleUploadedFile("tabelle.xlsx", content), **fields})


@pytest.fixture
def client(login, coordinator):
    return login(coordinator)


def errors(answer) -> list[tuple[int, list[str]]]:
    assert answer.status_code == 200
    assert not Organisation.objects.exists()
    assert not DirectoryEvent.objects.exists()
    return [(each.number, each.sentences) for each in answer.context["errors"]]


class TestReading:
    def test_rows_become_organisations_offers_and_contacts(self, client):
        contacts = [["Organisation", "Funktion", "Telefon"], ["kammer süd", "Empfang", "0355 1"]]
        second = [
            None,
            "Kammer Süd",
            "Vermittlung in den Arbeitsmarkt",
            "Börse",
            "Arbeit, Vermittlung; Ausbildung",
        ]
        answer = send(client, book(GOOD, second, Kontakte=contacts))
        assert answer.status_code == 302
        organisation = Organisation.objects.get()
        assert (organisation.name, organisation.group) == ("Kammer Süd", "kammern")
        beratung, boerse = Service.objects.order_by("name")
        assert (beratung.needs, beratung.level_from, beratung.checked_on) == (
            ["sprachkurs"],
            "A2",
            date(2024, 3, 1),
        )
        assert boerse.needs == ["arbeit", "ausbildung"]
        assert Contact.objects.get().phone == "0355 1"
        event = DirectoryEvent.objects.first()
        assert (event.kind, event.summary) == (
            "einlesen",
            "Eingelesen: Organisationen: 1 neu, 0 geändert; Angebote: 2 neu, 0 geändert; "
            "Kontakte: 1 neu, 0 geändert",
        )

    def test_again_changes_what_differs_and_keeps_what_is_empty(self, client):
        send(client, book(GOOD))
        changed = [None, "KAMMER SÜD", None, "beratung", None, "B1", None]
        assert send(client, book(changed)).status_code == 302
        service = Service.objects.get()
        assert (service.level_from, service.needs, service.name) == ("B1", ["sprachkurs"], "beratung")
        count = DirectoryEvent.objects.count()
        assert send(client, book(changed)).status_code == 302
        assert DirectoryEvent.objects.count() == count + 1

    def test_only_checking_enters_nothing(self, client):
        answer = send(client, book(GOOD), pruefen="1")
        assert errors(answer) == []
        assert "Die Tabelle ist in Ordnung." in answer.text
        assert "Organisationen: 1 neu" in answer.text

    def test_every_wrong_row_is_named_and_nothing_is_entered(self, client):
        rows = [
            GOOD,
            ["Verein", "Anders", "Beratung", "X"],
            [None, "Ohne Gruppe", "Beratung", "X"],
            ["Kammern", None, "Beratung", "X"],
            ["Kammern", "Kammer Süd", "Beratung", "Y", "Sprachkurs; Zaubern", "A7", "31.02.2024"],
            ["Kammern", "Kammer Nord", None, "Z"],
            ["Kammern", "Kammer Nord", "Beratung", None],
            ["Kammern", "=1+1", "Beratung", "Q"],
            ["Kammern", "K" * 161],
        ]
        found = dict(errors(send(client, book(*rows))))
        assert list(found) == [3, 4, 5, 6, 7, 8, 9, 10]
        assert found[3][0].startswith("Gruppe: „Verein“ steht nicht zur Wahl. Möglich: Eigene Projekte")
        assert found[4] == ["Gruppe: Eine neue Organisation braucht eine der sieben Gruppen."]
        assert found[5] == ["Organisation: Der Name fehlt."]
        assert [each.split(" steht")[0] for each in found[6][:2]] == [
            "Bedarfe: „Zaubern“",
            "Deutsch mindestens: „A7“",
        ]
        assert found[6][2].startswith("Geprüft am: ")
        assert found[7] == ["Leistung: Ein neues Angebot braucht eine Leistung."]
        assert found[8] == ["Angebot: Ohne Namen lässt sich das Angebot nicht eintragen."]
        assert found[9] == ["Organisation: Ersetzen Sie die Formel durch ihren Wert."]
        assert found[10][0].startswith("Organisation: ")

    def test_every_cause_of_a_row_is_named_at_once(self, client):
        headings = [*HEADINGS, "Postleitzahl", "E-Mail-Adresse", "Alter ab", "Alter bis"]
        rows = [
            ["Verein", None, "Zaubern", "Y", "Fliegen", None, None, "ABC", "kein at", "40", "17"],
            ["Kammern", "Nord", None, "Z", None, "A7", None, "ABC", "kein at", "alt", None],
            ["Behörden", "Stelle 33", "Beratung", None, None, "A2"],
            ["Kammern", "Nord", "Beratung", "=1+1"],
        ]
        found = dict(errors(send(client, book(*rows, headings=headings))))
        assert [each.split(":")[0] for each in found[2]] == [
            *("Gruppe", "Organisation", "Postleitzahl", "E-Mail-Adresse", "Leistung", "Bedarfe"),
            "Das höchste Alter darf nicht unter dem niedrigsten liegen.",
        ]
        assert [each.split(":")[0] for each in found[3]] == [
            *("Postleitzahl", "E-Mail-Adresse", "Leistung", "Deutsch mindestens", "Alter ab"),
        ]
        assert found[4] == [
            "Ausländerbehörde: Schreiben Sie bei einer Behörde „ja“ oder „nein“.",
            "Angebot: Ohne Namen lässt sich das Angebot nicht eintragen.",
        ]
        assert found[5] == ["Angebot: Ersetzen Sie die Formel durch ihren Wert."]

    def test_every_cause_of_a_contact(self, client):
        contacts = [["Organisation", "Name", "E-Mail-Adresse"], ["Niemand", "N" * 121, "kein at"]]
        [(number, found)] = errors(send(client, book(Kontakte=contacts)))
        assert (number, [each.split(":")[0] for each in found]) == (
            2,
            ["Funktion", "Name", "E-Mail-Adresse", "Organisation"],
        )

    @pytest.mark.parametrize(("answer", "is_one"), [("ja", True), ("nein", False)])
    def test_of_a_new_behoerde_the_table_says_whether_it_is_an_auslaenderbehoerde(
        self, client, answer, is_one
    ):
        headings = ["Gruppe", "Organisation", "Ausländerbehörde"]
        row = ["Behörden", "Stelle 33", answer]
        assert send(client, book(row, headings=headings)).status_code == 302
        assert Organisation.objects.get().auslaenderbehoerde is is_one

    def test_what_becomes_a_behoerde_is_asked_too(self, client):
        headings = ["Gruppe", "Organisation", "Ausländerbehörde"]
        assert send(client, book(["Kammern", "Stelle 33"], headings=headings)).status_code == 302
        answer = send(client, book(["Behörden", "Stelle 33"], headings=headings))
        assert [each.sentences for each in answer.context["errors"]] == [
            ["Ausländerbehörde: Schreiben Sie bei einer Behörde „ja“ oder „nein“."]
        ]
        assert Organisation.objects.get().group == "kammern"
        assert send(client, book(["Behörden", "Stelle 33", "ja"], headings=headings)).status_code == 302
        # Known as one, it is not asked again.
        assert send(client, book(["Behörden", "Stelle 33"], headings=headings)).status_code == 302
        assert Organisation.objects.get().auslaenderbehoerde is True

    def test_a_contact_of_an_unknown_organisation(self, client):
        contacts = [["Organisation", "Funktion"], ["Niemand", "Empfang"]]
        assert errors(send(client, book(Kontakte=contacts))) == [
            (
                2,
                [
                    "Organisation: „Niemand“ steht nicht im Verzeichnis.",
                    "Geben Sie eine Telefonnummer oder eine E-Mail-Adresse an.",
                ],
            )
        ]

    def test_other_columns_and_sheets(self, client):
        answer = send(client, book(["x"], headings=["Klientin"]))
        assert errors_of_form(answer)[0].startswith("Blatt „Angebote“: Die Spalte „Klientin“ ist unbekannt.")
        answer = send(client, book(GOOD, title="Tabelle1"))
        assert errors_of_form(answer) == [
            "Die Datei hat kein Blatt „Angebote“ und kein Blatt „Kontakte“ mit Zeilen."
        ]

    def test_an_organisation_of_another_kommune_is_another_one(self, client, potsdam, coordinator):
        there = services.add_organisation(potsdam, by=coordinator, group="kammern", name="Kammer Süd")
        assert send(client, book(GOOD)).status_code == 302
        there.refresh_from_db()
        assert (Organisation.objects.count(), there.version) == (2, 1)

    def test_days_and_numbers_as_the_file_has_them(self, client):
        headings = [*HEADINGS, "Postleitzahl", "Alter ab", "Internetseite"]
        row = [*GOOD[:6], DAY, 3046, 18.0, "kammer.example"]
        assert send(client, book(row, headings=headings)).status_code == 302
        organisation, service = Organisation.objects.get(), Service.objects.get()
        assert (organisation.postcode, organisation.website) == ("03046", "https://kammer.example")
        assert (service.checked_on, service.age_from) == (DAY, 18)


def errors_of_form(answer) -> list[str]:
    assert (answer.status_code, Organisation.objects.exists()) == (200, False)
    return answer.context["form"].errors["datei"]


def zipped(**parts: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one part replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"
t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"""
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">%b]><worksheet>&z;</worksheet>' % b"".join(
    b'<!ENTITY %c "%b">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("z") + 1)
)
FAR_AWAY = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"""


MANY_SHEETS = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>%b</sheets></workbook>'
    % (b'<sheet name="a" sheetId="1" r:id="rId1"/>' * 21)
)


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"Gruppe;Organisation", NO_TABLE),
            (b"\xd0\xcf\x11\xe0" + b"\0" * 600, NO_TABLE),
            (zipped(a=b"nichts"), UNREADABLE),
            (zipped(**{SHEET: b"\0" * (3 * 1024 * 1024 + 1)}), TOO_LARGE),
            (zipped(a=b"\0" * (256 * 1024 + 1)), TOO_LARGE),
            (zipped(**{f"teil{number}": b"" for number in range(61)}), TOO_LARGE),
            (with_part(book(GOOD), SHEET, ENTITY), UNREADABLE),
            (with_part(book(GOOD), SHEET, LAUGHS), UNREADABLE),
            (with_part(book(GOOD), SHEET, b"<worksheet"), UNREADABLE),
            (with_part(book(GOOD), "xl/workbook.xml", MANY_SHEETS), TOO_LARGE),
            (book(GOOD)[:-400], NO_TABLE),
        ],
        ids=[
            "csv",
            "encrypted",
            "empty zip",
            "bomb",
            "bomb beside",
            "parts",
            "entity",
            "laughs",
            "broken",
            "sheets",
            "cut off",
        ],
    )
    def test_refused_with_a_sentence(self, client, content, sentence):
        assert errors_of_form(send(client, content)) == [sentence]

    def test_a_cell_at_the_end_of_the_world(self, client):
        answer = send(client, with_part(book(GOOD), SHEET, FAR_AWAY))
        assert errors_of_form(answer) == [
            "Das Blatt „Angebote“ hat mehr als 500 Zeilen. Teilen Sie es auf mehrere Dateien auf."
        ]

    def test_more_than_two_megabytes_never_arrive(self, client):
        answer = send(client, b"\0" * (2 * 1024 * 1024 + 1))
        assert errors_of_form(answer) == [
            "Wählen Sie eine Tabelle im Format .xlsx aus, die kleiner als 2 MB ist."
        ]

    def test_both_sides_of_the_number_of_rows(self, client):
        rows = [["Verein", "N"]] * MOST_ROWS
        answer = send(client, book(*rows))
        assert (len(answer.context["errors"]), answer.context["hidden"]) == (100, MOST_ROWS - 100)
        assert errors_of_form(send(client, book(*rows, ["Verein", "N"]))) == [
            "Das Blatt „Angebote“ hat mehr als 500 Zeilen. Teilen Sie es auf mehrere Dateien auf."
        ]


class TestWriting:
    def test_what_goes_out_comes_in_again(self, client, cottbus, coordinator):
        row = services.add_organisation(
            cottbus, by=coordinator, group="freie_traeger", name="Brücke", postcode="03046", languages=["prs"]
        )
        services.add_service(
            row,
            by=coordinator,
            kind="beratung",
            name="Beratung",
            needs=["arbeit", "sprachkurs"],
            statuses=["duldung_60a"],
            level_from="A2",
            age_from=18,
            capacity="warteliste",
            waiting_weeks=3,
            checked_on=DAY,
        )
        services.add_contact(row, by=coordinator, function="Empfang", phone="0355 1")
        services.add_organisation(cottbus, by=coordinator, group="mso", name="Ohne Angebot")
        answer = client.get("/netzwerk/verzeichnis.xlsx")
        assert answer["Content-Disposition"] == 'attachment; filename="Spurwechsel_Netzwerk_2024-03-27.xlsx"'
        before = [*Service.objects.values(), *Organisation.objects.values(), *Contact.objects.values()]
        assert send(client, answer.content).status_code == 302
        assert [
            *Service.objects.values(),
            *Organisation.objects.values(),
            *Contact.objects.values(),
        ] == before
        assert "0 neu, 0 geändert; Angebote: 0 neu, 0 geändert" in DirectoryEvent.objects.first().summary

    @pytest.mark.parametrize(
        "text", ["=1+1", "+49 355", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1+1", "|x", "%x"]
    )
    def test_no_text_becomes_a_formula(self, client, cottbus, coordinator, text):
        row = services.add_organisation(
            cottbus, by=coordinator, group="mso", name=text, street=text, note=text, opening_hours=text
        )
        services.add_contact(row, by=coordinator, function=text, name=text, phone=text)
        content = client.get("/netzwerk/verzeichnis.xlsx").content
        with ZipFile(BytesIO(content)) as archive:
            assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
        cells = [cell for sheet in load_workbook(BytesIO(content)) for line in sheet for cell in line]
        assert {cell.data_type for cell in cells if cell.value == text} == {"s"}
        assert sum(cell.value == text for cell in cells) == 8
        assert send(client, content).status_code == 302
        assert Organisation.objects.get().name == text

    def test_only_the_own_directory_goes_out(self, client, potsdam, coordinator):
        services.add_organisation(potsdam, by=coordinator, group="mso", name="Dort", shared=True)
        book = load_workbook(BytesIO(client.get("/netzwerk/verzeichnis.xlsx").content))
        assert [sheet.max_row for sheet in book] == [1, 1]

    def test_a_caseworker_may_neither(self, login, caseworker):
        assert login(caseworker).get(ADDRESS).status_code == 403
        assert login(caseworker).get("/netzwerk/verzeichnis.xlsx").status_code == 403
