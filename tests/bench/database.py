"""Databases of the benchmark's own, beside the service's in the same cluster."""

import os
import subprocess
import sys
from urllib.parse import quote

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier, Literal


def name(size: int) -> str:
    """Return the name of the database with `size` places."""
    return f"{connection.settings_dict['NAME']}_bench_{size}"


def connect(database: str) -> psycopg.Connection:
    """Return one connection to `database`, outside of any transaction."""
    to = connection.settings_dict
    given = {"host": to["HOST"], "port": to["PORT"], "user": to["USER"], "password": to["PASSWORD"]}
    return psycopg.connect(dbname=database, autocommit=True, **{key: value for key, value in given.items() if value})


def url(database: str) -> str:
    """Return what DATABASE_URL has to say for `database`."""
    to = {
        key: quote(str(value), safe="")
        for key, value in connection.settings_dict.items()
        if isinstance(value, str | int)
    }
    password = f":{to['PASSWORD']}" if to["PASSWORD"] else ""
    port = f":{to['PORT']}" if to["PORT"] else ""
    return f"postgis://{to['USER']}{password}@{to['HOST']}{port}/{quote(database)}"


def environment(database: str) -> dict[str, str]:
    """Return the environment of a process that serves `database`."""
    return os.environ | {"DATABASE_URL": url(database), "DJANGO_SETTINGS_MODULE": "geo.settings"}


def run(database: str, *module: str) -> str:
    """Run a Python module with arguments on `database`, in a process of its own; return what it printed."""
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, env=environment(database), check=True, stdout=subprocess.PIPE, text=True).stdout


def drop(database: str) -> None:
    with connect("postgres") as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(database)))


def make(database: str) -> None:
    """Make `database` anew, empty."""
    drop(database)
    with connect("postgres") as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(database)))


def mark(database: str, digest: str) -> None:
    """Note that `database` is complete, and what it was loaded from."""
    with connect("postgres") as server:
        server.execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(database), Literal(digest)))


def is_marked(database: str, digest: str) -> bool:
    with connect("postgres") as server:
        noted = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        return server.execute(noted, [database]).fetchone() == (digest,)
