"""How a number is written: thousands, zero, secret, corrected, per cent, and what is read out instead."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from spurwechsel.german import grouped

# Below this number a percentage pretends more than it says.
SMALLEST_BASE_FOR_SHARES = 20


@dataclass(frozen=True)
class Sign:
    """What a cell shows, and what a screen reader says where that differs."""

    text: str
    spoken: str = ""


NOTHING = Sign("–", "null")
SECRET = Sign("·", "geheim zu halten")
SENSELESS = Sign("x", "Angabe nicht sinnvoll")
SIGNS = (
    (NOTHING, "nichts vorhanden (genau null)"),
    (SECRET, "geheim zu halten oder unbekannt"),
    (SENSELESS, "Angabe nicht sinnvoll"),
    (Sign("r", "r"), "berichtigter Wert"),
)


def kept_secret(values: int) -> str:
    """„2 Werte bleiben geheim (·)“, for the notes below a table."""
    return "1 Wert bleibt geheim (·)" if values == 1 else f"{values} Werte bleiben geheim (·)"


def number(value: int) -> str:
    """1.234 with a dot, as in the rest of the application."""
    return grouped(value)


def estimated(persons: int) -> str:
    """„rund 150“; an estimate to the person was counted somewhere and is not round."""
    return number(persons) if persons % 10 else f"rund {number(persons)}"


def sign(value: int | None, *, corrected: bool = False) -> Sign:
    """A number of people as text; None is secret."""
    plain = SECRET if value is None else NOTHING if value == 0 else Sign(number(value))
    if not corrected:
        return plain
    return Sign(f"{plain.text} r", f"{plain.spoken or plain.text}, berichtigt")


def share(part: int | None, total: int) -> Sign:
    """Per cent with one decimal, rounded half up; no share of a secret number or of a small base."""
    if part is None:
        return SECRET
    if total < SMALLEST_BASE_FOR_SHARES:
        return SENSELESS
    per_cent = (Decimal(100 * part) / total).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Sign(str(per_cent).replace(".", ",")) if part else NOTHING


def difference(value: int | None) -> Sign:
    if value is None:
        return SENSELESS
    if value == 0:
        return Sign("±0", "unverändert")
    return Sign(
        f"{'+' if value > 0 else '−'}{number(abs(value))}", f"{'plus' if value > 0 else 'minus'} {abs(value)}"
    )
