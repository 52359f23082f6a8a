"""What a list is narrowed by, in words, each with the address that takes it away."""

from collections.abc import Callable, Iterable

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse


def chips_of(
    form: Form, names: Iterable[str], value: Callable[[str], str], without: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Of the named fields those with a value, as „Label: choice“ and the address of the list without it."""
    chips = []
    for name in names:
        if held := value(name):
            field = form.fields[name]
            is_search = name == "suche"
            shown = f"„{held}“" if is_search else dict(field.choices).get(held, held)
            chips.append((f"{'Suche' if is_search else field.label}: {shown}", without(name)))
    return chips


def address_without(query: QueryDict, name: str, page: str) -> str:
    """The address of the first page without one of the things it is asked for."""
    kept = query.copy()
    for gone in ("seite", name):
        kept.pop(gone, None)
    return f"?{kept.urlencode()}" if kept else reverse(page)
