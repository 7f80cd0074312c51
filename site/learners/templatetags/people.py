from django import template
from django.templatetags.static import static

from ..pictures import PICTURES

register = template.Library()


@register.inclusion_tag("learners/_picture.html")
def picture(name, size=48):
    """A picture of the sprite, its word being said elsewhere; nothing where none was chosen."""
    return {"address": f"{static('pictures/people.svg')}#{name}" if name in PICTURES else "", "size": size}
