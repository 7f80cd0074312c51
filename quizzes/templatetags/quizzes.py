from django import template

register = template.Library()


@register.filter
def is_chosen(choice, answers):
    """Whether a choice was already marked, when a quiz comes back unfinished."""
    return any(str(choice.key) in chosen for chosen in (answers or {}).values())
