// A rule while it is being written, and what is sent of it.
import type { SearchPreviewHit, SearchRuleAsked, SearchRuleKind } from '../api/searchRules';

export const KINDS: Record<SearchRuleKind, { name: string; hint: string }> = {
  pin: { name: '置顶', hint: '搜这个词时，选中的作品和条款按您排的顺序排在最前面。' },
  block: { name: '不显示', hint: '选中的作品不出现在搜索结果里。作品自己的页面和各个列表不受影响。' },
  synonym: { name: '同义词', hint: '搜一个词时，也找出写着另一个词的内容。' },
  mute: { name: '不作提示', hint: '这个词不出现在输入时的提示和“常用搜索”里。照样可以搜。' },
};

export interface Draft {
  kind: SearchRuleKind;
  words: string;
  everywhere: boolean;
  other: string;
  twoWay: boolean;
  until: string;
  targets: SearchPreviewHit[];
  note: string;
  /** Words to look at the effect with, where the rule's own are not meant. */
  tried: string;
}

export function blank(kind: SearchRuleKind, words = ''): Draft {
  return { kind, words, everywhere: false, other: '', twoWay: true, until: '', targets: [], note: '', tried: '' };
}

export function asSent(draft: Draft): SearchRuleAsked {
  const synonym = draft.kind === 'synonym';
  const everywhere = draft.kind === 'block' && draft.everywhere;
  return {
    kind: draft.kind,
    words: everywhere ? '' : draft.words.trim(),
    everywhere,
    other: synonym ? draft.other.trim() : '',
    two_way: synonym && draft.twoWay,
    until: draft.kind === 'pin' && draft.until ? draft.until : null,
    targets: draft.kind === 'synonym' || draft.kind === 'mute' ? [] : draft.targets.map(({ work, policy, clause }) => ({ work, policy, clause })),
    note: draft.note.trim(),
  };
}

/** Whether there is enough of it to show what it would change. */
export function isWhole(draft: Draft): boolean {
  if (draft.kind === 'synonym') return [...draft.words.trim()].length > 1 && [...draft.other.trim()].length > 1;
  if (draft.kind === 'mute') return draft.words.trim() !== '';
  return draft.targets.length > 0 && ((draft.kind === 'block' && draft.everywhere) || draft.words.trim() !== '');
}

/** The query whose results are shown. */
export function triedQuery(draft: Draft): string {
  const own = draft.kind === 'block' && draft.everywhere ? '' : draft.words;
  return (draft.tried.trim() || own.trim()).slice(0, 200);
}

/** How a result moved, from its place and its place in the other list; in words for everybody. */
export function move(place: number, before: number | null): { mark: string; words: string; tone: 'pine' | 'gamboge' | '' } {
  if (before === null) return { mark: '新', words: '新出现', tone: 'pine' };
  if (before > place) return { mark: `↑${before - place}`, words: `上升${before - place}位`, tone: 'pine' };
  if (before < place) return { mark: `↓${place - before}`, words: `下降${place - before}位`, tone: 'gamboge' };
  return { mark: '', words: '', tone: '' };
}
