"""Says to whoever published from a list, by approving or by translating, why it was refused."""

from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .refusing import NotReady


class RefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, NotReady):
            return None
        for sentence in exception.sentences:
            messages.error(request, f"{exception.thing}: {sentence}")
        return redirect(AdminURLFinder(request.user).get_edit_url(exception.thing) or "wagtailadmin_home")
