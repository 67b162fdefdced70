// Places in a video as addresses write them.

/** Seconds of `73`, `73.5`, `1:13`, `1m13s`; null where it is none of these. The server reads the same forms. */
export function seconds(text: string | null): number | null {
  if (!text) return null;
  const named = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d{1,3})?)s?)?$/u.exec(text);
  const clock = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2}(?:\.\d{1,3})?)$/u.exec(text);
  const [, hours = '0', minutes = '0', rest = '0'] = named ?? clock ?? [];
  return named || clock ? Number(hours) * 3600 + Number(minutes) * 60 + Number(rest) : null;
}

/** The place that `address` names, in its query or as a media fragment. */
export function placeIn(address: URL | Location): number | null {
  const fragment = new URLSearchParams(address.hash.slice(1));
  return seconds(fragment.get('t')) ?? seconds(new URLSearchParams(address.search).get('t'));
}
