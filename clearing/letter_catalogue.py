"""The kinds of letters, how they reach the person, and what a text of each kind may say about a case."""

from typing import NamedTuple

from django.db.models import TextChoices


class Briefart(TextChoices):
    KENNENLERNEN = "kennenlernen", "Einladung zum Kennenlernen"
    EINLADUNG = "einladung", "Einladung zu einem Termin"
    TERMINZETTEL = "terminzettel", "Terminzettel"
    ERINNERUNG = "erinnerung", "Erinnerung an einen Termin"
    BESTAETIGUNG = "bestaetigung", "Bestätigung der Teilnahme"
    EINWILLIGUNG = "einwilligung", "Formular zur Einwilligung"


class Versand(TextChoices):
    POST = "post", "mit der Post"
    UEBERGABE = "uebergabe", "wird der Person übergeben"


LETTER_MEANINGS = {
    Briefart.KENNENLERNEN: "Lädt dazu ein, sich zu melden; ohne festen Termin.",
    Briefart.EINLADUNG: "Nennt Tag, Uhrzeit und Ort eines geplanten Termins.",
    Briefart.TERMINZETTEL: "Große Schrift, Tag, Uhrzeit und Ort; zum Mitgeben.",
    Briefart.ERINNERUNG: "Erinnert freundlich an einen geplanten Termin.",
    Briefart.BESTAETIGUNG: "Für andere Stellen, auf Wunsch der Person. Sagt nichts über den Aufenthalt.",
    Briefart.EINWILLIGUNG: "Zum Ankreuzen und Unterschreiben, jeder Zweck für sich.",
}
WITH_APPOINTMENT = (Briefart.EINLADUNG, Briefart.TERMINZETTEL, Briefart.ERINNERUNG)
# To somebody without a first talk they are attempts to reach the person.
INVITING = (Briefart.KENNENLERNEN, Briefart.EINLADUNG, Briefart.ERINNERUNG)
# A form to sign is handed over and explained.
BY_HAND_ONLY = (Briefart.EINWILLIGUNG,)


class Placeholder(NamedTuple):
    """What stands in its place, and what to do where that is missing; `page` leads there."""

    meaning: str
    missing: str
    page: str = ""


_OFFICE = "Die Fachadministration trägt sie unter Verwaltung bei der Kommune ein."
_BOOK = "Wählen Sie einen geplanten Termin aus oder vereinbaren Sie zuerst einen."
PLACEHOLDERS: dict[str, Placeholder] = {
    "name": Placeholder("Vorname und Familienname der Person", "Der Name der Person fehlt."),
    "kommune": Placeholder("Name der Kommune", "Der Name der Kommune fehlt."),
    "team": Placeholder("Team der Kommune", f"Der Name des Teams fehlt. {_OFFICE}"),
    "anschrift": Placeholder("Anschrift der Kommune", f"Die Anschrift der Kommune fehlt. {_OFFICE}"),
    "telefon": Placeholder("Telefon der Kommune", f"Die Telefonnummer der Kommune fehlt. {_OFFICE}"),
    "email": Placeholder("E-Mail-Adresse der Kommune", f"Die E-Mail-Adresse der Kommune fehlt. {_OFFICE}"),
    "fallbegleitung": Placeholder(
        "Name der zuständigen Fallbegleitung", "Für die Person ist niemand zuständig.", "participant_edit"
    ),
    "heute": Placeholder("Tag des Briefs", "Der Tag des Briefs fehlt."),
    "wochentag": Placeholder("Wochentag des Termins, auf Deutsch", _BOOK, "appointment_add"),
    "tag": Placeholder("Tag des Termins, 27.03.2024", _BOOK, "appointment_add"),
    "uhrzeit": Placeholder("Beginn des Termins, 14:10", _BOOK, "appointment_add"),
    "dauer": Placeholder("Dauer des Termins in Minuten", _BOOK, "appointment_add"),
    "ort": Placeholder("Ort des Termins", _BOOK, "appointment_add"),
    "seit": Placeholder("Beginn der Teilnahme", "Die Teilnahme hat noch nicht begonnen."),
    "datenschutz": Placeholder(
        "Kontakt für Fragen zum Datenschutz", f"Der Kontakt zum Datenschutz fehlt. {_OFFICE}"
    ),
}
_ALWAYS = ("name", "kommune", "team", "anschrift", "telefon", "email", "fallbegleitung", "heute")
_MEETING = ("wochentag", "tag", "uhrzeit", "dauer", "ort")
ALLOWED: dict[str, tuple[str, ...]] = {
    Briefart.KENNENLERNEN: _ALWAYS,
    Briefart.EINLADUNG: (*_ALWAYS, *_MEETING),
    Briefart.TERMINZETTEL: (*_ALWAYS, *_MEETING),
    Briefart.ERINNERUNG: (*_ALWAYS, *_MEETING),
    Briefart.BESTAETIGUNG: (*_ALWAYS, "seit"),
    Briefart.EINWILLIGUNG: (*_ALWAYS, "datenschutz"),
}
# Written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "prs", "fa", "ps", "ckb", "ur"})
# The tags of BCP 47 where they differ from our codes; „andere“ is no language of a text.
LANGUAGE_TAGS = {"andere": "und", "prs": "fa-AF"}
