"""Every address of the house."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("styleguide/", include("cms.styleguide")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("cms.kernel.urls")),
    path("", include("policies.urls")),
    path("market/", include("marketplace.urls")),
    path("dashboard/", include("cms.figures.urls")),
    path("", include("cms.workbench.urls")),
    path("", include("cms.pages.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "cms.errors.bad_request"
handler403 = "cms.errors.forbidden"
handler404 = "cms.errors.not_found"
handler500 = "cms.errors.broken"
