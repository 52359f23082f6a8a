from django.db import migrations

# Nearly free in the eyes of the planner: it is called only where the newest paper begins later than the day,
# and its real price times all people would drown the difference between a good plan and a bad one.
_CREATE = """
    CREATE FUNCTION {name}(person bigint, day date) RETURNS {type} LANGUAGE sql STABLE PARALLEL SAFE COST 1 AS $$
        SELECT {column} FROM participants_residencestatus
        WHERE participant_id = person AND valid_from <= day AND withdrawn_at IS NULL
        ORDER BY valid_from DESC, id DESC LIMIT 1
    $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0017_narrow_index_of_phases'),
    ]

    operations = [
        migrations.RunSQL(
            _CREATE.format(name='paper_kind_on', type='varchar', column='kind'),
            'DROP FUNCTION paper_kind_on(bigint, date)',
        ),
        migrations.RunSQL(
            _CREATE.format(name='paper_end_on', type='date', column='valid_until'),
            'DROP FUNCTION paper_end_on(bigint, date)',
        ),
    ]
