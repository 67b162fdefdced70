// Names of countries and regions, by the two letters of ISO 3166-1.
const NAMES = new Intl.DisplayNames(['zh-Hans'], { type: 'region', fallback: 'code' });

/** As they are called in China, where the browser's list says less. */
const OWN: Record<string, string> = { CN: '中国内地', HK: '中国香港', MO: '中国澳门', TW: '中国台湾' };

export function territoryName(code: string): string {
  return OWN[code] ?? NAMES.of(code) ?? code;
}
