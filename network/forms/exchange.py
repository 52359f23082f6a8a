"""The file that is to be read into the directory."""

from django import forms

from spurwechsel.formfields import SpurForm

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = "Wählen Sie eine Tabelle im Format .xlsx aus, die kleiner als 2 MB ist."


class ImportForm(SpurForm):
    datei = forms.FileField(
        label="Tabelle",
        help_text="Format .xlsx, höchstens 500 Zeilen je Blatt und 2 MB",
        widget=forms.FileInput(attrs={"accept": f".xlsx,{TYPE}", "class": "kern-form-input__input"}),
        error_messages=dict.fromkeys(("required", "invalid", "missing", "empty"), NO_FILE),
    )
