"""Days and hours as people in German offices write, read and say them."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache

import holidays

DAY = "day"
MONTH = "month"
YEAR = "year"

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)

FIRST_YEAR, LAST_YEAR = 1900, 2100
# A two-digit year means at most this many years ahead: residence papers rarely run longer.
YEARS_AHEAD = 20

# A paper that runs out within this many days is marked.
SOON_DAYS = 30

HOW_TO_DAY = "Geben Sie das Datum so ein: 27.03.2024."
HOW_TO_PARTIAL = "Geben Sie das Datum so ein: 14.09.2016, 09.2016 oder 2016."
HOW_TO_CLOCK = "Geben Sie die Uhrzeit so ein: 9:30."
CHECK_YEAR = f"Prüfen Sie das Jahr. Es muss zwischen {FIRST_YEAR} und {LAST_YEAR} liegen."

_WORDS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_MONTH_NUMBERS = {
    spelling: number
    for number, name in enumerate(MONTHS, start=1)
    for spelling in (name.lower(), name.lower()[:3])
} | {"jänner": 1, "maerz": 3, "mrz": 3, "sept": 9}

_RELATIVE = re.compile(r"([+-])\s?(\d{1,4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ADDRESS_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})")
_SEPARATED = re.compile(r"(\d{1,2})[.,/ -]+(\d{1,2})[.,/ -]+(\d{2}|\d{4})\.?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.,h ]?([0-5]\d))?(?:\s?uhr)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./ -]+(\d{4})")
_MONTH_WORD = re.compile(r"[^\W\d_]{3,9}")
_WEEKDAY_AHEAD = re.compile(
    r"(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
    r"\.?,?\s+(?=\d)"
)


def parse_day(text: str, today: date, *, past: bool = False) -> date:
    """
    Read a day as people type it: 27.3.24, 270324, 2024-03-27, 27. März 2024, heute, +14.

    With ``past`` a two-digit year is never in the future (dates of birth).
    Raises ValueError with a German sentence that says what to do.
    """
    typed = _tidy(text)
    if typed in _WORDS:
        return _shifted(today, _WORDS[typed])
    if match := _RELATIVE.fullmatch(typed):
        return _shifted(today, int(match[1] + match[2]))
    if match := _ISO_DAY.fullmatch(typed):
        year, month, day = match.groups()
    elif match := _DIGITS.fullmatch(typed) or _SEPARATED.fullmatch(typed):
        day, month, year = match.groups()
    else:
        raise ValueError(HOW_TO_DAY)
    full_year = int(year)
    if len(year) == 2:
        full_year = _full_year(full_year, int(month), int(day), today, past=past)
    return _existing_day(full_year, int(month), int(day))


def parse_partial(text: str, today: date, *, past: bool = True) -> tuple[date, str]:
    """
    Read a day, a month or a year; returns the first day of it and DAY, MONTH or YEAR.

    14.09.2016 is a day, 09.2016, 9/2016 and September 2016 are months, 2016 is a year.
    Raises ValueError with a German sentence that says what to do.
    """
    typed = _tidy(text)
    if re.fullmatch(r"\d{4}", typed):
        return _existing_day(int(typed), 1, 1), YEAR
    if match := _MONTH_YEAR.fullmatch(typed):
        return _existing_day(int(match[2]), int(match[1]), 1), MONTH
    if match := _ISO_MONTH.fullmatch(typed):
        return _existing_day(int(match[1]), int(match[2]), 1), MONTH
    try:
        return parse_day(text, today, past=past), DAY
    except ValueError as error:
        raise ValueError(str(error).replace(HOW_TO_DAY, HOW_TO_PARTIAL)) from None


def parse_clock(text: str) -> time:
    """
    Read an hour as people type it: 9, 9:30, 9.30, 930, 0930, 14 Uhr.

    Raises ValueError with a German sentence that says what to do.
    """
    match = _CLOCK.fullmatch(" ".join(text.lower().split()))
    if match is None:
        raise ValueError(HOW_TO_CLOCK)
    hour = int(match[1])
    if hour > 23:
        raise ValueError(f"Prüfen Sie die Uhrzeit. {hour} Uhr gibt es nicht.")
    return time(hour, int(match[2] or 0))


def day_of_address(text: str) -> date | None:
    """The day of 2027-02-14 as it stands in links; nothing else is read."""
    try:
        return date.fromisoformat(text) if _ADDRESS_DAY.fullmatch(text) else None
    except ValueError:
        return None


def format_day(day: date) -> str:
    return f"{day:%d.%m.}{day.year:04}"


def format_partial(day: date, precision: str) -> str:
    """The day with no more than is known of it: 14.09.2016, 09.2016 or 2016."""
    if precision == YEAR:
        return f"{day.year:04}"
    if precision == MONTH:
        return f"{day:%m.}{day.year:04}"
    return format_day(day)


def format_number(value: Decimal) -> str:
    """With a comma, and without zeros that say nothing: 38,5 and 30."""
    return f"{value.normalize():f}".replace(".", ",")


def grouped(value: int) -> str:
    """1.234: thousands with a dot."""
    return f"{value:,}".replace(",", ".")


def format_month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year:04}"


def weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def long_day(day: date) -> str:
    return f"{weekday_name(day)}, {format_day(day)}"


def days_in_words(day: date, today: date) -> str:
    """How far a day is: heute, morgen, noch 12 Tage, seit 1 Tag, seit 7 Tagen."""
    distance = (day - today).days
    if distance == 0:
        return "heute"
    if distance == 1:
        return "morgen"
    if distance > 1:
        return f"noch {distance} Tage"
    return "seit 1 Tag" if distance == -1 else f"seit {-distance} Tagen"


def due_state(day: date, today: date, kind: str = "paper") -> dict[str, str]:
    """
    How urgent a day is, in words and as a mark („over“, „soon“ or none).

    ``kind`` is „paper“ (valid until the end of the day) or „task“ (to be done by then).
    """
    words = days_in_words(day, today)
    distance = (day - today).days
    if kind == "task":
        mark = "over" if distance < 0 else "soon" if distance == 0 else ""
        text = f"{words} überfällig" if distance < 0 else f"fällig {words}" if distance < 2 else words
    else:
        mark = "over" if distance < 0 else "soon" if distance <= SOON_DAYS else ""
        text = f"{words} abgelaufen" if distance < 0 else f"läuft {words} ab" if distance < 2 else words
    return {"mark": mark, "text": text}


def age_on(birth: date, day: date) -> int:
    """Full years of life; who is born on 29 February grows older on 1 March (§ 188 Abs. 2 BGB)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday of Brandenburg."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day in Brandenburg after ``day``, never the day itself."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


def holidays_ahead(day: date, days: int = 7) -> list[tuple[date, str]]:
    """Public holidays of Brandenburg from ``day`` to ``days`` later, both ends included."""
    ahead = (day + timedelta(days=offset) for offset in range(days + 1))
    return [(each, _holidays(each.year)[each]) for each in ahead if each in _holidays(each.year)]


def holiday_name(day: date) -> str:
    """The public holiday of Brandenburg on the day; empty on every other day."""
    return _holidays(day.year).get(day, "")


@lru_cache(maxsize=64)
def _holidays(year: int) -> Mapping[date, str]:
    german = holidays.country_holidays("DE", subdiv="BB", years=year, expand=False, language="de")
    return dict(german)


def _tidy(text: str) -> str:
    """Lower case, single blanks, plain hyphens, months as numbers, no weekday in front."""
    typed = " ".join(text.lower().split()).replace("−", "-").replace("–", "-")
    typed = _WEEKDAY_AHEAD.sub("", typed, count=1)

    def as_number(match: re.Match[str]) -> str:
        number = _MONTH_NUMBERS.get(match[0])
        return f"{number}." if number else match[0]

    return re.sub(r"\.{2,}", ".", _MONTH_WORD.sub(as_number, typed)).replace(". ", ".")


def _full_year(two_digits: int, month: int, day: int, today: date, *, past: bool) -> int:
    year = today.year // 100 * 100 + two_digits
    if past:
        return year - 100 if (year, month, day) > (today.year, today.month, today.day) else year
    return year - 100 if year > today.year + YEARS_AHEAD else year


def _existing_day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(CHECK_YEAR)
    if not 1 <= month <= 12:
        raise ValueError(f"Prüfen Sie den Monat. Den Monat {month} gibt es nicht.")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"Prüfen Sie den Tag. Den {day:02}.{month:02}.{year} gibt es nicht.")
    return date(year, month, day)


def _shifted(today: date, days: int) -> date:
    day = today + timedelta(days=days)
    return _existing_day(day.year, day.month, day.day)
