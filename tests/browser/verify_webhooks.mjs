// Reads messages as JSON and says of each what the standardwebhooks package makes of it: null, or why it refuses it.
import { text } from 'node:stream/consumers';

import { Webhook, WebhookVerificationError } from 'standardwebhooks';

function verdict({ secret, body, headers }) {
  try {
    new Webhook(secret).verify(body, headers);
    return null;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.message;
    throw error;
  }
}

console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(verdict)));
