from typing import Any

from django.db import migrations

# Rooms that keep ids of this index ask which titles hold a word (`IndexedWith`). On SQLite the FTS5 table has the words
# of titles already; PostgreSQL would read every row.
MAKE = "CREATE INDEX search_entry_title_words ON search_entry USING gin (title_words)"
DROP = "DROP INDEX search_entry_title_words"


def _on_postgresql(statement: str) -> Any:
    def run(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(_on_postgresql(MAKE), _on_postgresql(DROP))]
