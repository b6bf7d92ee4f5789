from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("orte/<slug:slug>/", lambda r, slug: HttpResponse(""), name="place")]
