"""All tables as the migrations in `replaces` leave them; those stay for databases that began with them."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    replaces = [
        ('spurwechsel', '0001_initial'),
        ('spurwechsel', '0002_cache_table'),
        ('spurwechsel', '0003_barriers_and_address'),
        ('spurwechsel', '0004_esf_plus'),
        ('spurwechsel', '0005_kept_forms'),
        ('spurwechsel', '0006_sender_of_letters'),
        ('spurwechsel', '0007_chore_runs'),
        ('spurwechsel', '0008_calendar_links'),
        ('spurwechsel', '0009_four_eyes'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Kommune',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='Name')),
                ('key', models.SlugField(help_text='Nur Kleinbuchstaben, zum Beispiel cottbus', max_length=40, unique=True, verbose_name='Kürzel in Adressen')),
                ('case_prefix', models.CharField(max_length=4, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Z]{1,4}\\Z', 'Verwenden Sie ein bis vier Großbuchstaben.')], verbose_name='Kennung in Fallnummern')),
                ('department', models.CharField(blank=True, max_length=160, verbose_name='Dezernat oder Amt')),
                ('team', models.CharField(blank=True, max_length=160, verbose_name='Team')),
                ('contact', models.CharField(blank=True, max_length=160, verbose_name='Kontakt für Rückfragen zum Bericht')),
                ('own_projects_label', models.CharField(default='Eigene Projekte der Kommune', help_text='In Cottbus/Chóśebuz zum Beispiel „Projekte FB 15“', max_length=80, verbose_name='Bezeichnung der eigenen Projekte')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('esf_plus_from', models.DateField(blank=True, null=True, verbose_name='ESF+-Angaben ab')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                ('postcode', models.CharField(blank=True, max_length=5, validators=[django.core.validators.RegexValidator('\\A[0-9]{5}\\Z', 'Eine Postleitzahl hat fünf Ziffern.')], verbose_name='Postleitzahl')),
                ('privacy_contact', models.CharField(blank=True, max_length=160, verbose_name='Kontakt zum Datenschutz')),
                ('street', models.CharField(blank=True, max_length=60, verbose_name='Straße und Hausnummer')),
                ('town', models.CharField(blank=True, max_length=60, verbose_name='Ort')),
                ('calendar_case_numbers', models.BooleanField(default=False, verbose_name='Fallnummern in Kalenderdateien')),
                ('four_eyes', models.BooleanField(default=True, verbose_name='Berichte gibt eine zweite Person frei')),
            ],
            options={
                'verbose_name': 'Kommune',
                'verbose_name_plural': 'Kommunen',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PotentialEstimate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='Stand')),
                ('count', models.PositiveIntegerField(verbose_name='mögliche Teilnehmende')),
                ('tolerated_in_town', models.PositiveIntegerField(blank=True, null=True, verbose_name='Geduldete vor Ort')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='Grundlage der Schätzung')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='estimates', to='spurwechsel.kommune', verbose_name='Kommune')),
            ],
            options={
                'verbose_name': 'Schätzwert',
                'verbose_name_plural': 'Schätzwerte',
                'ordering': ['kommune', '-day'],
                'constraints': [models.UniqueConstraint(fields=('kommune', 'day'), name='one_estimate_a_day', violation_error_message='Für diesen Tag gibt es schon einen Schätzwert.')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(error_messages={'unique': 'Für diese E-Mail-Adresse gibt es schon einen Zugang.'}, max_length=254, unique=True, verbose_name='E-Mail-Adresse')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('role', models.CharField(choices=[('fallbegleitung', 'Fallbegleitung'), ('koordination', 'Koordination'), ('auswertung', 'Auswertung'), ('fachadministration', 'Fachadministration'), ('datenschutz', 'Datenschutz')], max_length=20, verbose_name='Rolle')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('date_joined', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('further_kommunen', models.ManyToManyField(blank=True, related_name='visiting_users', to='spurwechsel.kommune', verbose_name='Vertretung in weiteren Kommunen')),
                ('kommune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='spurwechsel.kommune', verbose_name='Kommune')),
            ],
            options={
                'verbose_name': 'Zugang',
                'verbose_name_plural': 'Zugänge',
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='email_unique', violation_error_message='Für diese E-Mail-Adresse gibt es schon einen Zugang.'), models.CheckConstraint(condition=models.Q(models.Q(('kommune__isnull', False), ('role__in', ('fallbegleitung', 'koordination'))), models.Q(models.Q(('role__in', ('fallbegleitung', 'koordination')), _negated=True), ('kommune__isnull', True)), _connector='OR'), name='case_roles_have_a_kommune', violation_error_message='Fallbegleitung und Koordination gehören zu einer Kommune, die anderen Rollen zu keiner.')],
            },
        ),
        migrations.CreateModel(
            name='BarrierReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField(max_length=2000, verbose_name='Was ging nicht?')),
                ('where', models.CharField(blank=True, max_length=200, verbose_name='Auf welcher Seite?')),
                ('reply_to', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse für die Antwort')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('done_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'gemeldete Barriere',
                'verbose_name_plural': 'gemeldete Barrieren',
                'ordering': ['-sent_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='RescuedPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('sealed', models.BinaryField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gerettetes Formular',
                'verbose_name_plural': 'gerettete Formulare',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('result_url', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'abgesandtes Formular',
                'verbose_name_plural': 'abgesandte Formulare',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='ChoreRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chore', models.CharField(max_length=40, verbose_name='Nachtarbeit')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('succeeded', models.BooleanField(null=True)),
                ('message', models.CharField(blank=True, max_length=300, verbose_name='Ergebnis')),
            ],
            options={
                'verbose_name': 'Lauf einer Nachtarbeit',
                'verbose_name_plural': 'Läufe der Nachtarbeiten',
                'ordering': ['-started_at', '-id'],
                'indexes': [models.Index(fields=['chore', '-started_at'], name='chore_runs_by_chore')],
            },
        ),
        migrations.CreateModel(
            name='CalendarLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_link', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Kalenderlink',
                'verbose_name_plural': 'Kalenderlinks',
            },
        ),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.RunSQL(migrations.RunSQL.noop, "DROP TABLE IF EXISTS spurwechsel_cache"),
    ]
