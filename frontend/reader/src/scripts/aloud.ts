// Reads a page aloud, paragraph by paragraph, with the browser's own voices; loaded in the elderly view. Where there is no
// voice for the page's language there is no button, and the page has everything.
import { paragraphs, sentences } from './spoken';

/** Where the reading is: the paragraph, and the sentence in it. A pause keeps the place; null is before and after. */
let reading: { list: HTMLElement[]; paragraph: number; sentence: number; paused: boolean } | null = null;

/** The voice for a language: of the same region if there is one, else of the same language. */
function voiceFor(lang: string): SpeechSynthesisVoice | undefined {
  // zh-Hant-HK is read by zh-HK, and by zh-CN where that is all there is; en by en-GB.
  const [language = '', ...rest] = lang.split('-');
  const region = rest.at(-1) ?? 'CN';
  const own = speechSynthesis.getVoices().filter((voice) => voice.lang.split(/[-_]/u)[0] === language);
  return own.find((voice) => voice.lang.endsWith(region)) ?? own.find((voice) => voice.default) ?? own[0];
}

function mark(paragraph?: HTMLElement): void {
  document.querySelector('.being-read')?.classList.remove('being-read');
  if (!paragraph) return;
  paragraph.classList.add('being-read');
  const { top, bottom } = paragraph.getBoundingClientRect();
  // The buttons stand at the foot of the screen meanwhile.
  if (top < 0 || bottom > innerHeight * 0.75) paragraph.scrollIntoView({ block: bottom - top > innerHeight / 2 ? 'start' : 'center' });
}

/** Says the sentence that the reading has come to, and then the next. */
function speak(): void {
  const current = reading;
  const paragraph = current?.list[current.paragraph];
  if (!current || !paragraph) return stop();
  if (current.sentence === 0) mark(paragraph);
  const text = sentences(paragraph)[current.sentence];
  if (text === undefined) {
    Object.assign(current, { paragraph: current.paragraph + 1, sentence: 0 });
    return speak();
  }
  const lang = paragraph.closest<HTMLElement>('[lang]')?.lang ?? '';
  const said = new SpeechSynthesisUtterance(text);
  said.lang = lang;
  said.voice = voiceFor(lang) ?? null;
  said.rate = 0.9;
  // A voice that fails on one sentence does not keep the next from being read; one that is stopped does.
  said.onend = said.onerror = () => {
    if (reading !== current || current.paused) return;
    current.sentence += 1;
    speak();
  };
  speechSynthesis.speak(said);
}

/** Not the browser's own pause: on Android that ends the reading, and elsewhere it outlives the page. */
function pause(paused: boolean): void {
  if (!reading) return;
  reading.paused = paused;
  if (paused) speechSynthesis.cancel();
  else speak();
}

function start(): void {
  const list = paragraphs();
  // From where the reader has scrolled to.
  const seen = list.findIndex((paragraph) => paragraph.getBoundingClientRect().bottom > 0);
  reading = { list, paragraph: Math.max(seen, 0), sentence: 0, paused: false };
  speak();
}

function stop(): void {
  reading = null;
  speechSynthesis.cancel();
  mark();
  show();
}

const button = document.querySelector<HTMLButtonElement>('[data-aloud]');
const hush = document.querySelector<HTMLButtonElement>('[data-hush]');
const words = { read: button?.textContent ?? '', pause: button?.dataset['aloud'] ?? '', resume: button?.dataset['resume'] ?? '' };

function show(): void {
  if (!button || !hush) return;
  button.hidden = voiceFor(document.documentElement.lang) === undefined;
  button.textContent = reading === null ? words.read : reading.paused ? words.resume : words.pause;
  hush.hidden = reading === null;
  button.parentElement?.classList.toggle('on', reading !== null);
}

function toggle(): void {
  if (reading) pause(!reading.paused);
  else start();
  show();
}

if (button && hush && 'speechSynthesis' in window) {
  show();
  // Most browsers learn of their voices after the page has loaded.
  speechSynthesis.addEventListener?.('voiceschanged', show);
  button.addEventListener('click', toggle);
  hush.addEventListener('click', stop);
  addEventListener('keydown', (event) => {
    if (event.altKey && event.code === 'KeyR' && !button.hidden) {
      event.preventDefault();
      toggle();
    } else if (event.key === 'Escape' && reading) stop();
  });
  // A page that is left falls silent.
  addEventListener('pagehide', stop);
}
