"""Finding people: the Kommune boundary, phases and papers of a day, names whatever their spelling."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Concat

from ..choices import DatePrecision

if TYPE_CHECKING:
    from .people import Participant  # noqa: F401  in the base class below

# The blank is the query of the people as Django writes it. Around it one statement of our own, because three
# of Django's cost three times as much, and the list of people asks for this on every page. Nationalities
# are found by jumping from one to the next in the index instead of reading all.
OCCURRING = """
    WITH RECURSIVE people AS NOT MATERIALIZED ({}), occurring(code) AS (
        SELECT ''::varchar
        UNION ALL
        SELECT (SELECT nationality FROM people WHERE nationality > code ORDER BY nationality LIMIT 1)
        FROM occurring WHERE code IS NOT NULL
    )
    SELECT 'nationality', NULL, code, NULL FROM occurring WHERE code > ''
    UNION ALL
    SELECT 'responsible', id, NULL, name FROM spurwechsel_user AS holder
    WHERE EXISTS (SELECT FROM people WHERE responsible_id = holder.id)
    UNION ALL
    SELECT 'kommune', id, key, name FROM spurwechsel_kommune WHERE id = ANY(%s::bigint[])"""


class Fold(Func):
    """Letters without diacritics, lower case, in German order (ä = a, ß = ss)."""

    function = "german_fold"
    output_field = models.TextField(db_collation="C")


class SearchFold(Func):
    """Like Fold, and ae = ä = a, so that Müller, Mueller and Muller are one key."""

    function = "german_search"
    output_field = models.TextField(db_collation="C")


class Words(Func):
    """The words of a folded text as an array."""

    function = "string_to_array"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = ArrayField(models.TextField())


class PaperKindOn(Func):
    """Of a person and a day: the kind of the paper that began last up to the day, expired or not."""

    function = "paper_kind_on"
    output_field = models.CharField()


class PaperEndOn(Func):
    """The same for its last day."""

    function = "paper_end_on"
    output_field = models.DateField()


class OneOf(Func):
    template = "%(expressions)s::bigint[])"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


def one_of(column: str, keys: Iterable[int]) -> OneOf:
    """Like `in` for keys, with one array instead of hundreds of placeholders."""
    return OneOf(F(column), Value(_array(keys)))


def _array(keys: Iterable[int]) -> str:
    return f"{{{','.join(map(str, sorted(keys)))}}}"


class Occurring(NamedTuple):
    """Nationalities and holders of the people asked about; the user's Kommunen with key and name, by id."""

    nationalities: set[str]
    responsible: dict[int, str]
    kommunen: dict[int, tuple[str, str]]


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, user) -> Self:
        """The only way to people: those of the user's Kommunen, nobody for roles without casework.

        Without those who are sealed; who may still decide on them has an entrance of its own.
        """
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(one_of("kommune", user.kommune_ids), sealed_on__isnull=True)

    def erasable_by(self, user) -> Self:
        """Those whom the user may have erased: also the sealed ones, of whom nothing else is shown."""
        if not user.has_perm("participants.erase"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)

    def in_phase(self, phase: str, day: date) -> Self:
        """Those in the phase on the day, as known now."""
        return self.filter(
            Q(phase_periods__until_day__isnull=True) | Q(phase_periods__until_day__gte=day),
            phase_periods__from_day__lte=day,
            phase_periods__phase=phase,
        )

    def with_paper(self, day: date) -> Self:
        """Annotates paper_kind and paper_until: the paper that began last up to the day, expired or not."""
        later = Q(newest_from__gt=day)
        return self.annotate(
            paper_kind=Case(When(later, PaperKindOn("pk", Value(day))), default=F("newest_kind")),
            paper_until=Case(When(later, PaperEndOn("pk", Value(day))), default=F("newest_until")),
        )

    def papers_of(self, day: date) -> dict[int, tuple[str | None, date | None]]:
        """Of those whose newest paper begins after the day: kind and end of the one before, by person."""
        later = self.filter(newest_from__gt=day).with_paper(day)
        return {pk: (kind, until) for pk, kind, until in later.values_list("pk", "paper_kind", "paper_until")}

    def whose_paper(self, day: date, **wanted: Any) -> Self:
        """Those whose paper of the day is so, expired or not: kind="…", until__lt=… and the like.

        Looked up only for the few whose newest paper begins later than that.
        """
        later = Q(newest_from__gt=day)
        newest = Q(**{f"newest_{name}": value for name, value in wanted.items()})
        of_the_day = Q(**{f"of_the_day_{name}": value for name, value in wanted.items()})
        papers = self.alias(
            of_the_day_kind=PaperKindOn("pk", Value(day)), of_the_day_until=PaperEndOn("pk", Value(day))
        )
        return papers.filter(newest & ~later | later & of_the_day)

    def occurring(self, user) -> Occurring:
        """By what the user can tell these people apart; one query."""
        people = self.order_by().values("nationality", "responsible_id")
        try:
            sql, params = people.query.sql_with_params()
        except EmptyResultSet:  # nobody is visible
            return Occurring(set(), {}, {})
        with connections[self.db].cursor() as cursor:
            cursor.execute(OCCURRING.format(sql), [*params, _array(user.kommune_ids)])
            rows = cursor.fetchall()
        return Occurring(
            nationalities={key for what, _, key, _ in rows if what == "nationality"},
            responsible={pk: name for what, pk, _, name in rows if what == "responsible"},
            kommunen={pk: (key, name) for what, pk, key, name in rows if what == "kommune"},
        )

    def matching(self, text: str) -> Self:
        """Every word of the text occurs in name or case number, whatever the diacritics."""
        found = self
        for word in text.replace(",", " ").split():
            if any(character.isalnum() for character in word):
                found = found.filter(search_key__contains=SearchFold(Value(word)))
        return found

    def similar_to(self, name: str, birth: tuple[date, str] | None) -> Self:
        """Who might be the same person: the same names, or one name with the birth year, or the birthday.

        Those of the same year come first. Many papers say 1 January because the day is not known, so that
        day alone is no hint.
        """
        typed = Words(SearchFold(Value(name)))
        found = self.alias(
            words=Words(SearchFold(Concat(F("given_name"), Value(" "), F("family_name")))), typed=typed
        )
        hint = Q(words__contains=F("typed")) | Q(words__contained_by=F("typed"))
        if birth is not None:
            day, precision = birth
            hint |= Q(words__overlap=F("typed"), birth_date__year=day.year)
            if precision == DatePrecision.DAY and (day.day, day.month) != (1, 1):
                hint |= Q(birth_date=day, birth_precision=DatePrecision.DAY)
            same_year = Q(birth_date__year=day.year)
            found = found.order_by(Case(When(same_year, then=0), default=1), "sort_key", "id")
        return found.filter(hint)
