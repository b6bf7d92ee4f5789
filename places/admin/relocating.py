"""What a clerk is told about the point of a place: after its address was looked up, and after saving."""

import math

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geo.geocoding import AddressNotFound, Geocoded, GeocoderUnavailable, GeocodingError
from geo.models import Area
from geo.precision import Precision
from places import history, locating
from places.admin.forms import PlaceForm
from places.features import refresh
from places.models import Place


def remark(request: HttpRequest, form: PlaceForm) -> None:
    """Tell the clerk what looks wrong about the point that was saved, or kept."""
    place = form.instance
    if form.leaves_the_point_behind:
        messages.warning(request, _("Die Adresse ist neu, der Punkt ist der alte. Bitte die Adresse suchen lassen."))
    elif (
        form.says_where
        and place.location
        and not Area.objects.filter(pk=place.area_id).holding(place.location).exists()
    ):
        said = _("Der Punkt liegt nicht in der Gemeinde %(area)s. Bitte beide prüfen.")
        messages.warning(request, said % {"area": place.area.name})


def relocate(request: HttpRequest, place: Place, *, force: bool) -> None:
    """Give `place` the point of its address, and tell the clerk what was found, or why nothing was."""
    try:
        with history.attributed(by=request.user, via="admin"):
            answer = locating.locate(place, force=force)
    except GeocodingError as error:
        messages.error(request, _failure(error))
        return
    refresh([place.pk])
    level = messages.WARNING if answer.in_named_area is False else messages.SUCCESS
    messages.add_message(request, level, " ".join((_found(answer), _municipality(answer), _outcome(place, answer))))


def _failure(error: GeocodingError) -> str:
    if isinstance(error, GeocoderUnavailable):
        minutes = math.ceil(error.retry_after_s / 60)
        return _(
            "Der Suchdienst antwortet gerade nicht. Der Punkt ist unverändert; bitte in %(minutes)s Minute(n) "
            "noch einmal suchen."
        ) % {"minutes": minutes}
    if isinstance(error, AddressNotFound):
        return _(
            "Diese Adresse ist nicht bekannt. Der Punkt ist unverändert; bitte Postleitzahl und Ort prüfen "
            "oder den Punkt auf der Karte setzen."
        )
    return _("Das ist keine Adresse, nach der sich suchen lässt: Straße, Postleitzahl und Ort, höchstens 200 Zeichen.")


def _found(answer: Geocoded) -> str:
    told = {"precision": answer.precision.label, "source": locating.source_of(answer)}
    return _("Gefunden: %(precision)s (%(source)s).") % told


def _municipality(answer: Geocoded) -> str:
    if answer.in_named_area is None:
        return _("Welche Gemeinde die Adresse meint, ist nicht bekannt.")
    if answer.in_named_area:
        return _("Der Punkt liegt in der Gemeinde, die die Adresse nennt.")
    return _("Bitte prüfen: Der Punkt liegt nicht in der Gemeinde, die die Adresse nennt.")


def _outcome(place: Place, answer: Geocoded) -> str:
    """Say whether `place` has the answer's point now, or why it kept its own."""
    if locating.set_by_hand(place):
        return _("Der bisherige Punkt bleibt, weil er von Hand gesetzt ist.")
    if Precision(place.position_precision).finer_than(answer.precision):
        return _("Der bisherige Punkt bleibt, weil er genauer ist.")
    return _("Der Punkt ist gespeichert.")
