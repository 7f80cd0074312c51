from django import template

from reports.charts import share_bar
from reports.wording import number

register = template.Library()
register.filter("number", number)
register.filter("share_bar", share_bar)
