"""The table of the shared cache, which holds rate limits across worker processes."""

from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("spurwechsel", "0001_initial")]
    operations = [
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.RunSQL(migrations.RunSQL.noop, "DROP TABLE IF EXISTS spurwechsel_cache"),
    ]
