from collections.abc import Callable

from django.urls import URLPattern, path

from maatwerk.system.transparency.rules import Book
from maatwerk.system.transparency.web.algorithms import Algorithms, AlgorithmsView
from maatwerk.system.transparency.web.views import ValuesView


def urls_for(book: Callable[[], Book], algorithms: Algorithms) -> list[URLPattern]:
    """The pages of this room, over what the composition root has read."""
    return [
        path("openbaar/waarden", ValuesView.as_view(book=book), name="values"),
        path("openbaar/algoritmes", AlgorithmsView.as_view(algorithms=algorithms), name="algorithms"),
    ]
