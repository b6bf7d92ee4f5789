import pytest
from django.contrib.auth.models import User

from tests.places.accounts import an_editor
from tests.places.making import an_area


@pytest.fixture
def anna(db) -> User:
    """Make the editor of Leer."""
    return an_editor(of=an_area())
