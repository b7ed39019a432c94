// Small comforts. Every page works without this script: forms post, links lead, details open.

// A field may belong to another form than the one it stands in.
const form = (element: Element | null): HTMLFormElement | null => (element as HTMLInputElement | null)?.form ?? element?.closest('form') ?? null;

closeMenus();
askForReasons();
guardForms();
editRows();
formatMoney();
copyOnRequest();

/** Menus are details elements: close them by Escape, by a click elsewhere and when another one opens. */
function closeMenus(): void {
  const open = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')];
  document.addEventListener('click', event => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}

/** An act that needs a reason is not sent without one. */
function askForReasons(): void {
  for (const ask of document.querySelectorAll<HTMLDetailsElement>('details[data-ask]')) {
    const reason = ask.querySelector<HTMLTextAreaElement>('[data-ask-reason]');
    if (!reason) continue;
    ask.addEventListener('toggle', () => { if (ask.open) reason.focus(); });
    reason.addEventListener('input', () => reason.setCustomValidity(''));
    ask.querySelector('button')?.addEventListener('click', event => {
      if (reason.value.trim() !== '') return;
      event.preventDefault();
      reason.setCustomValidity(reason.dataset.askReason ?? '');
      reason.reportValidity();
    });
  }
}

/** Warns before entered text is lost and sends a form once, however often its button is pressed. */
function guardForms(): void {
  const changed = new Set<HTMLFormElement>();
  document.addEventListener('input', event => {
    const edited = form(event.target as Element);
    if (edited && 'guard' in edited.dataset) changed.add(edited);
  });
  addEventListener('beforeunload', event => {
    if (changed.size > 0) event.preventDefault();
  });

  document.addEventListener('submit', event => {
    const sent = event.target as HTMLFormElement;
    if (sent.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (sent.method !== 'post') return;
    changed.delete(sent);
    sent.dataset.sent = 'true';
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    // Disabled only after the browser has collected the fields: the pressed button is one of them.
    setTimeout(() => {
      for (const other of sent.querySelectorAll<HTMLButtonElement>('button[type=submit]')) other.setAttribute('aria-disabled', 'true');
      if (button.dataset.busy) button.textContent = button.dataset.busy;
    });
  });

  // Coming back through the browser's history shows the page as it was left: sent, and its buttons asleep.
  addEventListener('pageshow', event => {
    if (event.persisted) location.reload();
  });
}

/** 添加一行 and 删除 without a round trip. The names keep their pattern Name[0].Key, numbered without gaps. */
function editRows(): void {
  for (const set of document.querySelectorAll<HTMLElement>('[data-rows]')) {
    const list = set.querySelector<HTMLElement>('[data-rows-list]');
    const name = set.dataset.rows ?? '';
    if (!list) continue;
    const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-row]')];
    const number = (): void => rows().forEach((row, index) => {
      const mark = row.querySelector('[data-row-number]');
      if (mark) mark.textContent = String(index + 1);
      for (const field of row.querySelectorAll<HTMLInputElement>('[name]')) {
        if (field.name.startsWith(`${name}[`)) field.name = field.name.replace(/\[\d+\]/, `[${index}]`);
      }
      row.querySelector<HTMLButtonElement>('[data-row-remove]')!.value = `remove:${name}:${index}`;
    });
    const clear = (row: HTMLElement): void => {
      for (const field of row.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) field.value = '';
    };
    set.addEventListener('click', event => {
      const pressed = (event.target as Element).closest<HTMLButtonElement>('[data-row-add], [data-row-remove]');
      if (!pressed) return;
      event.preventDefault();
      const all = rows();
      const row = pressed.closest<HTMLElement>('[data-row]');
      if (!row) {
        const added = all[all.length - 1]!.cloneNode(true) as HTMLElement;
        clear(added);
        list.append(added);
        number();
        added.querySelector<HTMLElement>('input, select')?.focus();
      } else if (all.length === 1) {
        clear(row);
      } else {
        const next = all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1];
        row.remove();
        number();
        next?.querySelector<HTMLElement>('input, select')?.focus();
      }
      set.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
}

/** 12000 becomes 12,000.00 when the field is left; anything that is no amount stays as it was typed. */
function formatMoney(): void {
  document.addEventListener('focusout', event => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !('money' in field.dataset)) return;
    const plain = field.value.replace(/[,，\s]/g, '');
    if (!/^\d{1,13}(\.\d{1,2})?$/.test(plain)) return;
    const [whole = '', cents = ''] = plain.split('.');
    field.value = `${whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0')}`;
  });
}

/** A button with data-copy puts that text on the clipboard and says so for a moment. */
function copyOnRequest(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    if (!navigator.clipboard) {
      button.hidden = true;
      continue;
    }
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy ?? '');
      const words = button.textContent;
      button.textContent = button.dataset.copied ?? '✓';
      setTimeout(() => { button.textContent = words; }, 1500);
    });
  }
}

export {};
