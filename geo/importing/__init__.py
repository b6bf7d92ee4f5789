"""Loading the ground from files: areas and the gazetteer. The file wins; a second run changes nothing."""

from geo.importing.areas import load_areas
from geo.importing.changes import Change, Changes
from geo.importing.gazetteer import load_gazetteer
from geo.importing.rows import InvalidFile, Row
from geo.importing.turn import alone

__all__ = ["Change", "Changes", "InvalidFile", "Row", "alone", "load_areas", "load_gazetteer"]
