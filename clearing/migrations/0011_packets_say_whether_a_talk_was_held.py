"""A packet says whether the talk about an appointment was held before, which decides how the case begins."""

from django.db import migrations, models


def say_of_those_there_are(apps, schema_editor):
    """Of an accepted one its trace says it, of the others the case."""
    packets = apps.get_model("clearing", "Packet").objects
    for row in packets.select_related("participant").defer("content"):
        phases = [phase for phase, _, _ in row.status_days]
        if not phases and row.participant is not None:
            phases = [row.participant.phase]
        if any(phase != "identifiziert" for phase in phases):
            packets.filter(pk=row.pk).update(talk_held=True)


class Migration(migrations.Migration):
    dependencies = [("clearing", "0010_consents_of_organisations")]

    operations = [
        migrations.AddField(
            model_name="packet",
            name="talk_held",
            field=models.BooleanField(default=False, verbose_name="Gespräch über einen persönlichen Termin"),
        ),
        migrations.RunPython(say_of_those_there_are, migrations.RunPython.noop, elidable=True),
    ]
