"""Who may look at certificates in the admin. Nobody changes one there: each follows from what its holder did."""

from wagtail.permission_policies import ModelPermissionPolicy


class CertificatePolicy(ModelPermissionPolicy):
    """Names of residents: for administrators only, and only to look."""

    def user_has_permission(self, user, action):
        return action == "view" and user.is_active and user.is_superuser
