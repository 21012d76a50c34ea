"""The admin, allauth, the sign-in in two steps, and one page that says who is signed in."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.utils.html import escape
from django_otp.plugins.otp_totp.models import TOTPDevice
from two_factor.urls import urlpatterns as two_factor


def done(request):
    """Says who is signed in, as plainly as a test needs it."""
    if not request.user.is_authenticated:
        return HttpResponse("<h1>Nobody is signed in</h1>", status=403)
    # A code serves once; the tests sign in more often than codes change.
    TOTPDevice.objects.update(last_t=-1)
    return HttpResponse(f"<h1>Signed in as {escape(request.user.username)}</h1>")


urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include(two_factor)),
    path("done/", done),
]
