"""Six digits sent to a phone number or e-mail address: allauth's login by code, as learners meet it."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.signals import user_signed_up
from allauth.account.stages import LoginByCodeStage, LoginStageController

from .actions import user_with
from .addresses import TypedAddress


class CodeToAddress(LoginCodeVerificationProcess):
    """What allauth calls a phone is here the fingerprint of an address; the address itself is not kept by the session.

    A code is sent to whom nobody knows, too: nothing tells whether anybody signs in with an address.
    """

    @classmethod
    def initiate(cls, *, request, to: TypedAddress, **more):
        """As allauth's own, which would make an object of its own class."""
        user = get_adapter().get_user_by_phone(to.digest)
        login = Login(user=user, state={"stages": {"current": LoginByCodeStage.key}})
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state |= cls.initial_state(user=user, phone=to.digest) | {"initiated_by_user": True}
        stage.state |= {"kind": to.kind, "masked": to.masked} | more
        process = cls(stage)
        process.send(to)
        process.persist()
        # As long as the code is good; what others left half done is swept out on the way.
        request.session.set_expiry(process.timeout)
        request.session.clear_expired()
        return process

    @classmethod
    def resume(cls, stage):
        return cls(stage).abort_if_invalid()

    @classmethod
    def pending(cls, request):
        """The code that this browser asked for last, or None."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls.resume(stage) if stage else None

    def send(self, to: TypedAddress):
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        adapter.send_verification_code_sms(user=self.user, phone=to.address, code=self.code, kind=to.kind)

    def finish(self, redirect_url):
        """Whom nobody knew is signed up by the right code, and by nothing less."""
        self._user, is_new = user_with(self.state["phone"], self.state["kind"], self.state["masked"])
        if is_new:
            user_signed_up.send(type(self._user), request=self.request, user=self._user)
        return super().finish(redirect_url)


def forget_code(request):
    """Whoever takes the phone next finds no code that was asked for before."""
    if not request.user.is_authenticated:
        request.session.flush()
