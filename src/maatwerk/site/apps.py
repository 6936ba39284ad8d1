from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Connects the rooms once Django has found them, in every process: web, worker and command."""

    name = "maatwerk.site"
    label = "site"

    def ready(self) -> None:
        from maatwerk.site.connections import connect_rooms

        connect_rooms()
