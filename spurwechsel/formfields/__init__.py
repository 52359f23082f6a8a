"""Form fields and the form base class: German in and out, and nothing typed is ever lost."""

from .chips import address_without, chips_of
from .choices import OptionCards, PlainSelect, SingleChoice, SingleModelChoice, TickField
from .days import IN_THE_PAST, GermanDateField, PartialDateField
from .form import CHOOSE, CHOOSE_FROM_LIST, FILL_IN, REOPENED, STALE_PAGE, SpurForm
from .text import HIDDEN_SIGNS, CleanCharField, PlainInput, clean_text

__all__ = [
    "CHOOSE",
    "CHOOSE_FROM_LIST",
    "FILL_IN",
    "HIDDEN_SIGNS",
    "IN_THE_PAST",
    "REOPENED",
    "STALE_PAGE",
    "CleanCharField",
    "GermanDateField",
    "OptionCards",
    "PartialDateField",
    "PlainInput",
    "PlainSelect",
    "SingleChoice",
    "SingleModelChoice",
    "SpurForm",
    "TickField",
    "address_without",
    "chips_of",
    "clean_text",
]
