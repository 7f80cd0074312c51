from wagtail import hooks

from .editor import CoursesPanel


@hooks.register("construct_homepage_panels")
def begin_with_courses(request, panels):
    panels.append(CoursesPanel(request))
