from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "maatwerk.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from maatwerk.foundation.access import checks  # noqa: F401 - registers itself
