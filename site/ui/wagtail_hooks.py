from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem


@hooks.register("construct_homepage_summary_items")
def only_pages(request, items):
    """How many pictures and files there are helps nobody."""
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]


@hooks.register("construct_main_menu")
def without_manual(request, items):
    """Wagtail's manual is English and for developers."""
    items[:] = [item for item in items if item.name != "help"]
