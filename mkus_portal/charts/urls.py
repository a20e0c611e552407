"""The address of the gallery; it shows charts, so it stands above the room of the pages."""

from django.urls import URLPattern, path

from mkus_portal.charts.samples import ChartGallery

urlpatterns: list[URLPattern] = [path("galeria/", ChartGallery.as_view(), name="gallery")]
