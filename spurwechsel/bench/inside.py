"""What needs no page: as-of questions, one report, and the rules for a thousand people."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import cycle
from typing import Any

from django.db.models import Count
from django.template.loader import render_to_string

from participants.affected import affected
from participants.changes import change_calendar
from participants.facts import facts_of
from participants.models import Participant, PhasePeriod
from participants.radar import radar
from participants.rules import assess_ways
from participants.rules import facts as vocabulary
from reports.monthly import monthly_figures
from reports.paper import print_sheet
from reports.preparation import Preparation, prepare
from spurwechsel.models import Kommune
from spurwechsel.pdf import FONT_WEIGHTS, font_files, static_root
from spurwechsel.pdf.fetcher import StaticFetcher

from .network import network_targets
from .placement import placement_targets
from .printing import printing_targets
from .reports import report_targets
from .stopwatch import Target, busy_time, timed

STICHTAG = date(2024, 3, 27)
PEOPLE_FOR_THE_RULES = 1000
MANY = 25_000
TALKED_ABOUT: dict[str, Any] = {
    "asylverfahren": vocabulary.Asylverfahren.UNANFECHTBAR_ABGELEHNT,
    "asylantrag_am": date(2018, 5, 3),
    "in_aufnahmeeinrichtung": False,
    "pass_": vocabulary.Pass.GUELTIG,
    "haushalt": vocabulary.Haushalt(minderjaehriges_lediges_kind=False, partner=vocabulary.Partner.KEINER),
    "deutsch": vocabulary.Deutsch(
        vocabulary.Niveau.B1, vocabulary.Niveau.A2, vocabulary.Sprachnachweis.ZERTIFIKAT
    ),
    "grundkenntnisse": vocabulary.Grundkenntnisse.LEBEN_IN_DEUTSCHLAND,
    "bekenntnis_fdgo": True,
    "beschaeftigung": (vocabulary.Beschaeftigung(von=date(2023, 9, 1), stunden=30, sv_pflichtig=True),),
    "lebensunterhalt": vocabulary.Lebensunterhalt(anteil_erwerb=0.7, anteil_gesamt=0.9),
    "bildung": vocabulary.Bildung(schuljahre_de=2, abschluss_ausland=True),
}
NOW, AS_OF = "Verteilung heute (GROUP BY)", "Verteilung an einem vergangenen Tag"
RAW_PDF = "WeasyPrint mit dem fertigen HTML"


def inside_targets(by: Any, day: date, moment: datetime, *, pdfs: int = 0) -> list[Target]:
    """`by` sees everybody; `moment` is the time of making that the PDF names; `pdfs` are printed in a row."""
    cottbus = Kommune.objects.get(key="cottbus")
    prepared = prepare(cottbus, STICHTAG, today=day)
    return [
        Target(NOW, timed(_distribution_now), against=""),
        Target(AS_OF, timed(_distribution_as_of(day)), against=NOW, goal=2.0),
        Target("Bericht: Zahlen", timed(lambda: monthly_figures(cottbus, STICHTAG))),
        Target(RAW_PDF, timed(_raw_pdf(prepared, moment)), against="", times=1),
        Target("Bericht: PDF", timed(_pdf(prepared, moment)), against=RAW_PDF, goal=1.15, times=1),
        Target(
            f"Regelwerk, {PEOPLE_FOR_THE_RULES} Personen",
            timed(_rules(day), busy_time),
            against="",
            goal=1.0,
            times=1,
        ),
        *_of_many(by, day),
        *report_targets(prepared),
        *(printing_targets(prepared, moment, pdfs) if pdfs else ()),
        *network_targets(day),
        *placement_targets(day),
    ]


def _of_many(by: Any, day: date) -> Iterator[Target]:
    """What looks at everybody: whom a change of the law concerns, and what runs out for whom."""
    change = next((each.day for each in change_calendar() if each.day > day), day)
    for number in (PEOPLE_FOR_THE_RULES, MANY):
        everybody = Participant.objects.visible_to(by)
        people = everybody.filter(pk__in=everybody.order_by("id").values("pk")[:number])
        once = number == MANY
        concerned, radars = partial(affected, people, change, day), partial(radar, people, by, day)
        yield Target(
            f"Wen betrifft das?, {number} Personen", timed(concerned), against="", times=1, once=once
        )
        yield Target(f"Fristen, {number} Personen", timed(radars), against="", times=1, once=once)


def _distribution_now() -> list[Any]:
    people = Participant.objects.order_by().values_list("kommune_id", "phase")
    return list(people.annotate(Count("id")))


def _distribution_as_of(day: date) -> Callable[[], list[Any]]:
    """Another day each time, so that nothing is answered from memory."""
    days = cycle(day - timedelta(days=number) for number in range(200, 260))

    def ask() -> list[Any]:
        periods = PhasePeriod.objects.on(next(days)).order_by().values_list("kommune_id", "phase")
        return list(periods.annotate(Count("id")))

    return ask


def _pdf(prepared: Preparation, moment: datetime) -> Callable[[], bytes]:
    def make() -> bytes:
        sheet = prepared.sheet()
        return print_sheet(sheet, prepared.published, created=moment)

    return make


def _raw_pdf(prepared: Preparation, moment: datetime) -> Callable[[], bytes]:
    """The same page with the library's own means and nothing kept from one time to the next."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    document = {"title": "Messung", "author": "Messung", "created": moment.isoformat("T", "seconds")}
    sheet = prepared.sheet()
    html = render_to_string("reports/monthly_pdf.html", {"sheet": sheet, "document": document})
    rules = _faces() + (static_root() / "css" / "bericht.css").read_text(encoding="utf-8")
    fetcher = StaticFetcher(static_root(), font_files())

    def make() -> bytes:
        fonts = FontConfiguration()
        css = CSS(string=rules, font_config=fonts, url_fetcher=fetcher)
        page = HTML(string=html, base_url=static_root().as_uri() + "/", url_fetcher=fetcher)
        pdf: bytes = page.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[css], font_config=fonts)
        return pdf

    return make


def _faces() -> str:
    return "".join(
        f'@font-face{{font-family:"Fira Sans";font-weight:{weight};src:url({path.as_uri()})}}\n'
        for weight, path in zip(FONT_WEIGHTS, font_files(), strict=True)
    )


def _rules(day: date) -> Callable[[], None]:
    """All ways to a title for people of whom everything is known, which is the most work."""
    people = Participant.objects.prefetch_related("residence", "identitynotes", "exclusionnotes")
    known = [
        replace(facts_of(person, day), **TALKED_ABOUT)
        for person in people.order_by("id")[:PEOPLE_FOR_THE_RULES]
    ]

    def judge() -> None:
        for facts in known:
            assess_ways(facts, day)

    return judge
