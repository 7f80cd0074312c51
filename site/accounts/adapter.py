from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from .permissions import is_official, is_trainer


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Learners need no account; staff are invited by an administrator."""
        return False

    def get_login_redirect_url(self, request):
        """Each to the page of their work: trainers to the editor, officials to their figures."""
        if request.user.is_superuser or is_trainer(request.user):
            return reverse("wagtailadmin_home")
        return reverse("reports:start") if is_official(request.user) else "/"
