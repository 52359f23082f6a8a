"""Facts files: read, check and turn into `Facts`; each refusal is one German sentence naming the key."""

import json
import math
import re
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from .rules.facts import Facts, Partner, Status, StatusPeriod

ISO_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV "
    "BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES "
    "ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE "
    "IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY "
    "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU "
    "NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM "
    "SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE "
    "VG VI VN VU WF WS YE YT ZA ZM ZW"
)
NATIONALITIES = frozenset({*ISO_CODES.split(), "XK", "staatenlos", "ungeklaert"})
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Beyond these a number is a slip of the pen; hours are per week, months whole, money in euros.
HIGHEST_SHARE = 10
SHARES = frozenset({"anteil_erwerb", "anteil_gesamt", "eigener_anteil"})
HIGHEST = {"stunden": 168, "schuljahre_de": 99, "berufserfahrung_monate": 1200, "rv_monate": 1200}
HIGHEST_OTHER = 1_000_000_000
DULDUNG = (Status.DULDUNG_60A, Status.DULDUNG_60B, Status.DULDUNG_60C, Status.DULDUNG_60D)


class FactsRefused(ValueError):  # noqa: N818 - it is a refusal, said in one German sentence
    """The file does not say what facts files may say."""


def read_persons(path: str) -> tuple[list[Facts], bool]:
    """The persons of a file and whether the file is a list. Raises FactsRefused."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise FactsRefused(f"Die Datei {_shown(path)} {_why_unreadable(error)}.") from error
    return parse_persons(text)


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "gibt es nicht"
    if isinstance(error, IsADirectoryError):
        return "ist ein Verzeichnis"
    if isinstance(error, UnicodeDecodeError):
        return "ist nicht in UTF-8 geschrieben"
    return "lässt sich nicht lesen"


def parse_persons(text: str) -> tuple[list[Facts], bool]:
    """As `read_persons`, from the text of a file."""
    try:
        root = json.loads(text, object_pairs_hook=_no_twins, parse_int=_int_or_infinite)
    except RecursionError as error:
        raise FactsRefused("Die Datei ist zu tief verschachtelt.") from error
    except json.JSONDecodeError as error:
        raise FactsRefused(
            f"Die Datei ist kein gültiges JSON (Zeile {error.lineno}, Spalte {error.colno})."
        ) from error
    if not isinstance(root, list):
        return [parse_facts(root)], False
    return [parse_facts(person, f" (Person {number})") for number, person in enumerate(root, 1)], True


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FactsRefused(f"Der Schlüssel {_shown(key)} steht zweimal in der Datei.")
        found[key] = value
    return found


def _int_or_infinite(digits: str) -> int | float:
    """Numbers too long to be read are left to the check of their key."""
    return int(digits) if len(digits) <= 100 else math.inf


def parse_facts(person: Any, where: str = "") -> Facts:
    """One person, checked. `where` tells in the sentence which person of a list is meant."""
    if not isinstance(person, dict):
        raise FactsRefused(f"Eine Person muss ein Objekt mit Schlüsseln und Werten sein{where}.")
    try:
        facts: Facts = _object(Facts, person, "")
        _check_days(facts)
        _check_status(facts)
        _check_partner(facts)
    except FactsRefused as error:
        raise FactsRefused(f"{str(error).removesuffix('.')}{where}.") from error
    return facts


def _object(kind: type[Any], value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        raise FactsRefused(f"{path} muss ein Objekt mit Schlüsseln und Werten sein.")
    read = READERS[kind]
    known = {}
    for key, each in value.items():
        if key not in read:
            raise FactsRefused(f"Der Schlüssel {_shown(path + '.' + key if path else key)} ist unbekannt.")
        if each is not None:
            name, reader = read[key]
            known[name] = reader(each, f"{path}.{key}" if path else key)
    return kind(**known)


Reader = Callable[[Any, str], Any]


def _reader(hint: Any) -> Reader:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return lambda value, path: tuple(_object(inner, each, path) for each in _list(value, path))
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda value, path: _object(hint, value, path)
    if issubclass(hint, StrEnum):
        return lambda value, path: _code(hint, value, path)
    return {date: _day, bool: _truth, float: _number, int: _whole, str: _text}[hint]


def _list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise FactsRefused(f"{path} muss eine Liste sein.")
    return value


def _code(codes: type[StrEnum], value: Any, path: str) -> StrEnum:
    if path == "status.duldungsart" and value == "60a_2_s4":
        raise FactsRefused(
            "status.duldungsart: Die Duldung nach § 60a Abs. 2 S. 4 darf nicht gespeichert werden."
        )
    if not isinstance(value, str) or value not in codes._value2member_map_:
        raise FactsRefused(f"{path} kennt den Wert {_shown(value)} nicht.")
    return codes(value)


def _day(value: Any, path: str) -> date:
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        raise FactsRefused(f"{path} muss ein Kalendertag in der Form JJJJ-MM-TT sein.")
    return day


def parse_day(text: str) -> date | None:
    """A day in the form JJJJ-MM-TT, or None where the text is none."""
    try:
        return date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _truth(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise FactsRefused(f"{path} muss true, false oder null sein.")
    return value


def _number(value: Any, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FactsRefused(f"{path} muss eine Zahl sein.")
    if isinstance(value, float) and not math.isfinite(value):
        raise FactsRefused(f"{path} muss eine endliche Zahl sein.")
    name = path.rpartition(".")[2]
    if name in SHARES and not 0 <= value <= HIGHEST_SHARE:
        raise FactsRefused(
            f"{path} muss ein Bruchteil des Bedarfs von 0 bis {HIGHEST_SHARE} sein, 0.62 für 62 Prozent."
        )
    highest = HIGHEST.get(name, HIGHEST_OTHER)
    if not 0 <= value <= highest:
        raise FactsRefused(f"{path} muss eine Zahl von 0 bis {highest} sein.")
    return float(value)


def _whole(value: Any, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FactsRefused(f"{path} muss eine ganze Zahl sein.")
    return int(_number(value, path))


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise FactsRefused(f"{path} muss ein Text sein.")
    if path == "staatsangehoerigkeit" and value not in NATIONALITIES:
        raise FactsRefused(f"{path} kennt den Wert {_shown(value)} nicht.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise FactsRefused(f"{path} enthält ein Zeichen, das es nicht gibt.") from error
    return value


def _shown(value: Any) -> str:
    """A value of the file, short and printable, for a sentence on the screen."""
    if isinstance(value, list | dict):
        text = "[…]" if isinstance(value, list) else "{…}"
    else:
        text = value if isinstance(value, str) else json.dumps(value)
    printable = "".join(each if each.isprintable() else "�" for each in text)
    return f"„{printable[:60]}{'…' if len(printable) > 60 else ''}“"


READERS: dict[type[Any], dict[str, tuple[str, Reader]]] = {}


def _prepare(kind: type[Any]) -> None:
    hints = get_type_hints(kind)
    read = [each for each in fields(kind) if each.metadata.get("in_files", True)]
    READERS[kind] = {each.name.rstrip("_"): (each.name, _reader(hints[each.name])) for each in read}
    for hint in (hints[each.name] for each in read):
        for inner in (hint, *get_args(hint), *(deep for arg in get_args(hint) for deep in get_args(arg))):
            if is_dataclass(inner) and isinstance(inner, type) and inner not in READERS:
                _prepare(inner)


_prepare(Facts)


def _check_days(facts: Facts) -> None:
    for name, periods in (("status", facts.status), ("beschaeftigung", facts.beschaeftigung or ())):
        for each in periods:
            if each.von and each.bis and each.bis < each.von:
                raise FactsRefused(f"{name}.bis liegt vor {name}.von.")
    born = facts.geburtsdatum
    later = {
        "einreise": facts.einreise,
        "asylantrag_am": facts.asylantrag_am,
        "antrag_am": facts.antrag_am,
        "identitaet.geklaert_am": facts.identitaet.geklaert_am,
        "status.von": min((each.von for each in facts.status if each.von), default=None),
    }
    for name, day in later.items():
        if born and day and day < born:
            raise FactsRefused(f"{name} liegt vor geburtsdatum.")


def _check_status(facts: Facts) -> None:
    for each in facts.status:
        if each.duldungsart and each.art and each.art not in DULDUNG:
            raise FactsRefused("status.duldungsart gibt es nur bei einer Duldung.")
    dated = sorted((each for each in facts.status if each.von), key=lambda each: each.von or date.min)
    for number, first in enumerate(dated):
        for second in dated[number + 1 :]:
            if first.bis and second.von and second.von > first.bis:
                break
            if not _may_lie_beside(first, second):
                raise FactsRefused("status enthält Zeiträume, die sich überschneiden.")


def _may_lie_beside(first: StatusPeriod, second: StatusPeriod) -> bool:
    """Only a Fiktion may lie beside the title it continues."""
    kinds = {first.art, second.art}
    if Status.FIKTION_81_4 not in kinds or len(kinds) == 1:
        return False
    other = next(each for each in kinds if each != Status.FIKTION_81_4)
    return other is not None and (other.startswith("ae_") or other == Status.SONSTIGE)


def _check_partner(facts: Facts) -> None:
    home = facts.haushalt
    if home.partner != Partner.KEINER:
        return
    if home.partner_einreise:
        raise FactsRefused("haushalt.partner_einreise passt nicht zu haushalt.partner „keiner“.")
    if any(
        getattr(home.partner_identitaet, each.name) is not None for each in fields(home.partner_identitaet)
    ):
        raise FactsRefused("haushalt.partner_identitaet passt nicht zu haushalt.partner „keiner“.")
