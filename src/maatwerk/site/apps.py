from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Connects the rooms and has the database watched, in every process: web, worker and command."""

    name = "maatwerk.site"
    label = "site"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from maatwerk.foundation.gate.watching import watch
        from maatwerk.site.connections import connect_rooms

        connection_created.connect(watch, dispatch_uid="the last wall")
        connect_rooms()
