"""All tables as the migrations in `replaces` leave them; those stay for databases that began with them."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('reports', '0001_initial'),
        ('reports', '0002_frozen_letterhead'),
        ('reports', '0003_second_person'),
        ('reports', '0004_public_editions'),
        ('reports', '0005_tables_left_out'),
        ('reports', '0006_erased_counts'),
        ('reports', '0007_text_blocks'),
        ('reports', '0008_erasures'),
        ('reports', '0009_public_method'),
        ('reports', '0010_report_batches'),
        ('reports', '0011_network_tables'),
        ('reports', '0012_ever_and_esf'),
        ('reports', '0013_sachbericht'),
    ]

    initial = True

    dependencies = [
        ('spurwechsel', '0001_squashed_0009_four_eyes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='Monat')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('finished_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Zusammenstellung der Monatsberichte',
                'verbose_name_plural': 'Zusammenstellungen der Monatsberichte',
                'ordering': ['-started_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('month',), name='one_open_batch_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Foerderprogramm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='gültig ab')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='gültig bis')),
                ('name', models.CharField(max_length=120, verbose_name='Name des Programms')),
                ('subtitle', models.CharField(blank=True, max_length=160, verbose_name='Untertitel des Berichts')),
                ('addressee', models.TextField(help_text='So, wie es auf dem Brief steht, höchstens vier Zeilen', max_length=400, verbose_name='Empfänger')),
                ('funder_line', models.CharField(max_length=200, verbose_name='Hinweis auf die Förderung')),
                ('logo_text', models.CharField(blank=True, max_length=200, verbose_name='Pflichthinweis neben dem Logo')),
                ('funding_code', models.CharField(blank=True, max_length=60, verbose_name='Förderkennzeichen')),
                ('cell_threshold', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(20)], verbose_name='Kleinste veröffentlichte Zahl')),
                ('protection', models.CharField(choices=[('zellsperrung', 'Zellsperrung')], default='zellsperrung', max_length=20, verbose_name='Verfahren der Geheimhaltung')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='spurwechsel.kommune', verbose_name='Kommune')),
                ('left_out', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('residence', 'Aufenthaltsstatus'), ('age', 'Alter'), ('gender', 'Geschlecht'), ('expiry', 'Geltung der Papiere'), ('nationality', 'Staatsangehörigkeit'), ('german', 'Deutsch'), ('schooling', 'Schulbildung'), ('measures', 'Maßnahmen'), ('needs', 'Offene Bedarfe'), ('gaps', 'Bedarfe ohne Angebot'), ('obstacles', 'Hindernisse'), ('results', 'Ergebnisse'), ('kept', 'Nach sechs Monaten noch in Arbeit oder Ausbildung'), ('titles', 'Neue Aufenthaltstitel'), ('attempts', 'Kontaktversuche bis zum ersten Gespräch'), ('waiting', 'Wartezeit vom ersten Kontakt bis zum Clearing'), ('referrals', 'Verweisberatungen'), ('brief', 'Kurzkontakte'), ('chance', 'Aufenthaltserlaubnisse nach §\xa0104c AufenthG'), ('ever', 'Jemals in einem Status'), ('esf_labour', 'ESF+: Lage auf dem Arbeitsmarkt bei Eintritt'), ('esf_education', 'ESF+: höchste Bildung bei Eintritt'), ('esf_entry', 'ESF+: weitere Merkmale bei Eintritt'), ('esf_exit', 'ESF+: Ergebnisse bei Austritt'), ('esf_later', 'ESF+: Ergebnisse sechs Monate nach Austritt')], max_length=20), blank=True, default=list, size=None, verbose_name='Tabellen, die der Bericht weglässt')),
                ('public_change', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(50)], verbose_name='Neue Zahlen nach so vielen geänderten Personen')),
                ('public_method', models.CharField(choices=[('fuenfer', 'auf 5 gerundet, unter 50 Personen auf 10'), ('zehner', 'alles auf 10 gerundet'), ('summe', 'nur die gerundete Gesamtzahl'), ('keine', 'es wird nichts veröffentlicht')], default='fuenfer', max_length=10, verbose_name='Zahlen zur Veröffentlichung')),
            ],
            options={
                'verbose_name': 'Förderprogramm',
                'verbose_name_plural': 'Förderprogramme',
                'ordering': ['kommune', '-valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='reports_foerderprogramm_end_after_start', violation_error_message='Das Ende darf nicht vor dem Beginn liegen.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('kommune'), models.F('kommune'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_programme_at_a_time', violation_error_message='In diesem Zeitraum gilt für die Kommune schon ein Förderprogramm. Beenden Sie es zuerst oder prüfen Sie Beginn und Ende.')],
            },
        ),
        migrations.CreateModel(
            name='IssuedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stichtag', models.DateField(verbose_name='Stichtag')),
                ('version', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='Fassung')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='Berichtsnummer')),
                ('figures_json', models.JSONField(verbose_name='Kennzahlen')),
                ('highlights', models.TextField(max_length=3000, verbose_name='Das Wichtigste')),
                ('changes_json', models.JSONField(blank=True, default=list, verbose_name='Geänderte Werte')),
                ('pdf', models.BinaryField(verbose_name='PDF')),
                ('csv', models.BinaryField(verbose_name='CSV')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 des PDF')),
                ('recorded_cutoff', models.DateTimeField(verbose_name='Kenntnisstand')),
                ('rule_version', models.CharField(max_length=40, verbose_name='Regelstand')),
                ('issued_at', models.DateTimeField(verbose_name='freigegeben am')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_reports', to='spurwechsel.kommune')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_reports', to='reports.foerderprogramm')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='reports.issuedreport', verbose_name='ersetzt')),
                ('letterhead_json', models.JSONField(verbose_name='Briefkopf')),
                ('prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('blocks_json', models.JSONField(blank=True, default=dict, verbose_name='Textbausteine')),
            ],
            options={
                'verbose_name': 'freigegebener Bericht',
                'verbose_name_plural': 'freigegebene Berichte',
                'ordering': ['-stichtag', 'kommune', '-version'],
                'constraints': [models.UniqueConstraint(fields=('kommune', 'stichtag', 'version'), name='one_edition_of_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('replaces__isnull', True), ('version', 1)), models.Q(('replaces__isnull', False), ('version__gt', 1)), _connector='OR'), name='later_editions_replace_one')],
                'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3d453fcee405c5f7e8e15ce6af71a60e9a6d0a77', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_dbaf4', table='reports_issuedreport', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ReportBatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('offen', 'steht noch aus'), ('erledigt', 'erledigt'), ('nicht_erledigt', 'nicht erledigt')], default='offen', max_length=15, verbose_name='Ergebnis')),
                ('message', models.CharField(blank=True, max_length=500, verbose_name='Grund')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='reports.reportbatch')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spurwechsel.kommune')),
                ('report', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.issuedreport')),
            ],
            options={
                'verbose_name': 'Kommune einer Zusammenstellung',
                'verbose_name_plural': 'Kommunen einer Zusammenstellung',
                'ordering': ['batch', 'position'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'kommune'), name='once_a_kommune_in_a_batch'), models.CheckConstraint(condition=models.Q(('state', 'nicht_erledigt'), ('message', ''), _connector='XOR'), name='batch_item_failed_with_reason'), models.CheckConstraint(condition=models.Q(('state', 'erledigt'), ('report__isnull', True), _connector='XOR'), name='batch_item_done_with_report')],
            },
        ),
        migrations.CreateModel(
            name='PublicEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stichtag', models.DateField(verbose_name='Stichtag')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='Berichtsnummer')),
                ('counted_on', models.DateField(verbose_name='Stand der Zahlen')),
                ('counted_cutoff', models.DateTimeField(verbose_name='Kenntnisstand der Zahlen')),
                ('figures_json', models.JSONField(verbose_name='Kennzahlen')),
                ('reasons_json', models.JSONField(blank=True, default=list, verbose_name='Geheimhaltung')),
                ('letterhead_json', models.JSONField(verbose_name='Briefkopf')),
                ('pdf', models.BinaryField(verbose_name='PDF')),
                ('csv', models.BinaryField(verbose_name='CSV')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 des PDF')),
                ('issued_at', models.DateTimeField(verbose_name='veröffentlicht am')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='public_editions', to='spurwechsel.kommune')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='public_editions', to='reports.foerderprogramm')),
            ],
            options={
                'verbose_name': 'Fassung zur Veröffentlichung',
                'verbose_name_plural': 'Fassungen zur Veröffentlichung',
                'ordering': ['-stichtag', 'kommune'],
                'constraints': [models.UniqueConstraint(fields=('kommune', 'stichtag'), name='one_public_edition_a_stichtag'), models.CheckConstraint(condition=models.Q(('counted_on__lte', models.F('stichtag'))), name='public_numbers_are_not_newer')],
                'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='53037f2eb1ebe1dd7aed303329dafe7abfcb35c3', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_43bd0', table='reports_publicedition', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_number', models.CharField(max_length=20, verbose_name='Fallnummer')),
                ('reason', models.CharField(choices=[('aufbewahrung', 'Aufbewahrungsfrist abgelaufen'), ('verlangen', 'Verlangen der Person'), ('widerruf', 'Einwilligung widerrufen'), ('falsch_angelegt', 'falsch oder doppelt angelegt')], max_length=20, verbose_name='Grund')),
                ('ordered_on', models.DateField(verbose_name='bestätigt am')),
                ('done_on', models.DateField(blank=True, editable=False, null=True, verbose_name='gelöscht am')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spurwechsel.kommune')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bestätigt von')),
            ],
            options={
                'verbose_name': 'Löschung',
                'verbose_name_plural': 'Löschungen',
                'ordering': ['-ordered_on', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_on__isnull', True)), fields=('case_number',), name='one_erasure_of_a_case', violation_error_message='Die Löschung dieses Falls ist schon bestätigt.'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('done_on__gte', models.F('ordered_on')), _connector='OR'), name='erasure_done_after_order')],
            },
        ),
        migrations.CreateModel(
            name='ErasedCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=120)),
                ('day', models.DateField()),
                ('number', models.IntegerField()),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spurwechsel.kommune')),
            ],
            options={
                'verbose_name': 'Zahl gelöschter Personen',
                'verbose_name_plural': 'Zahlen gelöschter Personen',
                'ordering': ['kommune', 'path', 'day'],
                'constraints': [models.UniqueConstraint(fields=('kommune', 'path', 'day'), name='one_erased_count_a_figure')],
            },
        ),
        migrations.CreateModel(
            name='Sachbericht',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('goal_reached', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('goal_clearing', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('goal_care', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('goal_job', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('goal_training', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('goal_german_b1', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('goal_german_b2', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('goal_recognised', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)])),
                ('course', models.TextField(blank=True, max_length=6000, verbose_name='Verlauf und Umsetzung')),
                ('attainment', models.TextField(blank=True, max_length=6000, verbose_name='Zielerreichung')),
                ('successes', models.TextField(blank=True, max_length=6000, verbose_name='Erfolge')),
                ('problems', models.TextField(blank=True, max_length=6000, verbose_name='Probleme und Hindernisse')),
                ('outlook', models.TextField(blank=True, max_length=6000, verbose_name='Ausblick')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sachberichte', to='spurwechsel.kommune')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Sachbericht',
                'verbose_name_plural': 'Sachberichte',
                'ordering': ['-year', 'kommune'],
                'constraints': [models.UniqueConstraint(fields=('kommune', 'year'), name='one_sachbericht_a_year')],
            },
        ),
        migrations.CreateModel(
            name='ReportDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stichtag', models.DateField(verbose_name='Stichtag')),
                ('highlights', models.TextField(max_length=3000, verbose_name='Das Wichtigste')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_drafts', to='spurwechsel.kommune')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='vorgelegt am')),
                ('obstacles', models.TextField(blank=True, max_length=3000, verbose_name='Hindernisse')),
                ('outlook', models.TextField(blank=True, max_length=3000, verbose_name='Ausblick')),
                ('problems', models.TextField(blank=True, max_length=3000, verbose_name='Probleme')),
                ('successes', models.TextField(blank=True, max_length=3000, verbose_name='Erfolge')),
            ],
            options={
                'verbose_name': 'Berichtsentwurf',
                'verbose_name_plural': 'Berichtsentwürfe',
                'ordering': ['-stichtag'],
                'constraints': [models.UniqueConstraint(fields=('kommune', 'stichtag'), name='one_draft_a_stichtag')],
            },
        ),
    ]
