from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "maatwerk.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from maatwerk.foundation.people.telling import watch

        watch()
