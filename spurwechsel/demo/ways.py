"""Two ways as the project tells them: the highly qualified specialist, and activation through perspective."""

from datetime import date

from participants.choices import (
    Abschluss,
    Ausschlusshinweis,
    Duldungsart,
    Gender,
    Identitaetsklaerung,
    Nebenbestimmung,
    ParkReason,
    Phase,
    Zugang,
)
from participants.choices import Aufenthaltsstatus as Status

from .papers import lasting
from .staff import COTTBUS
from .story import Story
from .town import Town

SPECIALIST = ("Ebrahimi", "Parisa")
ACTIVATED = ("Nguemo", "Alain")


def two_ways(town: Town) -> list[Story]:
    """Both are in Betreuung on 27.03.2024 and reach their aim in 2025."""
    return [_specialist(town), _activated(town)]


def _specialist(town: Town) -> Story:
    story = Story(
        kommune=COTTBUS,
        worker="beispiel",
        facts={
            "family_name": SPECIALIST[0],
            "given_name": SPECIALIST[1],
            "gender": Gender.WEIBLICH,
            "nationality": "IR",
            "language": "fa",
            "needs_interpreting": True,
            "phone": "030 23125 980",
            "birth_date": date(1986, 4, 22),
            "entry_date": date(2019, 6, 3),
            "channel": Zugang.NETZWERK,
        },
        paper=lasting(
            Status.DULDUNG_60A, date(2023, 8, 14), 12, Duldungsart.A2_S1, Nebenbestimmung.MIT_ERLAUBNIS
        ),
        rng=town.rng,
        say=town.say,
    )
    story.succeeds_at = ("Planungsbüro Muster", "31")
    story.registered(date(2023, 10, 10), talk_held=True)
    _back_to_the_own_trade(story)
    _in_the_own_trade(story)
    return story


def _back_to_the_own_trade(story: Story) -> None:
    story.moves(
        Phase.CLEARING,
        date(2023, 10, 24),
        "Bauingenieurin mit elf Jahren Berufserfahrung; Diplom und Zeugnisse liegen im Original vor."
        " Deutsch A2. Arbeitet zurzeit als Küchenhilfe, weit unter ihrem Können.",
    )
    story.notes(
        date(2023, 10, 24),
        identity=Identitaetsklaerung.GEKLAERT,
        exclusion=Ausschlusshinweis.KEIN_HINWEIS,
    )
    story.moves(
        Phase.BETREUUNG,
        date(2023, 11, 14),
        "Ziel: wieder als Bauingenieurin arbeiten. Nächste Schritte: Bewertung des Diploms beantragen,"
        " Deutsch bis B2, Praktikum in einem Planungsbüro.",
    )


def _in_the_own_trade(story: Story) -> None:
    story.holds(
        lasting(
            Status.DULDUNG_60A,
            date(2024, 8, 14),
            12,
            Duldungsart.A2_S1,
            Nebenbestimmung.BESCHAEFTIGUNG_GESTATTET,
        ),
        date(2024, 8, 20),
    )
    story.moves(
        Phase.KEINE_BEDARFE,
        date(2024, 10, 1),
        "Das Diplom ist als vergleichbar bewertet, die Stelle im Planungsbüro hat begonnen."
        " Zurzeit kein Bedarf; wir sprechen nach der Probezeit.",
        park_reason=ParkReason.KEIN_BEDARF,
        follow_up_on=date(2025, 4, 1),
    )
    story.follows_up(
        date(2025, 4, 1),
        "Probezeit bestanden. Der Antrag auf einen Titel zur Beschäftigung ist gestellt.",
        date(2025, 7, 1),
    )
    story.holds(
        lasting(Status.AE_19D, date(2025, 6, 16), 24, work=Nebenbestimmung.ERWERB_GESTATTET),
        date(2025, 6, 18),
    )
    story.moves(
        Phase.ABGESCHLOSSEN,
        date(2025, 6, 24),
        "Titel zum Zweck der Beschäftigung erteilt, unbefristete Stelle als Bauingenieurin, eigene Wohnung."
        " Der Spurwechsel ist gelungen.",
        outcome=Abschluss.SPURWECHSEL,
    )


def _activated(town: Town) -> Story:
    story = Story(
        kommune=COTTBUS,
        worker="beispiel",
        facts={
            "family_name": ACTIVATED[0],
            "given_name": ACTIVATED[1],
            "gender": Gender.MAENNLICH,
            "nationality": "CM",
            "language": "fr",
            "needs_interpreting": False,
            "phone": "030 23125 981",
            "birth_date": date(1990, 9, 8),
            "entry_date": date(2016, 3, 1),
            "entry_precision": "month",
            "channel": Zugang.SOZIALAMT,
        },
        paper=lasting(
            Status.DULDUNG_60A, date(2023, 8, 10), 6, Duldungsart.A2_S1, Nebenbestimmung.MIT_ERLAUBNIS
        ),
        rng=town.rng,
        say=town.say,
    )
    story.succeeds_at = ("Pflegeheim Beispiel", "82")
    story.registered(date(2023, 10, 12), talk_held=False)
    _first_steps(story)
    _with_a_perspective(story)
    return story


def _first_steps(story: Story) -> None:
    story.moves(
        Phase.TERMINVEREINBARUNG,
        date(2023, 11, 9),
        "Auf zwei Schreiben keine Antwort. Bei der Informationsveranstaltung in der Unterkunft lange"
        " gesprochen: Nach sieben Jahren Duldung glaubt er nicht an neue Projekte, kommt aber zum Gespräch.",
    )
    story.moves(
        Phase.CLEARING,
        date(2023, 12, 5),
        "Möchte zuerst zuhören. Hat in Kamerun Angehörige gepflegt und als Fahrer gearbeitet, spricht"
        " vier Sprachen, Deutsch A1 aus dem Alltag.",
    )
    story.moves(
        Phase.UNVEREINBARKEIT,
        date(2024, 1, 11),
        "Sieht für sich zurzeit keinen Weg und bittet um Bedenkzeit. Die Voraussetzungen des"
        " Chancen-Aufenthaltsrechts sind erklärt; die Rechtsberatung hilft beim Antrag.",
        park_reason=ParkReason.KEIN_INTERESSE,
        follow_up_on=date(2024, 2, 20),
    )


def _with_a_perspective(story: Story) -> None:
    story.holds(
        lasting(Status.AE_104C, date(2024, 2, 12), 18, work=Nebenbestimmung.ERWERB_GESTATTET),
        date(2024, 2, 15),
    )
    story.moves(
        Phase.CLEARING,
        date(2024, 2, 20),
        "Meldet sich noch vor der Wiedervorlage: Das Chancen-Aufenthaltsrecht ist erteilt, jetzt lohnt sich"
        " das Lernen. Berufswunsch Pflege.",
    )
    story.notes(
        date(2024, 2, 20),
        identity=Identitaetsklaerung.MASSNAHMEN_ERGRIFFEN,
        exclusion=Ausschlusshinweis.KEIN_HINWEIS,
    )
    story.moves(
        Phase.BETREUUNG,
        date(2024, 3, 11),
        "Einstieg in Deutsch A2, danach Pflegehelferkurs mit 500 Stunden. Ein Pflegeheim bietet ein Praktikum"
        " am Wochenende an.",
    )
    story.holds(
        lasting(Status.AE_25B, date(2025, 8, 12), 24, work=Nebenbestimmung.ERWERB_GESTATTET),
        date(2025, 8, 14),
    )
    story.moves(
        Phase.ABGESCHLOSSEN,
        date(2025, 8, 26),
        "Aufenthaltserlaubnis für gut Integrierte erteilt, Deutsch B1 bestanden, feste Stelle als"
        " Pflegehelfer. Will die Ausbildung anschließen.",
        outcome=Abschluss.SPURWECHSEL,
    )
