"""Facts as the JSON of a facts file, for what is kept in a case."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from .rules import Facts


def facts_as_dict(facts: Facts) -> dict[str, Any]:
    """What is known, with the keys of the facts files and `antraege`; unknown facts are left out."""
    plain: dict[str, Any] = _plain(facts)
    return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        said = {each.name.rstrip("_"): _plain(getattr(value, each.name)) for each in fields(value)}
        return {key: each for key, each in said.items() if each not in (None, {}, [])}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float) else str(value)
