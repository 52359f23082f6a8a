"""What the six sections of a talk bring to light about one person; everything fits paper, age and stay."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from clearing.catalogue import Abschnitt, Gespraechsort, Verstaendigung
from participants.choices import (
    Anerkennung,
    Anerkennungsstelle,
    Asylverfahren,
    Aufenthaltsstatus,
    Bildungsweg,
    Ergebnisstufe,
    Fuehrerschein,
    Grundkenntnisse,
    ItKenntnisse,
    Kompetenzverfahren,
    Language,
    Mobilitaet,
    Nachweislage,
    Niveau,
    Partnerschaft,
    Passlage,
    Schriftkenntnis,
    Schulbildung,
    Sprachnachweis,
    Unterhaltsausnahme,
    Wohnform,
)

from . import talk_words as words
from .agreement import make_agree
from .hand import Hand
from .workdays import workday_from

Values = dict[str, Any]
LEVELS = tuple(Niveau.values)
PLACES = (*[Gespraechsort.BUERO] * 7, *Gespraechsort)
INTERPRETED = (*[Verstaendigung.VOR_ORT] * 3, *[Verstaendigung.FERN] * 2)
DIRECT = (*[Verstaendigung.DEUTSCH] * 3, Verstaendigung.ANDERE)
SCHOOLING = (*[Schulbildung.SEKUNDAR_1] * 4, *[Schulbildung.SEKUNDAR_2] * 3, *Schulbildung)
LITERACY = (*[Schriftkenntnis.ALPHABETISIERT] * 7, *[Schriftkenntnis.ZWEITSCHRIFT] * 2, *Schriftkenntnis)
EVIDENCE = (*[Sprachnachweis.ZERTIFIKAT] * 3, Sprachnachweis.EINSTUFUNG, *[Sprachnachweis.SELBSTAUSKUNFT] * 2)
PASSPORTS = (*[Passlage.KEINER] * 3, *[Passlage.ABGELAUFEN] * 2, *Passlage)
HOUSING = (*[Wohnform.GEMEINSCHAFT] * 4, *[Wohnform.WOHNVERBUND] * 3, *[Wohnform.EIGENE] * 4, *Wohnform)
# „IT als Beruf“ is dealt to those alone who can.
IT_OF_MOST = (ItKenntnisse.HANDY, ItKenntnisse.GRUND, *tuple(ItKenntnisse)[:-1])
# Whoever came at this age or younger went to school here.
YOUNG = 20
TEST = (*[Grundkenntnisse.KEINE] * 5, *Grundkenntnisse)


def sections_of(facts: Mapping[str, Any], kind: str, on: date, number: int, hand: Hand) -> dict[str, Values]:
    """All six for the talk with that number, held on the day by somebody with that paper."""
    earlier = number - 1
    career = hand.deal("career", words.CAREERS)
    sections: dict[str, Values] = {
        Abschnitt.RAHMEN: _frame(facts, on, hand),
        Abschnitt.AUFENTHALT: _papers(facts, kind, on, hand),
        Abschnitt.SPRACHE: _language(facts, on, earlier, hand),
        Abschnitt.BILDUNG: _education(facts, career, on, hand),
        Abschnitt.LEBENSLAGE: _life(on, hand),
        Abschnitt.WUENSCHE: _wishes(career, on, hand),
    }
    make_agree(sections, young=facts["entry_date"].year - facts["birth_date"].year <= YOUNG)
    return sections


def _frame(facts: Mapping[str, Any], on: date, hand: Hand) -> Values:
    values: Values = {
        "held_on": on,
        "minutes": 15 * hand.days(3, 7),
        "place": hand.deal("place", PLACES),
        "companions": hand.deal("companions", words.COMPANIONS),
        "next_on": workday_from(on + timedelta(days=hand.days(10, 28))),
    }
    if facts["needs_interpreting"]:
        values["understanding"] = hand.deal("interpreted", INTERPRETED)
        values["interpreting_language"] = facts["language"]
        values["interpreter"] = hand.deal("interpreter", words.INTERPRETERS)
    else:
        values["understanding"] = hand.deal("direct", DIRECT)
    return values


def _papers(facts: Mapping[str, Any], kind: str, on: date, hand: Hand) -> Values:
    in_procedure = kind == Aufenthaltsstatus.GESTATTUNG_55
    states = (Asylverfahren.ABGELEHNT,) * 6 + (Asylverfahren.ZURUECKGENOMMEN, Asylverfahren.NIE)
    state = Asylverfahren.LAUFEND if in_procedure else hand.deal("asylum", states)
    if kind == Aufenthaltsstatus.AE_23_1:
        state = Asylverfahren.NIE
    values: Values = {
        "asylum_procedure": state,
        "passport": hand.deal("passport", PASSPORTS),
        "residence_obligation": hand.happens(0.7),
        "commitment_signed": hand.happens(0.3) or None,
    }
    if state != Asylverfahren.NIE:
        values["asylum_filed_on"] = min(facts["entry_date"] + timedelta(days=hand.days(9, 60)), on)
    if values["passport"] == Passlage.GUELTIG:
        values["passport_until"] = on + timedelta(days=hand.days(200, 2200))
    return values


def _language(facts: Mapping[str, Any], on: date, earlier: int, hand: Hand) -> Values:
    """Spoken German runs ahead of written; a certificate never says more than the weakest skill."""
    years = (on - facts["entry_date"]).days / 365
    place = min(5, max(0, round(years * 0.35 + hand.deal("talent", (-1, 0, 0, 1))) + earlier))
    # Who needs an interpreter speaks little German yet, who needs none speaks some.
    place = min(place, 2 + min(earlier, 1)) if facts["needs_interpreting"] else max(place, 2)
    spoken, written = LEVELS[place], LEVELS[max(0, place - hand.deal("written", (0, 0, 1)))]
    mother, further = facts["language"], hand.deal("further", words.FURTHER_LANGUAGES)
    values: Values = {
        "speaking": spoken,
        "listening": spoken,
        "reading": written,
        "writing": written,
        "literacy": hand.deal("literacy", LITERACY),
        "other_languages": sorted({mother, *further} - {Language.ANDERE}),
        "society_test": hand.deal("society", TEST),
        "course_obliged": hand.happens(0.15),
        "course_finished": hand.happens(0.25),
        "note": hand.deal("language note", words.LANGUAGE_NOTES),
    }
    if written == Niveau.KEINE:
        values["society_test"] = Grundkenntnisse.KEINE
        return values
    values["evidence"] = hand.deal("evidence", EVIDENCE)
    values["evidence_level"] = written
    since_entry = max((on - facts["entry_date"]).days // 2, 1)
    values["evidence_on"] = on - timedelta(days=hand.days(0, min(since_entry, 700)))
    if values["evidence"] == Sprachnachweis.SELBSTAUSKUNFT:
        values["evidence_on"] = on
    return values


def _education(facts: Mapping[str, Any], career: words.Career, on: date, hand: Hand) -> Values:
    age = (on - facts["birth_date"]).days // 365
    schooling = hand.deal("schooling", SCHOOLING)
    years = {
        Schulbildung.OHNE: 0,
        Schulbildung.PRIMAR: 6,
        Schulbildung.SEKUNDAR_1: 9,
        Schulbildung.SEKUNDAR_2: 12,
    }.get(schooling, 13)
    values: Values = {
        "strengths": career.strengths,
        "occupation": hand.deal("occupation", career.fields),
        "years_abroad": min(hand.days(0, 12), max(0, age - years - 16)),
        "years_here": min(hand.days(0, 3), max(0, age - 20)),
        "months_relevant": hand.deal("relevant", (0, 0, 6, 18, 30)),
        "school_years_abroad": years,
        "school_years_here": 0,
        "schooling": schooling,
        "training_here": False,
        "it_skills": hand.deal("it", IT_OF_MOST),
        "driving_licence": hand.deal("licence", (*[Fuehrerschein.KEINER] * 3, *Fuehrerschein)),
        **_degree(schooling, career, hand),
    }
    values["months_relevant"] = min(values["months_relevant"], 12 * values["years_here"])
    if career is words.DRIVER:
        values["driving_licence"] = hand.deal("licence of drivers", tuple(Fuehrerschein)[1:])
    if career is words.AT_THE_COMPUTER:
        values["it_skills"] = hand.deal("it at the computer", (ItKenntnisse.SICHER, ItKenntnisse.BERUF))
    others = [each for each in career.fields if each != values["occupation"]]
    if hand.happens(0.3):
        values["second_occupation"] = hand.deal("second occupation", others)
    if hand.happens(0.6):
        values["assessment"] = hand.deal("assessment", (Kompetenzverfahren.GESPRAECH, *Kompetenzverfahren))
        values["assessment_on"] = on
        values["assessment_level"] = _assessed(values, hand)
    if age < 24 and hand.happens(0.4):
        values["attending"] = hand.deal("attending", tuple(Bildungsweg))
    return values


def _assessed(education: Values, hand: Hand) -> str:
    """As high as years of work and schooling let expect."""
    years = education["years_abroad"] + education["years_here"]
    if education["schooling"] == Schulbildung.TERTIAER:
        levels = (Ergebnisstufe.FACHKRAFT, Ergebnisstufe.EXPERTE)
    elif years >= 4 and education["schooling"] not in (Schulbildung.OHNE, Schulbildung.PRIMAR):
        levels = (Ergebnisstufe.TEILWEISE, Ergebnisstufe.FACHKRAFT)
    else:
        levels = (Ergebnisstufe.EINSTIEG, Ergebnisstufe.HELFER)
    return hand.deal(f"assessed {levels[0]}", levels)


def _degree(schooling: str, career: words.Career, hand: Hand) -> Values:
    if schooling not in (Schulbildung.SEKUNDAR_2, Schulbildung.TERTIAER):
        return {"degree_abroad": False, "recognition": Anerkennung.NICHT_NOETIG}
    trade, body = career.trade
    if schooling == Schulbildung.TERTIAER:
        trade, body = career.studies, Anerkennungsstelle.ZAB
    states = (Anerkennung.EMPFOHLEN, Anerkennung.EMPFOHLEN, Anerkennung.ANTRAG, Anerkennung.NICHT_NOETIG)
    rare = (Anerkennung.TEILWEISE, Anerkennung.GLEICHWERTIG, Anerkennung.ABGELEHNT)
    proof = hand.deal("proof", (Nachweislage.DOKUMENTIERT, Nachweislage.ANGEGEBEN))
    state = hand.deal("recognition", (*states, *states, *rare))
    if proof == Nachweislage.ANGEGEBEN and state != Anerkennung.NICHT_NOETIG:
        state = Anerkennung.EMPFOHLEN
    if body == Anerkennungsstelle.ZAB and state in (Anerkennung.TEILWEISE, Anerkennung.GLEICHWERTIG):
        state = Anerkennung.VERGLEICHBAR
    return {
        "degree_abroad": True,
        "degree": trade,
        "degree_proof": proof,
        "recognition": state,
        "recognition_body": body,
    }


def _life(on: date, hand: Hand) -> Values:
    family = hand.deal(
        "family", (*[Partnerschaft.KEINER] * 3, *[Partnerschaft.IM_HAUSHALT] * 2, *Partnerschaft)
    )
    child = family == Partnerschaft.IM_HAUSHALT and hand.happens(0.75)
    share = hand.deal("share", (0, 0, 20, 45, 60, 80, 100))
    values: Values = {
        "partnership": family,
        "minor_child": child,
        "childcare_missing": child and hand.happens(0.4),
        "german_family": False,
        "housing": hand.deal("housing", HOUSING),
        "housing_sufficient": hand.happens(0.6),
        "mobility": hand.deal("mobility", (*[Mobilitaet.NAHVERKEHR] * 3, *Mobilitaet)),
        "support_wanted": hand.happens(0.15),
        "share_work": share,
        "share_total": min(100, share + hand.deal("other means", (0, 0, 10))),
        "draws_benefits": share < 100,
        "forecast_positive": share >= 80 or None,
        "benefit_exception": Unterhaltsausnahme.FAMILIE if child else Unterhaltsausnahme.KEINE,
    }
    if child:
        values["school_attendance"] = hand.happens(0.7)
    return values


def _wishes(career: words.Career, on: date, hand: Hand) -> Values:
    own = hand.deal("wished in the own trade", career.fields)
    return {
        "own_words": hand.deal("own words", words.OWN_WORDS),
        "wished_occupation": own if hand.happens(0.6) else hand.deal("wished", words.WISHED),
        "hours": hand.deal("hours", (20, 25, 30, 30, 35, 40, 40)),
        "shifts": hand.happens(0.6),
        "available_from": on + timedelta(days=hand.days(0, 120)),
        "job_offer": hand.happens(0.15),
    }
