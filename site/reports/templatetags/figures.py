from django import template

from reports.charts import share_bar
from reports.wording import number, number_or_hidden

register = template.Library()
register.filter("number", number)
register.filter("number_or_hidden", number_or_hidden)
register.filter("share_bar", share_bar)
