from django.urls import path

from maatwerk.knowledge.directory.web.folder import FolderView

open_pages = [path("folder/", FolderView.as_view(), name="folder")]
