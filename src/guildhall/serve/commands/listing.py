"""``guildhall services list``: the services that are shipped, and those that are published in the council's database."""

import json
from argparse import Namespace
from importlib import import_module

from guildhall.serve.commands.files import HEAD, shipped, show


def list_services(given: Namespace) -> int:
    """Print id, status and title of each service, or all that its head says as JSON. Raises ``BadInput``."""
    found = list(shipped())
    if given.published:
        import_module("guildhall.serve.commands.house")
        services = import_module("guildhall.serve.commands.published").published()
        found = [{key: each.to_json().get(key, getattr(each, key)) for key in HEAD} for each in services]
    if given.json:
        show(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        widest = max((len(str(each["id"])) for each in found), default=0)
        for each in found:
            title = each.get("title")
            words = title.get("en") or next(iter(title.values()), "") if isinstance(title, dict) else ""
            show(f"{each['id']!s:{widest}}  {each.get('status') or 'draft':9}  {words}\n")
    return 0
