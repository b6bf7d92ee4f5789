"""The pages that sign in; in German alone, as all that staff read."""

from django.urls import path

from geo.signing_in.access import Access, ChangePassword
from geo.signing_in.pages import EnterCode, SetUp, SignIn, sign_out, signed_out

app_name = "signing_in"
urlpatterns = [
    path("", SignIn.as_view(), name="in"),
    path("code/", EnterCode.as_view(), name="code"),
    path("einrichten/", SetUp.as_view(), name="set_up"),
    path("abmelden/", sign_out, name="out"),
    path("abgemeldet/", signed_out, name="signed_out"),
    path("zugang/", Access.as_view(), name="access"),
    path("passwort/", ChangePassword.as_view(), name="password"),
]
