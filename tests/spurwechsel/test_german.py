"""Days typed, written and said in German."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spurwechsel import german

TODAY = date(2024, 3, 27)  # a Wednesday right before Good Friday
ANY_DAY = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "27.3.24",
        "27.03.2024",
        "270324",
        "27032024",
        "27 3 2024",
        "27/3/24",
        "27-3-24",
        "27,3,24",
        "2024-03-27",
        " 27 . 3 . 2024 ",
        "27.03.2024\u00a0",
        "27. März 2024",
        "27.mrz.2024",
        "27 maerz 24",
        "Mi, 27.03.2024",
        "Mittwoch 27.3.24",
        "Heute",
        "+0",
        "٢٧.٠٣.٢٠٢٤",
    ],
)
def test_parse_day_reads_what_people_type(typed):
    assert german.parse_day(typed, TODAY) == TODAY


@pytest.mark.parametrize(
    ("typed", "distance"),
    [
        ("vorgestern", -2),
        ("gestern", -1),
        ("morgen", 1),
        ("Übermorgen", 2),
        ("+14", 14),
        ("-3", -3),
        ("−3", -3),
    ],
)
def test_parse_day_counts_from_today(typed, distance):
    assert german.parse_day(typed, TODAY) == TODAY + timedelta(days=distance)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", german.HOW_TO_DAY),
        ("bald", german.HOW_TO_DAY),
        ("27.3.", german.HOW_TO_DAY),
        ("2024", german.HOW_TO_DAY),
        ("27.3.024", german.HOW_TO_DAY),
        ("27.03.2024 abends", german.HOW_TO_DAY),
        ("9" * 100_000, german.HOW_TO_DAY),
        ("31.02.2024", "Prüfen Sie den Tag. Den 31.02.2024 gibt es nicht."),
        ("29.2.23", "Prüfen Sie den Tag. Den 29.02.2023 gibt es nicht."),
        ("0.1.2024", "Prüfen Sie den Tag. Den 00.01.2024 gibt es nicht."),
        ("27.13.2024", "Prüfen Sie den Monat. Den Monat 13 gibt es nicht."),
        ("27.0.2024", "Prüfen Sie den Monat. Den Monat 0 gibt es nicht."),
        ("31.12.1899", german.CHECK_YEAR),
        ("01.01.2101", german.CHECK_YEAR),
    ],
)
def test_parse_day_says_what_to_do(typed, sentence):
    with pytest.raises(ValueError) as refusal:
        german.parse_day(typed, TODAY)
    assert str(refusal.value) == sentence


def test_parse_day_takes_the_first_and_the_last_year():
    assert german.parse_day("01.01.1900", TODAY) == date(1900, 1, 1)
    assert german.parse_day("31.12.2100", TODAY) == date(2100, 12, 31)


@pytest.mark.parametrize(
    ("typed", "past", "expected"),
    [
        ("1.1.44", False, date(2044, 1, 1)),
        ("1.1.45", False, date(1945, 1, 1)),
        ("14.7.91", False, date(1991, 7, 14)),
        ("27.3.24", True, date(2024, 3, 27)),
        ("28.3.24", True, date(1924, 3, 28)),
        ("14.7.91", True, date(1991, 7, 14)),
        ("140791", True, date(1991, 7, 14)),
        ("28.03.2024", True, date(2024, 3, 28)),
    ],
)
def test_parse_day_two_digit_years(typed, past, expected):
    assert german.parse_day(typed, TODAY, past=past) == expected


@given(day=ANY_DAY)
def test_parse_day_reads_every_day_it_writes(day):
    assert german.parse_day(german.format_day(day), TODAY) == day
    assert german.parse_day(german.long_day(day), TODAY) == day
    assert german.parse_day(day.isoformat(), TODAY) == day


@given(typed=st.text(max_size=30))
def test_parse_day_refuses_with_a_sentence_or_reads(typed):
    answer = "."
    try:
        german.parse_day(typed, TODAY)
    except ValueError as refusal:
        answer = str(refusal)
    assert answer[-1] == "."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14.09.2016", (date(2016, 9, 14), german.DAY)),
        ("14.9.16", (date(2016, 9, 14), german.DAY)),
        ("28.3.24", (date(1924, 3, 28), german.DAY)),
        ("heute", (TODAY, german.DAY)),
        ("09.2016", (date(2016, 9, 1), german.MONTH)),
        ("9/2016", (date(2016, 9, 1), german.MONTH)),
        ("2016-09", (date(2016, 9, 1), german.MONTH)),
        ("September 2016", (date(2016, 9, 1), german.MONTH)),
        ("2016", (date(2016, 1, 1), german.YEAR)),
    ],
)
def test_parse_partial(typed, expected):
    assert german.parse_partial(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", german.HOW_TO_PARTIAL),
        ("9.16", german.HOW_TO_PARTIAL),
        ("13.2016", "Prüfen Sie den Monat. Den Monat 13 gibt es nicht."),
        ("1899", german.CHECK_YEAR),
        ("2101", german.CHECK_YEAR),
    ],
)
def test_parse_partial_says_what_to_do(typed, sentence):
    with pytest.raises(ValueError) as refusal:
        german.parse_partial(typed, TODAY)
    assert str(refusal.value) == sentence


@given(day=ANY_DAY, precision=st.sampled_from([german.DAY, german.MONTH, german.YEAR]))
def test_format_partial_is_read_back(day, precision):
    written = german.format_partial(day, precision)
    read, read_precision = german.parse_partial(written, TODAY, past=False)
    assert (german.format_partial(read, read_precision), read_precision) == (written, precision)


def test_words_for_days_and_months():
    assert german.weekday_name(TODAY) == "Mittwoch"
    assert german.long_day(TODAY) == "Mittwoch, 27.03.2024"
    assert german.format_month(TODAY) == "März 2024"
    assert german.format_day(date(1991, 7, 4)) == "04.07.1991"


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (-7, "seit 7 Tagen"),
        (-2, "seit 2 Tagen"),
        (-1, "seit 1 Tag"),
        (0, "heute"),
        (1, "morgen"),
        (2, "noch 2 Tage"),
        (12, "noch 12 Tage"),
    ],
)
def test_days_in_words(distance, words):
    assert german.days_in_words(TODAY + timedelta(days=distance), TODAY) == words


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1991, 7, 14), date(2024, 7, 13), 32),
        (date(1991, 7, 14), date(2024, 7, 14), 33),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (TODAY, TODAY, 0),
    ],
)
def test_age_on(birth, day, age):
    assert german.age_on(birth, day) == age


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2024, 3, 27), date(2024, 3, 28)),
        (date(2024, 3, 28), date(2024, 4, 2)),  # over Easter
        (date(2024, 4, 1), date(2024, 4, 2)),
        (date(2024, 10, 30), date(2024, 11, 1)),  # 31 October is a holiday in Brandenburg
        (date(2024, 12, 31), date(2025, 1, 2)),
    ],
)
def test_next_working_day(day, following):
    assert german.next_working_day(day) == following


def test_holidays_ahead_includes_both_ends():
    good_friday, easter, monday = date(2024, 3, 29), date(2024, 3, 31), date(2024, 4, 1)
    easter_days = [(good_friday, "Karfreitag"), (easter, "Ostersonntag"), (monday, "Ostermontag")]
    assert german.holidays_ahead(TODAY) == easter_days
    assert german.holidays_ahead(good_friday, days=2) == easter_days[:2]
    assert german.holidays_ahead(date(2024, 4, 2)) == []


def test_holidays_ahead_over_new_year():
    assert german.holidays_ahead(date(2024, 12, 30), days=3) == [(date(2025, 1, 1), "Neujahr")]


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9", time(9)),
        ("09", time(9)),
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9 30", time(9, 30)),
        ("14 Uhr", time(14)),
        (" 14:05 UHR ", time(14, 5)),
        ("0", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_clock_times_as_people_type_them(typed, clock):
    assert german.parse_clock(typed) == clock


@pytest.mark.parametrize("typed", ["", "neun", "9:60", "9:5", "12345", "-1", "9:30:00"])
def test_what_is_no_clock_time_is_told(typed):
    with pytest.raises(ValueError, match=r"Geben Sie die Uhrzeit so ein: 9:30\."):
        german.parse_clock(typed)


def test_there_is_no_hour_24():
    with pytest.raises(ValueError, match="24 Uhr gibt es nicht"):
        german.parse_clock("24:00")


@given(st.times())
def test_every_minute_is_read_as_it_is_written(clock):
    assert german.parse_clock(f"{clock:%H:%M}") == clock.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 3, 29), "Karfreitag"),
        (date(2024, 3, 31), "Ostersonntag"),
        (date(2024, 10, 31), "Reformationstag"),
        (date(2024, 2, 29), ""),
        (date(2024, 12, 24), ""),
    ],
)
def test_the_name_of_a_holiday(day, name):
    assert german.holiday_name(day) == name
