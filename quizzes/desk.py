"""What the question editor asks the server for while somebody writes."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from wagtail.images.models import Image
from wagtail.permissions import policy_registry


def question_picture(request, pk):
    """The picture, big enough to draw on."""
    image = get_object_or_404(Image, pk=pk)
    if not policy_registry.get_by_type(Image).user_has_permission_for_instance(request.user, "choose", image):
        raise PermissionDenied
    return redirect(image.get_rendition("max-1000x1000").url)
