"""What moodle-xml-parser finds in a file, as JSON."""

import dataclasses
import json
import sys

from moodle_xml_parser import parser

found = parser.parse_file(sys.argv[1])["multichoice"]
print(json.dumps([vars(q) if not dataclasses.is_dataclass(q) else dataclasses.asdict(q) for q in found], default=vars))
