"""The pages of letters: those of a case, letters for many, and the texts of a Kommune."""

from .bulk import letter_bulk, letter_bulk_zip
from .letters import letter_add, letter_list, letter_pdf
from .texts import letter_text_edit, letter_text_list, letter_text_pick

__all__ = [
    "letter_add",
    "letter_bulk",
    "letter_bulk_zip",
    "letter_list",
    "letter_pdf",
    "letter_text_edit",
    "letter_text_list",
    "letter_text_pick",
]
