"""Who may open the pages of an import: who began it, and administrators."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from places import roles
from places.models import Import
from places.roles import NotYours
from places.spreadsheets import ImportFailed
from places.staff.access import StaffPage


class EditorsPage(StaffPage):
    """A page for who decides about areas; to stewards and others it is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not roles.is_editor(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ImportPage(EditorsPage):
    """A page of one import. What it cannot do is told on the page of the step that the import is at by then."""

    given: Import

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not roles.is_editor(request.user):
            raise Http404
        self.given = importable(request.user, kwargs.pop("pk"))
        try:
            return super().dispatch(request, *args, **kwargs)
        except ImportFailed as error:
            messages.warning(request, str(error))
        except NotYours:
            messages.warning(request, _("Darin geht es auch um Orte, über die Sie nicht entscheiden."))
        return self.to_the_step()

    def to_the_step(self) -> HttpResponse:
        """Lead to what is to be done next."""
        return redirect("importing:import", self.given.pk)


def importable(user: Any, pk: int) -> Import:
    """Return the import `pk`. Raises Http404 where it is not one of `user`."""
    found: Import | None = roles.imports_of(user).with_parts().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
