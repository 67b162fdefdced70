// Suggestions under a search field: a combobox with a list (WAI-ARIA APG), fed by /suggest. Loaded when a field is entered.

interface Line {
  text: string;
  label?: string;
  href: string;
}

const PAUSE = 120;

export function suggestIn(field: HTMLInputElement): void {
  const form = field.form;
  if (!form) return;
  // The view that the reader is in leads the address of every page: /elder/search.
  const view = new URL(form.action).pathname.replace(/\/search$/u, '');
  const list = document.createElement('ul');
  list.id = `${field.id || field.name}-suggestions`;
  list.className = 'suggestions';
  list.role = 'listbox';
  list.ariaLabel = field.labels?.[0]?.textContent ?? field.ariaLabel;
  list.hidden = true;
  form.append(list);
  field.role = 'combobox';
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-autocomplete', 'list');
  field.ariaExpanded = 'false';

  let timer = 0;
  let asked = '';
  let chosen = -1;

  const options = () => [...list.children] as HTMLElement[];

  function close(): void {
    clearTimeout(timer);
    list.hidden = true;
    field.ariaExpanded = 'false';
    choose(-1);
  }

  function choose(index: number): void {
    chosen = index;
    options().forEach((option, i) => (option.ariaSelected = String(i === index)));
    const option = options()[index];
    if (option) field.setAttribute('aria-activedescendant', option.id);
    else field.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  function show(lines: Line[]): void {
    list.replaceChildren(
      ...lines.map((line, i) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${i}`;
        option.role = 'option';
        const link = document.createElement('a');
        link.href = view + line.href;
        link.tabIndex = -1;
        if (line.label) {
          const label = document.createElement('b');
          label.textContent = line.label;
          link.append(label);
        }
        link.append(line.text);
        option.append(link);
        return option;
      }),
    );
    list.hidden = lines.length === 0;
    field.ariaExpanded = String(lines.length > 0);
    choose(-1);
  }

  async function ask(): Promise<void> {
    const typed = field.value.trim();
    if (typed === asked) return;
    asked = typed;
    if (typed === '') return close();
    // Without suggestions a search is still a search.
    const answer = await fetch(`/suggest?q=${encodeURIComponent(typed)}`).catch(() => undefined);
    if (!answer?.ok || asked !== typed || document.activeElement !== field) return;
    show((await answer.json()) as Line[]);
  }

  field.addEventListener('input', (event) => {
    // What an input method is still composing is no text yet.
    if ((event as InputEvent).isComposing) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  field.addEventListener('compositionend', () => void ask());
  field.addEventListener('blur', close);
  // A press must not take the focus away before the click has come.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return;
    const count = options().length;
    if (event.key === 'ArrowDown') choose((chosen + 2) % (count + 1) - 1);
    else if (event.key === 'ArrowUp') choose((chosen + count + 1) % (count + 1) - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen >= 0) options()[chosen]?.querySelector('a')?.click();
    else return;
    event.preventDefault();
  });
}
