"""The WSGI application: `application` for any server, and `warmed`, a factory of it for granian."""

import os

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import get_resolver

from geo.basemap import source

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")


class Request(WSGIRequest):
    """A request whose texts are UTF-8, whatever its Content-Type claims.

    Some charsets ("idna", "rot13") decode no text: where a query holds more than ASCII, Django would fail while it
    makes the request, before anything of ours could refuse it.
    """

    encoding = property(lambda self: None, lambda self, charset: None)


application = get_wsgi_application()
application.request_class = Request


def warmed() -> WSGIHandler:
    """Return the application with what the first visitor would wait for: views, basemap, a connection.

    A server that only serves calls this; importing the module connects to no database. Starts without
    basemap and database, too: the pool goes on trying, and what needs one of them fails until it is there.
    """
    get_resolver(None).url_patterns  # noqa: B018  imports the views
    source.ground()
    if pool := getattr(connection, "pool", None):
        pool.open()  # connects in the background
    return application
