// Small helps for the keyboard; no page depends on them to work.
document.addEventListener('keydown', event => {
  // In a table of people Enter goes to the same column of the next row, as in a spreadsheet; Shift+Enter goes back.
  const field = event.target;
  if (event.key !== 'Enter' || !(field instanceof HTMLElement) || !field.matches('input:not([type=file]), select')) return;
  const cell = field.closest('table.entry td');
  if (!cell) return;
  event.preventDefault();
  const row = cell.parentElement;
  const next = event.shiftKey ? row.previousElementSibling : row.nextElementSibling;
  const target = next?.children[cell.cellIndex]?.querySelector('input, select');
  if (target) { target.focus(); target.select?.(); }
});

document.addEventListener('keydown', event => {
  // The keys of the attendance grid do not scroll or undo typing elsewhere.
  if (!(event.target instanceof Element) || !event.target.matches('[data-grid]')) return;
  if (/^(Arrow|Home$|End$|Enter$|Backspace$| $)/.test(event.key) || ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key))) event.preventDefault();
}, true);

document.addEventListener('click', event => {
  // Links of an error summary: a base href would turn "#field" into a visit of the start page.
  const link = event.target instanceof Element ? event.target.closest('a[data-field]') : null;
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  const field = document.getElementById(link.dataset.field);
  const target = field?.matches('input, select, textarea, button') ? field : field?.querySelector('input, select, textarea, button') ?? field;
  if (target) { target.scrollIntoView({ block: 'center' }); target.focus({ preventScroll: true }); }
}, true);

document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) window.print();
});

// A new page of a form: to the top, with the title or the first thing to mend in focus.
window.pages = {
  top: () => requestAnimationFrame(() => {
    window.scrollTo(0, 0);
    (document.querySelector('main .refusal') ?? document.querySelector('main h1'))?.focus({ preventScroll: true });
  }),
  // A file that was made for whoever is on the page, once.
  save: (name, base64) => {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob([bytes])), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
  }
};

// Links that are followed inside the designer's frame open our own pages.
window.addEventListener('message', event => {
  if (event.origin !== location.origin || event.data?.from !== 'designer') return;
  if (![...document.querySelectorAll('iframe[data-designer]')].some(frame => frame.contentWindow === event.source)) return;
  const page = event.data.open === 'instances' ? '/admin/instances/' : '/admin/designer/';
  window.Blazor?.navigateTo(page + encodeURIComponent(event.data.id));
});
