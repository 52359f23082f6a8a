"""Makes the sections of one talk fit each other: what one says must not contradict another."""

from typing import Any

from clearing.catalogue import Abschnitt
from participants.choices import (
    Fuehrerschein,
    Grundkenntnisse,
    ItKenntnisse,
    Mobilitaet,
    Partnerschaft,
    Schriftkenntnis,
    Schulbildung,
    Wohnform,
)

from . import talk_words as words

Values = dict[str, Any]
LONG_AT_SCHOOL = (Schulbildung.SEKUNDAR_2, Schulbildung.TERTIAER)
AT_HOME_AT_A_COMPUTER = (ItKenntnisse.SICHER, ItKenntnisse.BERUF)
LITTLE_SCHOOL = (Schulbildung.OHNE, Schulbildung.PRIMAR)
CARE = "82"


def make_agree(sections: dict[str, Values], *, young: bool) -> None:
    """Changes the later answer where two contradict each other; `young` is who came before adulthood."""
    _school(sections[Abschnitt.SPRACHE], sections[Abschnitt.BILDUNG], young=young)
    _life(sections)
    _words(sections[Abschnitt.WUENSCHE], sections[Abschnitt.BILDUNG], sections[Abschnitt.LEBENSLAGE])


def _school(language: Values, education: Values, *, young: bool) -> None:
    test, schooling = language["society_test"], education["schooling"]
    if test == Grundkenntnisse.SCHULABSCHLUSS and young:
        education |= {"school_years_here": 3, "leaving_certificate_here": True}
    elif test == Grundkenntnisse.SCHULABSCHLUSS:
        language["society_test"] = Grundkenntnisse.LEBEN_IN_DEUTSCHLAND
    if test == Grundkenntnisse.ORIENTIERUNGSKURS:
        language["course_finished"] = True
    struggles = language["literacy"] in (Schriftkenntnis.FUNKTIONAL, Schriftkenntnis.PRIMAER)
    writes_well = schooling in LONG_AT_SCHOOL or education["it_skills"] in AT_HOME_AT_A_COMPUTER
    if struggles and writes_well:
        language["literacy"] = Schriftkenntnis.ZWEITSCHRIFT


def _life(sections: dict[str, Values]) -> None:
    frame, life = sections[Abschnitt.RAHMEN], sections[Abschnitt.LEBENSLAGE]
    in_centre = life["housing"] == Wohnform.AUFNAHME
    sections[Abschnitt.AUFENTHALT]["in_reception_centre"] = in_centre
    if frame["companions"] == "Ehepartner" and life["partnership"] != Partnerschaft.IM_HAUSHALT:
        frame["companions"] = ""
    licence = sections[Abschnitt.BILDUNG]["driving_licence"]
    if life["mobility"] == Mobilitaet.AUTO and licence == Fuehrerschein.KEINER:
        life["mobility"] = Mobilitaet.NAHVERKEHR


def _words(wishes: Values, education: Values, life: Values) -> None:
    """Nobody speaks of children, a trade or a school that there are not."""
    said, schooling = wishes["own_words"], education["schooling"]
    if "Pflege" in said:
        wishes["wished_occupation"] = CARE
    if "Kinder" in said and not life["minor_child"]:
        wishes["own_words"] = words.EARN
    if "Wohnung für uns" in said and life["partnership"] != Partnerschaft.IM_HAUSHALT:
        wishes["own_words"] = words.EARN
    if "Schulabschluss" in said and schooling in LONG_AT_SCHOOL:
        wishes["own_words"] = words.IN_MY_TRADE
    if "meinem Beruf" in said and schooling in LITTLE_SCHOOL:
        wishes["own_words"] = words.EARN
