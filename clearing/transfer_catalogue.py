"""A referral with data: what may leave, the states it can be in, and the one table of who may move it."""

from django.db.models import TextChoices

from .referral_catalogue import Verweisergebnis


class Angabe(TextChoices):
    """Everything that may ever leave; a further word about a person has no place in a referral."""

    NAME = "name", "Name"
    KONTAKT = "kontakt", "Kontakt"
    ZIEL = "ziel", "Ziel"
    SPRACHE = "sprache", "Sprache"
    TERMIN = "termin", "Termin"


class Stand(TextChoices):
    ENTWURF = "entwurf", "Entwurf, noch nichts gesendet"
    GESENDET = "gesendet", "gesendet, Antwort offen"
    ANGENOMMEN = "angenommen", "angenommen"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    LAEUFT = "laeuft", "läuft"
    BEENDET = "beendet", "beendet"
    ABGELAUFEN = "abgelaufen", "ohne Antwort abgelaufen"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"


class Wer(TextChoices):
    """Who moves it: the team, the partner through the link, time alone, a consent that was taken back."""

    TEAM = "team", "Team"
    STELLE = "stelle", "Stelle über den Link"
    ZEIT = "zeit", "Ablauf der Frist"
    WIDERRUF = "widerruf", "Widerruf der Einwilligung"


_BOTH = frozenset({Wer.TEAM, Wer.STELLE})
_STOP = frozenset({Wer.TEAM, Wer.WIDERRUF})

# After so many days without an answer the team is reminded (the end of waiting is a setting).
REMINDED_AFTER = (7, 14)
# Whoever has accepted says by the same link, for so many days more, how it goes on.
LINK_DAYS = 180

# Whatever is not here does not happen.
MOVES: dict[tuple[Stand, Stand], frozenset[Wer]] = {
    (Stand.ENTWURF, Stand.GESENDET): frozenset({Wer.TEAM}),
    (Stand.ENTWURF, Stand.ZURUECKGEZOGEN): frozenset({Wer.TEAM}),
    (Stand.GESENDET, Stand.ANGENOMMEN): _BOTH,
    (Stand.GESENDET, Stand.ABGELEHNT): _BOTH,
    (Stand.GESENDET, Stand.ABGELAUFEN): frozenset({Wer.ZEIT}),
    (Stand.GESENDET, Stand.ZURUECKGEZOGEN): _STOP,
    (Stand.ANGENOMMEN, Stand.LAEUFT): _BOTH,
    (Stand.ANGENOMMEN, Stand.ABGELEHNT): _BOTH,
    (Stand.ANGENOMMEN, Stand.BEENDET): _BOTH,
    (Stand.ANGENOMMEN, Stand.ZURUECKGEZOGEN): _STOP,
    (Stand.LAEUFT, Stand.BEENDET): _BOTH,
    (Stand.LAEUFT, Stand.ZURUECKGEZOGEN): _STOP,
    # An answer by telephone that came too late for the link.
    (Stand.ABGELAUFEN, Stand.ANGENOMMEN): frozenset({Wer.TEAM}),
    (Stand.ABGELAUFEN, Stand.ABGELEHNT): frozenset({Wer.TEAM}),
}
# Data are with the partner, and something is still expected of it.
UNDER_WAY = (Stand.GESENDET, Stand.ANGENOMMEN, Stand.LAEUFT)
ANSWERED = (Stand.ANGENOMMEN, Stand.ABGELEHNT)


class Ablehnungsgrund(TextChoices):
    """Coded on purpose: free words about a person have no place in an answer."""

    VOLL = "voll", "zurzeit kein Platz frei"
    ZUSTAENDIG = "zustaendig", "wir sind nicht zuständig"
    VORAUSSETZUNG = "voraussetzung", "eine Voraussetzung fehlt noch"
    BEENDET = "beendet", "dieses Angebot gibt es nicht mehr"
    NICHT_ERREICHT = "nicht_erreicht", "Person nicht erreicht"
    ANDERER = "anderer", "anderer Grund"


class Ausgang(TextChoices):
    """How it ended at the partner."""

    ERREICHT = "erreicht", "Ziel erreicht"
    TEILWEISE = "teilweise", "Ziel zum Teil erreicht"
    ABGEBROCHEN = "abgebrochen", "vorzeitig beendet"
    NICHT_ERSCHIENEN = "nicht_erschienen", "Person ist nicht gekommen"


def moves_from(stand: str, who: Wer) -> list[Stand]:
    """Where somebody may take it from here, in the order of the states."""
    return [to for to in Stand if who in MOVES.get((Stand(stand), to), ())]


def result_of(stand: str, outcome: str, known: str) -> str:
    """The result of the referral that belongs to a state; `known` is the one so far."""
    if stand == Stand.BEENDET:
        missed = outcome == Ausgang.NICHT_ERSCHIENEN
        return Verweisergebnis.NICHT_ANGEKOMMEN if missed else Verweisergebnis.BEGONNEN
    if stand == Stand.ZURUECKGEZOGEN and known == Verweisergebnis.BEGONNEN:
        # What has begun goes on there; only we do not ask any more.
        return known
    return {
        Stand.ABGELEHNT: Verweisergebnis.ABGELEHNT,
        Stand.LAEUFT: Verweisergebnis.BEGONNEN,
        Stand.ABGELAUFEN: Verweisergebnis.KEINE_ANTWORT,
        Stand.ZURUECKGEZOGEN: Verweisergebnis.ZURUECKGEZOGEN,
    }.get(Stand(stand), "")
