from datetime import timedelta
from itertools import pairwise

from django.db import migrations
from django.utils import timezone

FIKTIONEN = ('fiktion_81_3', 'fiktion_81_3_s2', 'fiktion_81_4')
OHNE_TITEL = ('duldung_60a', 'duldung_60b', 'duldung_60c', 'duldung_60d', 'gestattung_55', *FIKTIONEN)
REASON = (
    'Neben einer Fiktionsbescheinigung kann weder eine Duldung noch eine Gestattung gelten.'
    ' Geändert hat das eine neue Fassung des Programms, nicht die genannte Person.'
)


def end_the_older_paper(apps, schema_editor):
    """The later paper counts, the older one ends on the day before; of two from one day the one entered first
    is withdrawn. Each change is written into the history of the case."""
    Paper = apps.get_model('participants', 'ResidenceStatus')
    in_force = Paper.objects.filter(withdrawn_at__isnull=True)
    holders = in_force.filter(kind__in=FIKTIONEN).values('participant')
    papers = in_force.filter(kind__in=OHNE_TITEL, participant__in=holders)
    for older, newer in pairwise(papers.order_by('participant_id', 'valid_from', 'id')):
        overlap = older.valid_until is None or older.valid_until >= newer.valid_from
        if older.participant_id == newer.participant_id and overlap:
            _end(apps, older, newer)


def _end(apps, older, newer):
    label = dict(older._meta.get_field('kind').choices)[older.kind]
    if older.valid_from == newer.valid_from:
        older.withdrawn_at, older.withdrawn_by_id = timezone.now(), newer.recorded_by_id
        older.withdrawn_reason = REASON
        kind, summary = 'aufenthalt_zurueckgenommen', f'Zurückgenommen: {label} ab {older.valid_from:%d.%m.%Y}'
    else:
        older.valid_until = newer.valid_from - timedelta(days=1)
        kind, summary = 'aufenthalt_berichtigt', f'{label} endet am {older.valid_until:%d.%m.%Y}'
    older.version += 1
    older.save()
    apps.get_model('participants', 'Event').objects.create(
        participant_id=older.participant_id, by_id=newer.recorded_by_id, kind=kind, summary=summary, reason=REASON
    )


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0018_paper_of_a_day'),
    ]

    operations = [
        # Backwards nothing is to be done: what was ended may stay so, and the versions tell how it was.
        migrations.RunPython(end_the_older_paper, migrations.RunPython.noop),
    ]
