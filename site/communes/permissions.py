"""Who may look into the register in the admin. Nobody changes it there: it comes from the files, by `load_units`."""

from wagtail.permission_policies import ModelPermissionPolicy


class RegisterPolicy(ModelPermissionPolicy):
    """Looking is for those with the right to view units, administrators at first; changing is for nobody."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)
