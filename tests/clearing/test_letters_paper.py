"""The paper of a letter: what machines read in it, what the window shows, and whom its properties name."""

import io
from pathlib import Path

import pikepdf
import pytest

from clearing.letter_catalogue import RIGHT_TO_LEFT, WITH_APPOINTMENT, Briefart, Versand
from clearing.models import LetterText
from tests.built_once import once
from tests.clearing.letters import addressed, boxes, check, meet, printed, with_sender
from tests.reports import verapdf

KINDS = [*((kind, "") for kind in Briefart), *((kind, "ar") for kind in Briefart)]
KINDS += [(Briefart.EINLADUNG, "prs"), (Briefart.EINLADUNG, "ru"), (Briefart.EINWILLIGUNG, "en")]


@once
def town(cottbus):
    return with_sender(cottbus)


@once
def person(town, caseworker):
    return addressed(caseworker, family_name="Özdemir", given_name="Ayşe")


@once
def meeting(person, caseworker):
    return meet(person, caseworker)


def to_meet(kind, meeting):
    return {"appointment": meeting} if kind in WITH_APPOINTMENT else {}


@once
def letters(town, person, caseworker, meeting):
    """Every kind, by kind and language, by post where it does not go by hand."""
    found = {}
    for kind, language in KINDS:
        if language:
            check(town, caseworker, kind, language)
        more = to_meet(kind, meeting)
        found[kind, language] = printed(person, caseworker, kind, language=language, **more)
    return found


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_verapdf_finds_nothing(letters, tmp_path: Path, kind, language):
    path = tmp_path / "brief.pdf"
    path.write_bytes(letters[kind, language].pdf)
    assert [verapdf.failures(path, profile) for profile in ("PDFUA-1", "PDFA-3A")] == [[], []]


# A window of DL (DIN 680) shows 90 × 45 mm; the sheet may slip by 5 mm in the envelope.
WINDOW = (15, 40, 115, 95)


@pytest.mark.parametrize("delivery", Versand)
@pytest.mark.parametrize("kind", [*WITH_APPOINTMENT, Briefart.BESTAETIGUNG])
def test_nothing_but_address_and_sender_in_the_window(letters, person, caseworker, meeting, kind, delivery):
    posted, more = delivery == Versand.POST, to_meet(kind, meeting)
    letter = letters[kind, ""] if posted else printed(person, caseworker, kind, delivery=delivery, **more)
    words = boxes(letter.pdf)
    left, top, right, bottom = WINDOW
    inside = [word for word, x, y, x2, y2 in words if x < right and x2 > left and y < bottom and y2 > top]
    sender = "Stadt Cottbus/Chóśebuz, Neumarkt 5, 03046 Cottbus/Chóśebuz"
    address = " c/o Familie Amani Ringstraße 5 03048 Cottbus" if posted else ""
    assert " ".join(inside) == f"{sender} Ayşe Özdemir{address}"


def test_the_first_line_of_the_text_stands_where_din_5008_wants_it(letters):
    words = {word: (x, y) for word, x, y, _, _ in boxes(letters[Briefart.KENNENLERNEN, ""].pdf)}
    assert tuple(map(round, words["Ringstraße"])) == (25, 72)
    assert tuple(map(round, words["Einladung"])) == (25, 99)


def test_properties_of_the_file_name_nobody(letters, person):
    pdf = letters[Briefart.KENNENLERNEN, ""].pdf
    with pikepdf.open(io.BytesIO(bytes(pdf))) as document:
        properties = {str(key): str(value) for key, value in document.docinfo.items()}
        known = f"{properties} {bytes(document.Root.Metadata.read_bytes()).decode()}"
    assert properties["/Title"] == "Einladung zum Kennenlernen"
    assert properties["/Author"] == "Stadt Cottbus/Chóśebuz"
    secret = ("Özdemir", "Ayşe", person.case_number, "Ringstraße", "Amani")
    assert [word for word in secret if word in known] == []


@pytest.mark.parametrize("language", ["ar", "prs", "ru"])
def test_both_languages_are_in_the_file_with_their_tags(letters, language):
    letter = letters[Briefart.EINLADUNG, language]
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
    text = LetterText.objects.get(kind=Briefart.EINLADUNG, language=language)
    assert letter.translation_version == (
        f"{text.label}, übersetzt von Büro Beispiel am 20.03.2024, Auftrag 7"
    )
