"""What a machine is told when it can't be answered: RFC 9457, with one clear sentence."""

from http import HTTPStatus

from django.http import JsonResponse


class Problem(Exception):
    """`status` and a sentence; `headers` of the answer; whatever else helps to mend the question."""

    def __init__(self, status: HTTPStatus, detail: str, headers: dict | None = None, **more):
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more

    def response(self) -> JsonResponse:
        said = {"type": "about:blank", "title": self.status.phrase, "status": self.status, "detail": self.detail}
        return JsonResponse(
            said | self.more,
            status=self.status,
            content_type="application/problem+json",
            headers=self.headers | {"Cache-Control": "no-store"},
            json_dumps_params={"ensure_ascii": False},
        )
