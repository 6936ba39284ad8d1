from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "maatwerk.casework.contact"
    label = "contact"
