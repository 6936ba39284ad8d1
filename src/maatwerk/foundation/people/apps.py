from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "maatwerk.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from maatwerk.foundation.people import staff_log_ins, telling

        telling.watch()
        staff_log_ins.watch()
