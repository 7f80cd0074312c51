"""What is known of a browser by the name it gives itself."""

import re

# A page within a chat: it saves no files, and shares nothing with the phone's own browser.
IN_APP = re.compile(r"\bZalo (android|iOS)|\bFBA[NV]/|\bInstagram ")


def is_in_app(user_agent: str) -> bool:
    return bool(IN_APP.search(user_agent))
