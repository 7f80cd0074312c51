from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .fields import PlainTextField

# Wagtail's own override is for TextField alone, not for what is made from it.
register_form_field_override(PlainTextField, override={"widget": AdminAutoHeightTextInput})


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_homepage_summary_items", order=1000)
def only_pages(request, items):
    """How many pictures and files there are helps nobody."""
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]


@hooks.register("construct_main_menu")
def without_manual(request, items):
    """Wagtail's manual is English and for developers."""
    items[:] = [item for item in items if item.name != "help"]
