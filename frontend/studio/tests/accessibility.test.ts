// @vitest-environment happy-dom
// What axe finds in the preview, as the list says it; where it stands; and the copy of the page that axe is given.
import axe from 'axe-core';
import { rules } from 'axe-core/locales/zh_CN.json';
import { afterEach, expect, test, vi } from 'vitest';

import { copyFor } from '../src/accessibility/copy';
import { foundAt, type Found } from '../src/accessibility/found';
import { outline } from '../src/accessibility/outline';
import { elementAt, placeOf } from '../src/accessibility/place';
import { REMEDIES } from '../src/accessibility/remedies';
import { LEFT_OUT, TAGS } from '../src/accessibility/rules';
import { shown } from '../src/accessibility/shown';

// A browser fetches nothing for a document that was only read; happy-dom would.
const { settings } = (window as unknown as { happyDOM: { settings: object } }).happyDOM;
Object.assign(settings, { disableCSSFileLoading: true, disableJavaScriptFileLoading: true, handleDisabledFileLoadingAsSuccess: true });

afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

const HEAD = '<header class="work-head"><h1>题目</h1><p class="answer">导语</p></header>';
const FOOTNOTES = '<section class="footnotes"><ol><li>一<a href="#a">回</a></li><li>二</li></ol></section>';
const BODY = `<p>看<a href="/a">这里</a>，再看<a href="/b">这里</a></p>
<h4 id="s1">跳级</h4>
<div class="table-scroll" aria-label="表格 1"><table><thead><tr><th>头</th><th></th></tr></thead></table></div>
<figure><picture><source srcset="/x 1w"><img src="/x.png" srcset="/x 1w" alt="一张图"></picture></figure>${FOOTNOTES}`;
const PAGE = `<main><article>${HEAD}<div class="with-aside"><div class="body">${BODY}</div><aside>边</aside></div></article></main>`;

function page(): Document {
  return new DOMParser().parseFromString(PAGE, 'text/html');
}

function found(selector: string, rule = 'heading-order', impact: Found['impact'] = 'moderate'): Found {
  return foundAt(page().querySelector(selector)!, rule, impact)!;
}

test('an element is named so that it is found in another copy, and only where an author writes', () => {
  const one = page();
  for (const element of one.querySelectorAll('h1, .answer, .body *')) expect(elementAt(page(), placeOf(element)!)?.outerHTML).toBe(element.outerHTML);
  expect(placeOf(one.querySelector('aside')!)).toBeNull();
  expect(elementAt(page(), { part: 'body', path: [2, 7, 1] })?.className).toBe('table-scroll');
});

test('an element is told with its block, its words and what stands before them', () => {
  expect(found('a[href="/b"]')).toMatchObject({ block: 0, blocks: 6, words: '这里', occurrence: 1 });
  expect(found('h4')).toMatchObject({ tag: 'H4', block: 1, words: '跳级', occurrence: 0 });
  expect(found('th + th')).toMatchObject({ block: 2, words: '', around: '表格 1' });
  expect(found('.footnotes li + li')).toMatchObject({ block: 5, words: '二' });
  expect(found('h1')).toMatchObject({ block: null, place: { part: 'title', path: [] } });
});

test('the list begins with the worst, in our words where we have some and in axe’s Chinese where not', () => {
  const list = shown(
    [found('th + th', 'empty-table-header', 'minor'), found('h4'), found('img', 'image-alt', 'critical'), found('a[href="/b"]', 'tabindex', 'serious'), found('h1', 'empty-heading', 'minor')],
    rules,
  );
  expect(list.map(({ name, where, severity }) => [name, where, severity])).toEqual([
    ['图片没有替代文字', '图片“一张图”', 'warning'],
    [rules.tabindex.help, '链接“这里”', 'warning'],
    ['小标题跳了级', '三级小标题“跳级”', 'note'],
    ['标题是空的', '标题“题目”', 'note'],
    ['表头是空的', '表格1里空的表头', 'note'],
  ]);
  expect(list[1]!.remedy).toBe(`${rules.tabindex.description}。`);
  expect(list.map(({ spot }) => spot)).toEqual([
    { block: 3, blocks: 6, words: '', occurrence: 0 },
    { block: 0, blocks: 6, words: '这里', occurrence: 1 },
    { block: 1, blocks: 6, words: '跳级', occurrence: 0 },
    null,
    { block: 2, blocks: 6, words: '', occurrence: 0 },
  ]);
});

test('every rule that is asked for is explained in Chinese', () => {
  const asked = axe.getRules(TAGS).filter(({ ruleId }) => !LEFT_OUT.includes(ruleId));
  expect(asked.length).toBeGreaterThan(50);
  const known = (rule: string) => rule in rules || REMEDIES[rule]?.name;
  // Tabs are in no text; axe's Chinese does not know them yet.
  expect(asked.map(({ ruleId }) => ruleId).filter((rule) => !known(rule))).toEqual(['aria-tab-name']);
  for (const rule of Object.keys(REMEDIES)) expect(axe.getRules().some(({ ruleId }) => ruleId === rule), rule).toBe(true);
});

test('the copy of a page may run our two scripts and nothing else, and fetches no picture', () => {
  const bad = '<script>a()</script><script src="/h5-preview/x/a.js"></script><iframe srcdoc="x"></iframe><base href="//evil.example"><meta http-equiv="refresh" content="0"><link rel="icon" href="/i">';
  const html = `<!doctype html><html lang="zh"><head><link rel="stylesheet" href="/assets/site.css">${bad}</head><body>${PAGE}</body></html>`;
  const copy = copyFor(html, 'https://site.example', ['/studio/assets/axe.js', '/studio/assets/inside.js']);
  const made = new DOMParser().parseFromString(copy, 'text/html');
  const [policy, ...rest] = made.head.children;
  expect(policy!.getAttribute('content')).toBe("default-src 'none'; script-src https://site.example/studio/assets/axe.js https://site.example/studio/assets/inside.js; style-src https://site.example; img-src data:; form-action 'none'; base-uri 'none'");
  expect(rest.map((one) => one.getAttribute('src') ?? one.getAttribute('href'))).toEqual(['https://site.example/studio/assets/axe.js', 'https://site.example/studio/assets/inside.js', '/assets/site.css']);
  expect(made.querySelectorAll('script').length).toBe(2);
  expect(made.querySelectorAll('iframe, base, [srcset]').length).toBe(0);
  expect(made.querySelector('img')!.getAttribute('src')).toMatch(/^data:/u);
  // What is found in the copy has the same place in the preview.
  expect(placeOf(made.querySelector('img')!)).toEqual(placeOf(page().querySelector('img')!));
});

test('what runs by itself is taken out of the copy, and everything stays in its place', () => {
  const body = `<p onclick="a()" ONMOUSEOVER="a()" class="on" lang="en">一</p><a href=" java\nscript:a()">二</a><a href="/javascript:">三</a><svg onload="a()"><a xlink:href="JavaScript:a()"><text>四</text></a></svg><form action="javascript:a()"><button formaction="javascript:a()" title="javascript: 是什么">五</button></form>`;
  const copy = copyFor(`<html><head><style>p { color: red }</style></head><body>${body}</body></html>`, 'https://site.example', []);
  const made = new DOMParser().parseFromString(copy, 'text/html');
  expect(made.querySelectorAll('style').length).toBe(0);
  const kept = [...made.body.querySelectorAll('*')].map((one) => [one.tagName.toLowerCase(), ...one.getAttributeNames()].join(' '));
  expect(kept).toEqual(['p class lang', 'a', 'a href', 'svg', 'a', 'text', 'form', 'button title']);
});

test('pointing again, at the same place or another, leaves no mark behind', () => {
  vi.useFakeTimers();
  document.body.innerHTML = '<p style="outline-offset: 1px">一</p><p>二</p>';
  const one = document.querySelector('p')!;
  const two = one.nextElementSibling as HTMLElement;
  const marked = () => [one, two].map((element) => [element.hasAttribute('data-pointed'), element.style.outlineOffset]);
  outline(window, one);
  vi.advanceTimersByTime(3000);
  outline(window, one);
  // The first would have ended by now.
  vi.advanceTimersByTime(3000);
  expect(marked()).toEqual([[true, '4px'], [false, '']]);
  expect(one.style.outline).not.toContain('transparent');
  outline(window, two);
  expect(marked()).toEqual([[false, '1px'], [true, '4px']]);
  // While it fades.
  vi.advanceTimersByTime(4100);
  expect(marked()).toEqual([[false, '1px'], [false, '4px']]);
  outline(window, two);
  vi.advanceTimersByTime(3900);
  expect(marked()).toEqual([[false, '1px'], [true, '4px']]);
  vi.runAllTimers();
  expect(marked()).toEqual([[false, '1px'], [false, '']]);
  for (const { style } of [one, two]) expect([style.outlineStyle, style.outlineColor, style.transition].join('')).toBe('');
});
