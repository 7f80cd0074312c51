"""A person's own sign-in, by phone number or e-mail: to have the learning back on any phone. It opens no editor."""

from allauth.core import ratelimit
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accounts.addresses import TypedAddress, read_address
from accounts.one_time_codes import TooManyCodes, is_right, send_code, user_of

from ..requests import current_learner, join_phone, personal, same_origin_post
from ..signing_in import sign_in
from .people import WRONG
from .resuming import TOO_MANY

SALT = "learners.signing_in"
MINUTES = 15


@csrf_exempt
def account(request):
    return (ask_for_code if request.method == "POST" else show_form)(request)


@personal
def show_form(request):
    return form_page(request)


def form_page(request, typed="", trouble="", status=200):
    context = {"typed": typed, "trouble": trouble, "current": current_learner(request)}
    return render(request, "learners/account.html", context, status=status)


@same_origin_post
def ask_for_code(request):
    typed = request.POST.get("address", "")
    try:
        to = read_address(typed)
    except ValidationError as error:
        return form_page(request, typed[:254], error.messages[0], WRONG)
    try:
        if not ratelimit.consume(request, action="learner_code"):
            raise TooManyCodes
        send_code(to)
    except TooManyCodes:
        trouble = _("Too many codes were asked for. Wait an hour, then try again.")
        return form_page(request, typed, trouble, TOO_MANY)
    return code_page(request, to, request.POST.get("also_me", ""))


def code_page(request, to, also_me, trouble="", status=200):
    token = signing.dumps([to.kind, to.address, also_me], salt=SALT)
    context = {"token": token, "masked": to.masked, "trouble": trouble}
    return render(request, "learners/account_code.html", context, status=status)


@same_origin_post
def check_code(request):
    try:
        kind, address, also_me = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return form_page(request, trouble=_("This took too long. Ask for a new code."), status=WRONG)
    to = TypedAddress(kind, address)
    is_free = ratelimit.consume(request, action="learner_try")
    if not is_free or not is_right(to, request.POST.get("code", "").replace(" ", "")):
        trouble = _("This code is wrong or too old. Look at the newest message, or go back and ask for a new code.")
        return code_page(request, to, also_me, trouble, WRONG)
    device = join_phone(request)
    # Only who was shown when the code was asked for, and still holds the phone, goes along.
    sign_in(device, user_of(to), is_also_me=bool(device.current) and also_me == str(device.current_id))
    return redirect("courses:my_learning")
