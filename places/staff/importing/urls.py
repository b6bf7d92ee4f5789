"""The pages of imports, in German alone."""

from django.urls import path, re_path

from places.staff.importing.applying import Apply, Discard, Result, Undo
from places.staff.importing.beginning import Imports, NextStep
from places.staff.importing.checking import CheckedRows
from places.staff.importing.columns import Columns
from places.staff.importing.downloads import OwnTable, Problems, Template
from places.staff.importing.locating import Locating
from places.staff.importing.rows import LeaveOutErrors, OneRow, Together

app_name = "importing"
ENDING = r"\.(?P<ending>csv|xlsx)$"
urlpatterns = [
    path("", Imports.as_view(), name="imports"),
    re_path(f"^vorlage{ENDING}", Template.as_view(), name="template"),
    re_path(f"^beispiel{ENDING}", Template.as_view(), {"with_example": True}, name="example"),
    re_path(f"^orte{ENDING}", OwnTable.as_view(), name="places"),
    path("<int:pk>/", NextStep.as_view(), name="import"),
    path("<int:pk>/spalten/", Columns.as_view(), name="columns"),
    path("<int:pk>/adressen/", Locating.as_view(), name="locating"),
    path("<int:pk>/zeilen/", CheckedRows.as_view(), name="rows"),
    path("<int:pk>/zeilen/<int:number>/", OneRow.as_view(), name="row"),
    path("<int:pk>/zeilen/entscheiden/", Together.as_view(), name="together"),
    path("<int:pk>/zeilen/fehler-auslassen/", LeaveOutErrors.as_view(), name="leave_out"),
    path("<int:pk>/hinweise.csv", Problems.as_view(), name="problems"),
    path("<int:pk>/uebernehmen/", Apply.as_view(), name="apply"),
    path("<int:pk>/ergebnis/", Result.as_view(), name="result"),
    path("<int:pk>/zuruecknehmen/", Undo.as_view(), name="undo"),
    path("<int:pk>/verwerfen/", Discard.as_view(), name="discard"),
]
