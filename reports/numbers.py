"""One number of a report, and what a reader must know to use it."""

from dataclasses import dataclass

# The unit of a figure that counts no people.
DAYS = "Tage"
# The unit of what is counted without anybody being known.
CONTACTS = "Kurzkontakte"
# What one of a unit is called.
_ONE = {
    "Personen": "Person",
    "Übergänge": "Übergang",
    "Entscheidungen": "Entscheidung",
    "Teilnahmen": "Teilnahme",
    "Verweise": "Verweis",
    "Bedarfe": "Bedarf",
    "Zeiten": "Zeit",
    CONTACTS: "Kurzkontakt",
    DAYS: "Tag",
}


@dataclass(frozen=True)
class About:
    """What a reader must know to use a number: who is counted, in which unit, when."""

    definition: str
    unit: str
    reference: str

    def unit_of(self, number: int | None) -> str:
        """„Personen“, and „Person“ for one."""
        return _ONE.get(self.unit, self.unit) if number == 1 else self.unit


@dataclass(frozen=True)
class Figure:
    """One number; ``persons`` is None where it is kept secret."""

    label: str
    persons: int | None
    about: About


@dataclass(frozen=True)
class Entry:
    """One number with its place: the line of the CSV and the unit of comparison between two editions."""

    path: str
    table: str
    label: str
    measure: str
    persons: int | None
    about: About

    @property
    def unit(self) -> str:
        return self.about.unit_of(self.persons)

    @property
    def is_work(self) -> bool:
        return self.path.startswith("work/")

    @property
    def table_path(self) -> str:
        """The beginning of the path that all numbers of one table share."""
        return "/".join(self.path.split("/")[: 2 if self.is_work else 1])

    @property
    def has_columns(self) -> bool:
        """Whether the label alone does not tell which number of its row it is."""
        return self.is_work or self.table == "Bewegung"
