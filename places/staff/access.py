"""Who may open the pages of staff: whoever is signed in; and of what is not theirs nobody is told that it exists."""

from typing import Any

from django.http import Http404, HttpRequest
from django.views import View

from geo.signing_in.guarding import SignedIn
from places import roles
from places.models import Place, Suggestion


class StaffPage(SignedIn, View):
    """A page for accounts with a role. To others it is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not roles.has_a_role(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


def start(user: Any) -> str:
    """Return the name of the page that `user` begins with."""
    if roles.has_a_role(user):
        return "staff:queue"
    return "admin:index" if user.is_staff else "signing_in:access"


def decidable(user: Any, number: int) -> Suggestion:
    """Return the suggestion `number` with what its place says. Raises Http404 where `user` may not decide about it."""
    found: Suggestion | None = roles.decidable(user).numbered(number).with_facts().first()
    if found is None:
        raise Http404
    return found


def editable(user: Any, slug: str) -> Place:
    """Return the place `slug`. Raises Http404 where `user` may not change it."""
    found: Place | None = roles.editable_places(user).named(slug).with_area().first()
    if found is None:
        raise Http404
    return found
