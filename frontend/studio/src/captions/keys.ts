// The keyboard of the captions' page, as one list for the handler and for the help.

export const KEYS = [
  ['Alt+Enter', 'play', '播放或暂停'],
  ['Alt+ArrowUp', 'previous', '上一条'],
  ['Alt+ArrowDown', 'next', '下一条'],
  ['Alt+[', 'start', '把开始设为播放位置'],
  ['Alt+]', 'end', '把结束设为播放位置'],
  ['Alt+,', 'earlier', '整条提前0.1秒'],
  ['Alt+.', 'later', '整条推后0.1秒'],
  ['Ctrl+Enter', 'split', '在光标处分成两条'],
  ['Alt+M', 'merge', '与下一条合并'],
  ['Alt+N', 'add', '在播放位置加一条'],
  ['Alt+Backspace', 'remove', '删去这一条'],
  ['Ctrl+Z', 'undo', '撤销'],
  ['Ctrl+Shift+Z', 'redo', '重做'],
] as const;

export type Act = (typeof KEYS)[number][1];

/** What the keys mean here; null for everything that is typing. */
export function actOf(event: KeyboardEvent): Act | null {
  // 229 with isComposing false is Safari's Enter that closes a composition.
  if (event.isComposing || event.keyCode === 229) return null;
  const control = event.ctrlKey || event.metaKey;
  const byCode: Record<string, string> = { BracketLeft: '[', BracketRight: ']', Comma: ',', Period: '.', KeyM: 'M', KeyN: 'N', KeyZ: 'Z' };
  const key = byCode[event.code] ?? event.key;
  const name = [control && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', key].filter(Boolean).join('+');
  return KEYS.find(([keys]) => keys === name)?.[1] ?? null;
}
