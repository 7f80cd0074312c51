from django import template

<<<<<<< HEAD
from reports.charts import mark, share_bar
from reports.overview.wording import per_cent, status_words
from reports.wording import number, number_or_hidden
=======
from reports.charts import share_bar
from reports.wording import number, number_or_hidden, target_number
>>>>>>> targets

register = template.Library()
register.filter("number", number)
register.filter("number_or_hidden", number_or_hidden)
register.filter("share_bar", share_bar)
<<<<<<< HEAD
register.filter("mark", mark)
register.filter("per_cent", per_cent)
register.filter("status_words", status_words)
=======
register.filter("target_number", target_number)
>>>>>>> targets
