"""The forms of a Clearing talk, and its answers in words."""

from .answers import Answer, PaperField, answers_in, on_paper
from .base import SectionForm, as_posted
from .opening import OpenSection, as_answered
from .pages import CompareForm, ConversationForm, IdentityStepForm, PaperForm
from .plain import answers_for_the_person
from .sections import FORMS

__all__ = [
    "FORMS",
    "Answer",
    "CompareForm",
    "ConversationForm",
    "IdentityStepForm",
    "OpenSection",
    "PaperField",
    "PaperForm",
    "SectionForm",
    "answers_for_the_person",
    "answers_in",
    "as_answered",
    "as_posted",
    "on_paper",
]
