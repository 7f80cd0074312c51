from django import template

from reports.charts import mark, share_bar
from reports.overview.wording import coverage_words, per_cent, status_words
from reports.wording import number, number_or_hidden, target_number

register = template.Library()
register.filter("number", number)
register.filter("number_or_hidden", number_or_hidden)
register.filter("share_bar", share_bar)
register.filter("target_number", target_number)
register.filter("mark", mark)
register.filter("coverage_words", coverage_words)
register.filter("per_cent", per_cent)
register.filter("status_words", status_words)
