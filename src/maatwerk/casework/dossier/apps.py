from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "maatwerk.casework.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"
