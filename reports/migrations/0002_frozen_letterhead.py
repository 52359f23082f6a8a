"""Released reports keep their letterhead. Reports from before get that of today, the best that is known."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def fill(apps, schema_editor):
    reports = apps.get_model("reports", "IssuedReport").objects.select_related("kommune", "programme")
    for report in reports.defer("pdf", "csv"):
        kommune, programme = report.kommune, report.programme
        report.letterhead_json = {
            "kommune": kommune.name,
            "department": kommune.department,
            "team": kommune.team,
            "contact": kommune.contact,
            "programme": programme.name,
            "subtitle": programme.subtitle,
            "addressee": [line.strip() for line in programme.addressee.splitlines() if line.strip()],
            "funder_line": programme.funder_line,
            "logo_text": programme.logo_text,
            "funding_code": programme.funding_code,
        }
        report.save(update_fields=["letterhead_json"])


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("spurwechsel", "0003_barriers_and_address"),
    ]

    operations = [
        # The trigger refuses every change of a released report, so it steps aside for the one new column.
        pgtrigger.migrations.RemoveTrigger(model_name="issuedreport", name="frozen"),
        migrations.AddField(
            model_name="issuedreport",
            name="letterhead_json",
            field=models.JSONField(default=dict, verbose_name="Briefkopf"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="issuedreport",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3d453fcee405c5f7e8e15ce6af71a60e9a6d0a77",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_dbaf4",
                    table="reports_issuedreport",
                    when="BEFORE",
                ),
            ),
        ),
    ]
