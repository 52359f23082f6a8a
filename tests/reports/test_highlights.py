"""„Das Wichtigste“ is written by rule, with the right singular and plural."""

from dataclasses import replace
from datetime import date

from reports.figures import BridgeRow, Figure, MonthlyFigures, StatusRow
from reports.highlights import highlights
from tests.reports import samples


def small(
    terminvereinbarung=0, clearing=0, betreuung=0, keine_bedarfe=0, unvereinbarkeit=0
) -> MonthlyFigures:
    counts = {
        "terminvereinbarung": terminvereinbarung,
        "clearing": clearing,
        "betreuung": betreuung,
        "keine_bedarfe": keine_bedarfe,
        "unvereinbarkeit": unvereinbarkeit,
    }
    figures = samples.figures()
    return replace(
        figures,
        reached=Figure("Erschlossen", sum(counts.values()), figures.reached.about),
        statuses=tuple(StatusRow(key, key, "", count, None) for key, count in counts.items()),
        bridge=tuple(BridgeRow(key, key, count, 0, 0, 0, 0, count) for key, count in counts.items()),
    )


def sentences(figures: MonthlyFigures) -> list[str]:
    text = highlights(figures).replace("\u00a0", " ").removesuffix(".")
    return [f"{part}." for part in text.split(". ")]


def test_the_seed_in_words() -> None:
    assert sentences(samples.figures()) == [
        "Am 27.03.2024 waren 125 Personen erschlossen.",
        "Davon werden 31 betreut, 12 sind im Clearing.",
        "Mit 32 Personen ist ein Beratungsgespräch abgesprochen.",
        "38 Personen haben zurzeit keinen Bedarf, den das Projekt bearbeiten kann; "
        "12 Personen haben Bedarf, aber zurzeit keine Kapazität dafür.",
        "Im Berichtsmonat kamen 6 Personen hinzu, 3 Personen schieden aus.",
    ]


def test_one_person_everywhere() -> None:
    figures = small(1, 1, 1, 1, 1)
    one = replace(figures.bridge[0], entered=1, left=1)
    assert sentences(replace(figures, bridge=(one, *figures.bridge[1:])))[1:] == [
        "Davon wird 1 Person betreut, 1 ist im Clearing.",
        "Mit 1 Person ist ein Beratungsgespräch abgesprochen.",
        "1 Person hat zurzeit keinen Bedarf, den das Projekt bearbeiten kann; "
        "1 Person hat Bedarf, aber zurzeit keine Kapazität dafür.",
        "Im Berichtsmonat kam 1 Person hinzu, 1 Person schied aus.",
    ]


def test_only_one_person_at_all() -> None:
    assert sentences(small(clearing=1)) == [
        "Am 27.03.2024 war 1 Person erschlossen.",
        "Davon wird niemand betreut, 1 ist im Clearing.",
        "Zurzeit ist mit niemandem ein Beratungsgespräch abgesprochen.",
        "Niemand ist ohne Bedarf oder ohne Kapazität.",
        "Im Berichtsmonat kam niemand hinzu, niemand schied aus.",
    ]
    assert sentences(small(unvereinbarkeit=2))[3] == (
        "2 Personen haben Bedarf, aber zurzeit keine Kapazität dafür."
    )


def test_nobody_yet() -> None:
    assert sentences(small()) == [
        "Am 27.03.2024 war noch keine Person erschlossen.",
        "Im Berichtsmonat kam niemand hinzu, niemand schied aus.",
    ]


def test_compared_with_the_report_before() -> None:
    def compared(change: int) -> str:
        figures = samples.figures(compared_with=date(2024, 2, 29))
        rows = [replace(row, change=change if row.key == "clearing" else 0) for row in figures.statuses]
        return sentences(replace(figures, statuses=tuple(rows)))[0]

    assert compared(1) == "Am 27.03.2024 waren 125 Personen erschlossen, 1 Person mehr als am 29.02.2024."
    assert (
        compared(-3) == "Am 27.03.2024 waren 125 Personen erschlossen, 3 Personen weniger als am 29.02.2024."
    )
    assert compared(0) == "Am 27.03.2024 waren 125 Personen erschlossen, ebenso viele wie am 29.02.2024."
