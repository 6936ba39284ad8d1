import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_staff'),
    ]

    operations = [
        migrations.CreateModel(
            name='ShortNote',
            fields=[
                ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('expires', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='StaffChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('what', models.CharField(choices=[('uitgenodigd', 'uitgenodigd'), ('opnieuw_uitgenodigd', 'opnieuw_uitgenodigd'), ('aangenomen', 'aangenomen'), ('gekoppeld', 'gekoppeld'), ('gesloten', 'gesloten'), ('rol_gegeven', 'rol_gegeven'), ('rol_ingetrokken', 'rol_ingetrokken'), ('team_gegeven', 'team_gegeven'), ('team_ingetrokken', 'team_ingetrokken'), ('organisatie_erbij', 'organisatie_erbij'), ('team_erbij', 'team_erbij')], max_length=20)),
                ('detail', models.SlugField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.worker')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.municipality')),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='people.worker')),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['municipality', '-at'], name='staff_change_newest_first')],
            },
        ),
    ]
