// From what axe found to what the list says: in Chinese, the worst first.
import type { Found, Impact } from './found';
import type { Place } from './place';
import { REMEDIES } from './remedies';

export interface Shown {
  key: string;
  severity: 'warning' | 'note';
  impact: string;
  /** What is wrong. */
  name: string;
  /** Where: what kind of thing, and its words. */
  where: string;
  remedy: string;
  place: Place;
  /** Where it stands in the text that is being written; `null` outside it. `words` are empty where the whole block is meant. */
  spot: { block: number; blocks: number; words: string; occurrence: number } | null;
}

/** axe's own words in Chinese, by rule. */
export type Locale = Partial<Record<string, { help: string; description: string }>>;

const IMPACTS: Impact[] = ['critical', 'serious', 'moderate', 'minor'];
const IMPACT_NAMES: Record<Impact, string> = { critical: '影响严重', serious: '影响较大', moderate: '影响一般', minor: '影响较小' };
const KINDS: Partial<Record<string, string>> = {
  H2: '小标题', H3: '二级小标题', H4: '三级小标题', H5: '小标题', H6: '小标题', A: '链接', IMG: '图片', TABLE: '表格', TH: '表头', TD: '单元格',
  LI: '列表项', UL: '列表', OL: '编号列表', P: '段落', PRE: '代码', CODE: '代码', MATH: '公式', FIGURE: '图片', BLOCKQUOTE: '引文', DIV: '这一块',
  SECTION: '这一块',
};
const LONGEST = 40;

function kindOf({ tag, place }: Found): string {
  if (place.path.length === 0 && place.part !== 'body') return place.part === 'title' ? '标题' : '导语';
  return KINDS[tag] ?? '文字';
}

function whereOf(found: Found): string {
  const words = found.words.replaceAll(/\s+/gu, ' ').trim();
  const kind = kindOf(found);
  if (words !== '') return `${kind}“${words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words}”`;
  const around = found.around.replaceAll(/\s+/gu, '');
  if (around !== '') return found.tag === 'TABLE' || found.tag === 'DIV' ? around : `${around}里空的${kind}`;
  return `${kind}（没有文字）`;
}

function order(one: Found, other: Found): number {
  return IMPACTS.indexOf(one.impact) - IMPACTS.indexOf(other.impact) || comparePaths(one.place.path, other.place.path);
}

function comparePaths(one: number[], other: number[]): number {
  const at = one.findIndex((index, i) => index !== other[i]);
  return at < 0 ? one.length - other.length : one[at]! - (other[at] ?? -1);
}

export function shown(all: Found[], locale: Locale): Shown[] {
  return all.toSorted(order).map((found) => {
    const { rule, impact, place, tag, words, occurrence, block, blocks } = found;
    const own = REMEDIES[rule];
    const said = locale[rule];
    return {
      key: `${rule} ${place.part} ${place.path.join('.')}`,
      severity: impact === 'critical' || impact === 'serious' ? 'warning' : 'note',
      impact: IMPACT_NAMES[impact],
      name: own?.name ?? said?.help ?? `不合无障碍规范（${rule}）`,
      where: whereOf(found),
      remedy: own?.remedy ?? (said ? `${said.description}。` : ''),
      place,
      // An alternative text stands in no line of its own.
      spot: block === null ? null : { block, blocks, words: tag === 'IMG' ? '' : words, occurrence: tag === 'IMG' ? 0 : occurrence },
    };
  });
}
