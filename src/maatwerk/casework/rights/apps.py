from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "maatwerk.casework.rights"
    label = "rights"
