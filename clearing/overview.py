"""What the overview shows: how many stand where, whose deadline is next, who looks after whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Least, RowNumber

from participants.choices import FIVE_PHASES, Phase
from participants.filters import calls_for_attention
from participants.models import Participant, PhasePeriod
from participants.steps import Step, further_steps, next_steps

from .dwelling import USUAL, targets_of

CARDS_PER_LANE = 5
PAPER_SOON = timedelta(days=30)
LONG_CLEARING = {"anlass": "langes-clearing"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that asks for something to be done, and the list filter that shows exactly those people."""

    number: int
    label: str
    filters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """One person in a column with what is to be done next, if anything."""

    person: Participant
    step: Step | None


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the five columns; its cards are the people with the next deadlines."""

    phase: Phase
    count: int
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """The five counts of one responsible person, and the list filter that shows their people."""

    name: str
    filters: dict[str, str]
    counts: tuple[tuple[Phase, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _phase, number in self.counts)


@dataclass(frozen=True, slots=True)
class Overview:
    """A Kommune on a day. Tiles, cards and table exist for today only; of the past we know the counts."""

    kommune: Any
    day: date
    is_today: bool
    counts: dict[str, int]
    lanes: list[Lane]
    tiles: list[Tile]
    rows: list[TableRow]

    @property
    def reached(self) -> int:
        """Those in one of the five statuses („erschlossen“)."""
        return sum(lane.count for lane in self.lanes)

    @property
    def outside(self) -> list[tuple[Phase, int]]:
        """The two phases that are not among the five, so that the five always add up."""
        return [(phase, self.counts[phase]) for phase in Phase if phase not in FIVE_PHASES]

    @property
    def estimate(self) -> Any:
        """How many might take part, as estimated last up to the day; None before the first estimate."""
        return self.kommune.estimate_on(self.day)


def overview_of(kommune: Any, user: Any, *, day: date, today: date, as_table: bool) -> Overview:
    """What the user may see of the Kommune; what is not shown is not asked for."""
    people = Participant.objects.visible_to(user).filter(kommune=kommune)
    is_today = day == today
    counts = counts_of(people) if is_today else counts_on(kommune.pk, day)
    lanes = [Lane(phase, counts[phase]) for phase in FIVE_PHASES]
    if is_today and not as_table:
        lanes = lanes_with_cards(people, counts, today)
    return Overview(
        kommune=kommune,
        day=day,
        is_today=is_today,
        counts=counts,
        lanes=lanes,
        tiles=_tiles(kommune, people, today) if is_today else [],
        rows=table_by_responsible(people, user) if is_today and as_table else [],
    )


def counts_on(kommune_id: int, day: date) -> dict[str, int]:
    """How many people were in each phase on the day, as known now; phases without anybody are 0."""
    return counts_of(PhasePeriod.objects.on(day).filter(kommune_id=kommune_id))


def counts_of(rows: QuerySet[Any]) -> dict[str, int]:
    """How many of the rows are in each phase: of people those whom a list shows, so no sealed case."""
    found = dict(rows.order_by().values_list("phase").annotate(number=Count("pk")))
    return {phase.value: found.get(phase.value, 0) for phase in Phase}


def lanes_with_cards(people: QuerySet[Participant], counts: dict[str, int], today: date) -> list[Lane]:
    """The five columns with up to five people each, the next deadline (Wiedervorlage or paper) first."""
    placed = (
        people.filter(phase__in=FIVE_PHASES)
        .with_paper(today)
        .annotate(next_deadline=Least("follow_up_on", "paper_until"))
        .annotate(
            place=Window(
                RowNumber(),
                partition_by="phase",
                order_by=[F("next_deadline").asc(nulls_last=True), "sort_key", "id"],
            )
        )
        .filter(place__lte=CARDS_PER_LANE)
        .order_by("place")
    )
    steps = {person.pk: _next_step(person, today) for person in placed}
    further = further_steps([pk for pk, step in steps.items() if step is None], today)
    cards: dict[str, list[Card]] = {phase: [] for phase in FIVE_PHASES}
    for person in placed:
        cards[person.phase].append(Card(person, steps[person.pk] or further.get(person.pk)))
    return [Lane(phase, counts[phase], tuple(cards[phase])) for phase in FIVE_PHASES]


def _next_step(person: Any, today: date) -> Step | None:
    steps = next_steps(
        phase=person.phase,
        follow_up_on=person.follow_up_on,
        consent=person.consent,
        paper_kind=person.paper_kind,
        paper_until=person.paper_until,
        day=today,
    )
    return steps[0] if steps else None


def _tiles(kommune: Any, people: QuerySet[Participant], today: date) -> list[Tile]:
    """Where the Kommune has set its own target for the Clearing, six weeks mean nothing; see dwelling.py."""
    own = targets_of([kommune.pk])[kommune.pk][Phase.CLEARING] != USUAL[Phase.CLEARING]
    return [tile for tile in tiles(people, today) if not (own and tile.filters == LONG_CLEARING)]


def tiles(people: QuerySet[Participant], today: date) -> list[Tile]:
    """What asks for attention among the five statuses, each number with its list."""
    asked = {
        "expiring": Q(paper_until__range=(today, today + PAPER_SOON)),
        "expired": Q(paper_until__lt=today),
        "follow_up": calls_for_attention("wiedervorlage", today),
        "long": calls_for_attention("langes-clearing", today),
        "nobody": Q(responsible__isnull=True),
    }
    found = (
        people.filter(phase__in=FIVE_PHASES)
        .with_paper(today)
        .aggregate(**{name: Count("pk", filter=condition) for name, condition in asked.items()})
    )
    return [
        Tile(found["expiring"], "Papier läuft in 30 Tagen ab", {"frist": "30"}),
        Tile(found["expired"], "Papier abgelaufen: Dokument zu prüfen", {"frist": "abgelaufen"}),
        Tile(found["follow_up"], "Wiedervorlage fällig", {"anlass": "wiedervorlage"}),
        Tile(found["long"], "Clearing dauert länger als 6 Wochen", LONG_CLEARING),
        Tile(found["nobody"], "ohne zuständige Person", {"zustaendig": "niemand"}),
    ]


def table_by_responsible(people: QuerySet[Participant], user: Any) -> list[TableRow]:
    """One row per responsible person by name, those without one last."""
    grouped = (
        people.filter(phase__in=FIVE_PHASES)
        .order_by()
        .values_list("responsible_id", "responsible__name", "phase")
        .annotate(number=Count("pk"))
    )
    counts: dict[tuple[bool, str, str], dict[str, int]] = {}
    for responsible_id, name, phase, number in grouped:
        # The list calls the user „ich“ and a missing person „niemand“.
        who = "niemand" if responsible_id is None else "ich" if responsible_id == user.pk else responsible_id
        key = (responsible_id is None, name or "ohne zuständige Person", str(who))
        counts.setdefault(key, {})[phase] = number
    return [
        TableRow(name, {"zustaendig": who}, tuple((phase, by.get(phase, 0)) for phase in FIVE_PHASES))
        for (_nobody, name, who), by in sorted(counts.items(), key=lambda row: row[0])
    ]
