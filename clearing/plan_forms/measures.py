"""Forms of measures: planning, beginning, ending, who was there."""

from typing import Any

from crispy_forms.layout import Field, Layout, Row

from participants.choices import Language
from spurwechsel.formfields import SingleModelChoice

from ..catalogue import Abbruchgrund, Anwesenheit, Finanzierung, Massnahmenart, Massnahmenergebnis
from ..models import Goal, Measure, Need
from ..services.measures import AFTER_START, WITHOUT_START
from .base import RowForm, choice, day, hours, later_day, line, note, radios
from .needs import TARGETS

# The kinds that answer a need most often come first; all others stay possible.
_A = Massnahmenart
_LANGUAGE = (
    *(_A.DEUTSCHKURS_LAND, _A.INTEGRATIONSKURS, _A.BERUFSSPRACHKURS, _A.SPRACHFOERDERUNG_KIM),
    _A.SPRACHKURS_SONST,
)
FITTING: dict[str, tuple[Massnahmenart, ...]] = {
    "alphabetisierung": _LANGUAGE,
    "sprachkurs": _LANGUAGE,
    "anerkennung": (_A.ANERKENNUNGSVERFAHREN, _A.VERMITTLUNGSBUDGET),
    "schulabschluss": (_A.SCHULE, _A.WEITERBILDUNG),
    "ausbildung": (
        *(_A.AUSBILDUNGSAUFNAHME, _A.ASSISTIERTE_AUSBILDUNG, _A.BERUFSVORBEREITUNG),
        *(_A.EINSTIEGSQUALIFIZIERUNG, _A.AUSBILDUNGSBEIHILFE, _A.AUSSERBETRIEBLICH),
    ),
    "weiterbildung": (_A.WEITERBILDUNG, _A.TEILQUALIFIZIERUNG),
    "arbeit": (
        *(_A.ARBEITSAUFNAHME, _A.PRAKTIKUM, _A.JOBCOACHING, _A.AKTIVIERUNG, _A.VERMITTLUNGSBUDGET),
        *(_A.EINGLIEDERUNGSZUSCHUSS, _A.ARBEITSGELEGENHEIT, _A.FREIWILLIGENDIENST),
    ),
    "orientierung": (_A.KOMPETENZFESTSTELLUNG, _A.PRAKTIKUM, _A.AKTIVIERUNG, _A.JOBCOACHING),
    "gesundheit": (_A.GESUNDHEITSANGEBOT,),
    "identitaetsdokumente": (_A.RECHTSBERATUNG,),
    "aufenthaltsrecht": (_A.RECHTSBERATUNG,),
    "erlaubnis": (_A.RECHTSBERATUNG, _A.ARBEITSAUFNAHME),
}


def kind_choices(need: Need) -> list[tuple[str, Any]]:
    fitting = FITTING.get(need.kind, ())
    every = [(each.value, each.label) for each in Massnahmenart if each not in fitting]
    if not fitting:
        return every
    first = [(each.value, each.label) for each in fitting]
    return [(f"Passend zu {need.get_kind_display()}", first), ("Alle anderen", every)]


class MeasureForm(RowForm):
    """Everything that is planned; with a row also what has happened to it."""

    columns = (
        *("kind", "name", "provider", "planned_from", "planned_until", "review_on", "hours", "level"),
        *("language", "funding", "goal", "note"),
    )
    kind = choice(
        "Maßnahme",
        (),
        empty="Wählen Sie aus",
        required=True,
        required_message="Wählen Sie die Maßnahme aus.",
    )
    name = line("Bezeichnung", help_text="Zum Beispiel Berufssprachkurs B1 am Vormittag")
    provider = line("Träger", help_text="Wer sie durchführt")
    planned_from = later_day("Geplanter Beginn", "Zum Beispiel 8.4.2024")
    planned_until = later_day("Geplantes Ende")
    review_on = later_day("Nächste Prüfung")
    hours = hours()
    level = choice("Niveau", TARGETS, empty="keines", help_text="Nur bei Sprachkursen")
    language = choice("Sprache der Maßnahme", Language.choices)
    funding = choice("Finanzierung", Finanzierung.choices)
    goal = SingleModelChoice(
        queryset=Goal.objects.none(), label="Ziel", required=False, empty_label="kein bestimmtes"
    )
    note = note()

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        self.columns = (*self.columns, *self._past(kwargs.get("row")))
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Wählen Sie aus"), *kind_choices(need)]
        goals = need.participant.goals.all()
        self.fields["goal"].queryset = goals
        if not goals:
            del self.fields["goal"]
            self.columns = tuple(name for name in self.columns if name != "goal")
        done = self._add_past()
        self.helper.layout = Layout(
            "kind",
            Row("name", "provider"),
            Row("planned_from", "planned_until"),
            *done,
            Row("review_on", "hours"),
            Row("level", "language"),
            Row("funding", *(["goal"] if goals else [])),
            self.placed("note"),
        )

    @staticmethod
    def _past(row: Measure | None) -> tuple[str, ...]:
        started = ("started_on",) if row is not None and row.started_on else ()
        ended = ("ended_on", "result", "break_off") if row is not None and row.ended_on else ()
        return (*started, *ended)

    def _add_past(self) -> list[Any]:
        """The days and the result of a measure that has begun or ended, to be corrected."""
        names = self._past(self.row)
        if "started_on" in names:
            self.fields["started_on"] = day("Begonnen am", past=True)
        if "ended_on" in names:
            self.fields["ended_on"] = day("Beendet am", past=True)
            self.fields["result"] = choice(
                "Ergebnis", Massnahmenergebnis.choices, empty="Wählen Sie aus", required=True
            )
            self.fields["break_off"] = choice("Grund des Abbruchs", Abbruchgrund.choices, empty="keiner")
        for name in names:
            self.initial[name] = getattr(self.row, name)
        rows = [name for name in ("started_on", "ended_on") if name in names]
        return [Row(*rows), *([Row("result", "break_off")] if "result" in names else [])] if rows else []

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        start, end, review = (values.get(name) for name in ("planned_from", "planned_until", "review_on"))
        if start and end and end < start:
            self.add_error("planned_until", "Das geplante Ende darf nicht vor dem geplanten Beginn liegen.")
        if start and review and review < start:
            self.add_error("review_on", "Die Prüfung darf nicht vor dem Beginn liegen.")
        if values.get("result") and (values["result"] == Massnahmenergebnis.ABGEBROCHEN) != bool(
            values.get("break_off")
        ):
            text = "Ein Abbruch braucht einen Grund, und nur ein Abbruch hat einen."
            self.add_error("break_off", text)
        return values


class StartForm(RowForm):
    begins_today = ("started_on",)
    started_on = day("Begonnen am", past=True)

    def stored(self, row: Measure) -> dict[str, Any]:
        return {"started_on": row.started_on or row.planned_from}


class EndForm(RowForm):
    """The last day and what came out; only results that fit a measure that began, or one that did not."""

    begins_today = ("ended_on",)
    result = radios("Wie ist die Maßnahme ausgegangen?", ())
    break_off = choice("Grund des Abbruchs", Abbruchgrund.choices, empty="kein Abbruch")
    certificate = choice(
        "Sprachniveau des Zertifikats",
        TARGETS,
        empty="kein Sprachzertifikat",
        help_text="Wird als Nachweis übernommen",
    )
    ended_on = day("Letzter Tag", past=True)

    def __init__(self, *args: Any, row: Measure, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        possible = AFTER_START if row.started_on else WITHOUT_START
        self.fields["result"].choices = [(each.value, each.label) for each in possible]
        self.fields["break_off"].help_text = "Nur bei „abgebrochen“. Ohne Einzelheiten."
        if not row.started_on:
            del self.fields["break_off"], self.fields["certificate"]
            self.fields["ended_on"].label = "Festgestellt am"
        self.helper.layout = Layout(
            "result",
            *([Row("break_off", "certificate")] if row.started_on else []),
            "ended_on",
        )

    def stored(self, row: Measure) -> dict[str, Any]:
        known = {"result": row.result, "break_off": row.break_off}
        return known | {"ended_on": row.ended_on or row.planned_until}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        result = values.get("result")
        if result == Massnahmenergebnis.ABGEBROCHEN and not values.get("break_off"):
            self.add_error("break_off", "Wählen Sie den Grund des Abbruchs aus.")
        return values


class AttendanceForm(RowForm):
    begins_today = ("day",)
    day = day("Tag", past=True)
    state = radios("War die Person da?", Anwesenheit.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("day", Field("state", wrapper_class="sp-inline"))
