"""How the own Kommune reads its directory: months and names of the groups."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from .. import services
from ..forms import DirectorySettingsForm
from ..labels import group_labels
from ..models import DirectorySettings
from .access import FormPage, posted, settle


@permission_required("network.manage", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def directory_settings(request: HttpRequest) -> HttpResponse:
    kommune = request.user.kommune
    labels = group_labels(kommune)
    row = DirectorySettings.objects.visible_to(request.user).filter(kommune=kommune).first()
    row = row or DirectorySettings(kommune=kommune, version=0)
    form = DirectorySettingsForm(posted(request), row=row, labels=labels)
    page = FormPage(
        "Verzeichnis einstellen",
        [],
        reverse("network_groups"),
        lead="Ein leeres Feld bringt die übliche Bezeichnung zurück. Wie die eigenen Projekte heißen, "
        "trägt die Fachadministration bei der Kommune ein.",
    )
    return settle(
        request,
        form,
        page,
        lambda values: services.change_directory_settings(kommune, by=request.user, **values),
        lambda row: "Gespeichert.",
        stored=lambda current: form.stored(current, group_labels(kommune)),
    )
