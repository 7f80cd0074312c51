"""Files in pieces, as players ask for sound and film: an iPhone plays none without."""

import re
from http import HTTPStatus

from django.http import FileResponse, HttpResponse
from whitenoise.responders import SlicedFile

ONE_PIECE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class PiecesMiddleware:
    """Cuts an uploaded file to the piece that was asked for. WhiteNoise does the same for files of ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "GET" or response.status_code != HTTPStatus.OK or not isinstance(response, FileResponse):
            return response
        response.headers["Accept-Ranges"] = "bytes"
        first, last = asked_for(request)
        if not (first or last) or not is_the_same(request, response):
            return response
        return cut(response, *ends(first, last, int(response.headers["Content-Length"])))


def asked_for(request) -> tuple[str, str]:
    """The first and the last byte of one piece, as they were sent; nothing where that is not understood."""
    found = ONE_PIECE.fullmatch(request.headers.get("Range", ""))
    first, last = found.groups() if found else ("", "")
    return ("", "") if first and last and int(first) > int(last) else (first, last)


def is_the_same(request, response) -> bool:
    """Who has a part of an older file gets the new one whole."""
    known = request.headers.get("If-Range")
    return known is None or known in (response.headers.get("ETag"), response.headers.get("Last-Modified"))


def ends(first: str, last: str, size: int) -> tuple[int, int, int]:
    """The first byte of the piece, its last one, and of how many. Without a first: so many from the end."""
    if not first:
        return (max(0, size - int(last)) if int(last) else size), size - 1, size
    return int(first), min(int(last or size), size - 1), size


def cut(response, start: int, end: int, size: int):
    if start > end:
        response.file_to_stream.close()
        refusal = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return HttpResponse(status=refusal, headers={"Content-Range": f"bytes */{size}"})
    kind = response.headers["Content-Type"]
    response.streaming_content = SlicedFile(response.file_to_stream, start, end)
    response.status_code = HTTPStatus.PARTIAL_CONTENT
    response.headers["Content-Type"] = kind
    response.headers["Content-Length"] = str(end - start + 1)
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response
