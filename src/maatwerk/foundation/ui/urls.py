from django.urls import path

from maatwerk.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("huisstijl/<str:name>", views.theme, name="theme"),
    path("stijl", views.style_guide, name="style_guide"),
]
