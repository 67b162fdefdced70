"""Uploads a file with tuspy, as JSON on standard input describes it; prints the address of the upload.

Half of it goes first; a second client then asks the server how far it came and goes on from there.
"""

import json
import sys

from tusclient import client

asked = json.load(sys.stdin)


def uploader(**where):
    tus = client.TusClient(asked["endpoint"], headers=asked["headers"])
    return tus.uploader(asked["file"], chunk_size=asked["chunk"], metadata=asked["metadata"], **where)


first = uploader()
first.upload(stop_at=asked["half"])
second = uploader(url=first.url)
if second.offset != first.offset:
    sys.exit(f"the server has {second.offset} bytes, and {first.offset} were sent")
second.upload()
print(second.url)
