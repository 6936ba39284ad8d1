import uuid
from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

SAYS = "the logs only grow"
TABLES = ("access_processingrecord", "access_accessrecord", "access_checkpoint")
KEPT = "EXISTS (SELECT 1 FROM access_segment s WHERE s.id = OLD.segment_id AND s.pruned IS NULL)"


def guard(apps: Any, schema_editor: Any) -> None:
    """The database itself refuses to change a row, and to delete one before its segment was cleared away.

    On SQLite these go with a table that Django makes anew: a later migration that alters one of these tables has to
    call this again. A test holds that they are there.
    """
    for table in TABLES:
        for statement in (_sqlite if schema_editor.connection.vendor == "sqlite" else _postgres)(table):
            schema_editor.execute(statement, params=None)


def _sqlite(table: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    yield f"CREATE TRIGGER {table}_not_changed BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_not_deleted BEFORE DELETE ON {table} WHEN {KEPT} {refuse}"


def _postgres(table: str) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND NOT {KEPT} THEN RETURN OLD; END IF; RAISE EXCEPTION '{SAYS}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_guarded BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()"
    )


def unguard(apps: Any, schema_editor: Any) -> None:
    """On SQLite they go with their tables."""
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_guarded ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_guard()")


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_grounds'),
        ('people', '0004_residents'),
    ]

    operations = [
        migrations.CreateModel(
            name='SubjectAlias',
            fields=[
                ('subject', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('alias', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='LogHead',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('count', models.PositiveBigIntegerField(default=0)),
                ('head', models.CharField(blank=True, max_length=64)),
                ('key', models.CharField(blank=True, max_length=16)),
                ('seal', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='access_one_log_head')],
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log', models.CharField(choices=[('verwerkingen', 'Processing'), ('inzage', 'Access')], max_length=20)),
                ('opened', models.BigIntegerField()),
                ('count', models.PositiveIntegerField(default=0)),
                ('head', models.CharField(blank=True, max_length=64)),
                ('closed', models.BigIntegerField(null=True)),
                ('pruned', models.BigIntegerField(null=True)),
                ('key', models.CharField(max_length=16)),
                ('seal', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed__isnull', True)), fields=['log', 'id'], name='access_open_segments')],
            },
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('kind', models.CharField(choices=[('begonnen', 'Opened'), ('gegroeid', 'Grown'), ('gesloten', 'Closed'), ('opgeruimd', 'Pruned')], max_length=10)),
                ('log', models.CharField(choices=[('verwerkingen', 'Processing'), ('inzage', 'Access')], max_length=20)),
                ('count', models.PositiveIntegerField()),
                ('head', models.CharField(blank=True, max_length=64)),
                ('at', models.BigIntegerField()),
                ('key', models.CharField(max_length=16)),
                ('hash', models.CharField(max_length=64)),
                ('signature', models.CharField(max_length=128)),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkpoints', to='access.segment')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='LogReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('added', models.DateTimeField()),
                ('removed', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed__isnull', True)), fields=('organisation', 'name'), name='access_one_reader_of_a_name', violation_error_message='Deze organisatie heeft al een lezer met deze naam.')],
            },
        ),
        migrations.CreateModel(
            name='ProcessingRecord',
            fields=[
                ('pk', models.CompositePrimaryKey('segment_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('trace', models.CharField(max_length=32)),
                ('subject', models.UUIDField(null=True)),
                ('municipality', models.SlugField(db_index=False)),
                ('controller', models.TextField()),
                ('span', models.CharField(max_length=16)),
                ('parent', models.CharField(blank=True, max_length=16)),
                ('status', models.CharField(max_length=5)),
                ('name', models.CharField(max_length=500)),
                ('start', models.BigIntegerField()),
                ('end', models.BigIntegerField()),
                ('activity', models.SlugField(db_index=False)),
                ('subject_type', models.CharField(blank=True, max_length=20)),
                ('segment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.segment')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['municipality', 'start'], name='access_processing_when'), models.Index(fields=['subject', 'start'], name='access_processing_subject'), models.Index(fields=['trace'], name='access_processing_trace')],
            },
        ),
        migrations.CreateModel(
            name='AccessRecord',
            fields=[
                ('pk', models.CompositePrimaryKey('segment_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('trace', models.CharField(max_length=32)),
                ('subject', models.UUIDField(null=True)),
                ('municipality', models.SlugField(db_index=False)),
                ('controller', models.TextField()),
                ('at', models.BigIntegerField()),
                ('viewer', models.CharField(max_length=64)),
                ('role', models.CharField(blank=True, max_length=50)),
                ('organisation', models.CharField(blank=True, max_length=64)),
                ('purpose', models.SlugField(db_index=False)),
                ('policies', models.TextField(blank=True)),
                ('policy_set', models.CharField(max_length=64)),
                ('categories', models.TextField(blank=True)),
                ('level', models.CharField(max_length=5)),
                ('entries', models.PositiveIntegerField()),
                ('what', models.CharField(max_length=500)),
                ('segment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.segment')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['subject', 'at'], name='access_looked_subject'), models.Index(fields=['viewer', 'at'], name='access_looked_viewer')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
