// A scheduled publication on its way to another time: by keys until Enter puts it down or Escape puts it back, or by the pointer.
import { nextTick, ref, type Ref } from 'vue';

import { change, words } from '../api/client';
import type { CalendarEntry } from '../api/schedules';
import { monthOf, plusDays, plusMinutes, said } from './beijing';

/** How far each key moves it, in days; with Shift, in minutes. */
const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };
const MINUTES: Record<string, number> = { ArrowLeft: -5, ArrowRight: 5, ArrowUp: -60, ArrowDown: 60 };

export interface Placed {
  entry: CalendarEntry;
  at: string;
}

export interface Moving {
  /** The one being moved, and where to. */
  held: Ref<Placed | null>;
  /** What was moved last, and where it was. */
  past: Ref<Placed | null>;
  /** For those who hear the page. */
  told: Ref<string>;
  busy: Ref<boolean>;
  key: (event: KeyboardEvent, entry: CalendarEntry) => Promise<void>;
  drop: (day: string) => Promise<void>;
  put: () => Promise<void>;
  letGo: () => Promise<void>;
  undo: () => Promise<void>;
}

/** `show` turns to another month, `load` asks for the month anew, `fault` takes what was wrong in words. */
export function useMoving(month: Readonly<Ref<string>>, show: (month: string) => Promise<void>, load: () => Promise<void>, fault: Ref<string>): Moving {
  const held = ref<Placed | null>(null);
  const past = ref<Placed | null>(null);
  const told = ref('');
  const busy = ref(false);

  function focus(id: number) {
    void nextTick(() => document.getElementById(`entry-${id}`)?.focus());
  }

  function isOver(at: string): boolean {
    const over = Date.parse(at) <= Date.now();
    if (over) told.value = `${said(at)}已经过去了。`;
    return over;
  }

  async function key(event: KeyboardEvent, entry: CalendarEntry) {
    const by = (event.shiftKey ? MINUTES : MOVES)[event.key];
    if (!entry.movable) return;
    if (by !== undefined) {
      event.preventDefault();
      const from = held.value?.at ?? entry.at;
      const at = event.shiftKey ? plusMinutes(from, by) : plusDays(from, by);
      if (isOver(at)) return;
      held.value = { entry, at };
      told.value = `${entry.work.title}：${said(at)}。按回车确定，按 Esc 放弃。`;
      if (monthOf(at) !== month.value) await show(monthOf(at));
      focus(entry.work.id);
    } else if (held.value && event.key === 'Enter') {
      event.preventDefault();
      await put();
    } else if (held.value && event.key === 'Escape') {
      await letGo();
    }
  }

  /** To a day; the time of the day stays. */
  async function drop(day: string) {
    if (!held.value) return;
    const at = `${day}${held.value.at.slice(10)}`;
    held.value = isOver(at) ? null : { ...held.value, at };
    await put();
  }

  async function put() {
    if (!held.value || busy.value) return;
    const { entry, at } = held.value;
    busy.value = true;
    try {
      await change('PUT', `/works/${entry.work.id}/schedule`, { at, embargo: entry.embargo });
      fault.value = '';
      past.value = { entry, at: entry.at };
      told.value = `${entry.work.title}已改到${said(at)}。`;
    } catch (problem) {
      told.value = '';
      await load();
      fault.value = words(problem);
    } finally {
      busy.value = false;
      held.value = null;
      if (!fault.value) await load();
      focus(entry.work.id);
    }
  }

  /** It is where it was. */
  async function letGo() {
    const entry = held.value?.entry;
    held.value = null;
    told.value = '时间没有改。';
    if (!entry) return;
    if (monthOf(entry.at) !== month.value) await show(monthOf(entry.at));
    focus(entry.work.id);
  }

  async function undo() {
    if (!past.value) return;
    held.value = past.value;
    await put();
    past.value = null;
  }

  return { held, past, told, busy, key, drop, put, letGo, undo };
}
