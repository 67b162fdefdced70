"""Reads messages as JSON and says of each what the standardwebhooks package makes of it: null, or why it refuses it."""
import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def verdict(message):
    try:
        Webhook(message["secret"]).verify(message["body"], message["headers"])
    except WebhookVerificationError as error:
        return str(error)


json.dump([verdict(message) for message in json.load(sys.stdin)], sys.stdout)
