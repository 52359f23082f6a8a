"""One appointment as a calendar file, and the answer that every calendar file is."""

from datetime import date

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..calendar_file import calendar_file
from ..catalogue import Terminstand
from ..models import Appointment
from ..plan_views.access import visible_row


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def appointment_file(request: HttpRequest, case_number: str, appointment_id: int) -> HttpResponse:
    """The appointment, or where it was moved to."""
    row = visible_row(request, Appointment, case_number, appointment_id)
    while row.state == Terminstand.VERLEGT:
        row = row.moved_to
    response = calendar_response(request, Appointment.objects.visible_to(request.user).filter(pk=row.pk))
    # Files lie in folders that others see: no name, no number of a case.
    response["Content-Disposition"] = f'attachment; filename="termin-{row.day:%Y-%m-%d}.ics"'
    return response


def calendar_response(request: HttpRequest, rows: QuerySet[Appointment]) -> HttpResponse:
    def page_of(day: date) -> str:
        return request.build_absolute_uri(f"{reverse('calendar_day')}?tag={day:%d.%m.%Y}")

    content = calendar_file(rows.select_related("participant__kommune"), now=timezone.now(), page_of=page_of)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
