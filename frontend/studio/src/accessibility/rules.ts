// Which of axe's rules are asked of the part of the page that an author writes.

/** WCAG 2.2, levels A and AA, and what axe's makers call good practice. */
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** About the site's own frame, its landmarks and the names that its markup gives: nothing that an author can change. */
export const LEFT_OUT = ['region', 'landmark-unique', 'landmark-complementary-is-top-level', 'landmark-contentinfo-is-top-level', 'skip-link', 'label-content-name-mismatch'];
/** Of these axe says only that somebody has to look, and an author is somebody who can. */
export const TO_BE_LOOKED_AT = new Set(['identical-links-same-purpose', 'th-has-data-cells']);
