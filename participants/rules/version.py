"""The version of all rules together: it changes whenever a rule or a value is added."""

from hashlib import sha256

from .courses import CRITERIA as COURSES
from .criterion import NOTES, REGISTER, Criterion, Note
from .dated import DATED
from .perspective import WAYS
from .programme import GRUPPEN
from .values import VALUES
from .work import WAYS as WORK


def _rule_version() -> str:
    """The newest day on which a rule changed and eight digits over all rules and values."""
    rules: list[Criterion | Note] = [*{*REGISTER, *COURSES}, *NOTES]
    rows = [f"{each.id};{each.since};{each.until};{each.source}" for each in rules]
    rows += [f"{each.key};{each.since}" for each in (*WAYS, *WORK)]
    rows += [f"{each.name};{each.since};{each.until};{sorted(each.arten)}" for each in GRUPPEN]
    rows += [f"{each.day};{each.kind};{each.ids}" for each in DATED]
    for name, values in VALUES.items():
        rows += [f"{name};{row.since};{row.until};{_stable(row.value)}" for row in values]
    newest = max([each.since for each in rules] + [each.since for each in GRUPPEN])
    digest = sha256("\n".join(sorted(rows)).encode()).hexdigest()
    return f"{newest.isoformat()}-{digest[:8]}"


def _stable(value: object) -> object:
    """Sets have no order of their own; the digest must not depend on one."""
    return sorted(value) if isinstance(value, frozenset) else value


RULE_VERSION = _rule_version()
