"""Addresses of letters: below a case, and those of the texts and of letters for many."""

from django.urls import path

# Registers the converter „case“.
import participants.urls  # noqa: F401

from . import consent_views, letter_views

_letters = "<case:case_number>/briefe/"

# Below teilnehmende/.
urlpatterns = [
    path(_letters, letter_views.letter_list, name="letter_list"),
    path(f"{_letters}neu/", letter_views.letter_add, name="letter_add"),
    path(f"{_letters}<int:letter_id>/brief.pdf", letter_views.letter_pdf, name="letter_pdf"),
]

_purposes = "<case:case_number>/einwilligung/zwecke/"
urlpatterns += [
    path(_purposes, consent_views.consent_purposes, name="consent_purposes"),
    path(f"{_purposes}neu/", consent_views.consent_give, name="consent_give"),
    path(f"{_purposes}<int:consent_id>/widerruf/", consent_views.consent_take_back, name="consent_take_back"),
]

# Below /.
text_urlpatterns = [
    path("briefe/", letter_views.letter_bulk, name="letter_bulk"),
    path("sammelauftraege/<int:pk>/briefe.zip", letter_views.letter_bulk_zip, name="letter_bulk_zip"),
    path("brieftexte/", letter_views.letter_text_list, name="letter_text_list"),
    path("brieftexte/sprache/", letter_views.letter_text_pick, name="letter_text_pick"),
    path("brieftexte/<slug:kind>/<slug:language>/", letter_views.letter_text_edit, name="letter_text_edit"),
]
