// Studio's own words in Chinese: exact matches only, outside the drawing and the code editor.
(() => {
  'use strict';
  const outside = '.monaco-editor, .x6-graph, .x6-graph-svg, textarea';
  const attributes = ['placeholder', 'title', 'aria-label'];
  let words = new Map();
  let patterns = [];
  let hiddenTabs = new Set();

  const find = text => {
    const trimmed = text.trim();
    if (trimmed.length === 0) return null;
    let found = words.get(trimmed);
    for (let i = 0; found === undefined && i < patterns.length; i++) {
      const match = patterns[i][0].exec(trimmed);
      if (match) found = patterns[i][1].replace(/\$(\d)/g, (_, group) => match[Number(group)]);
    }
    return found === undefined || found === trimmed ? null : text.replace(trimmed, () => found);
  };

  function text(node) {
    // What this system does not offer (the Run button is hidden by host.css).
    if (hiddenTabs.has(node.data.trim())) node.parentElement?.closest('.mud-tab')?.classList.add('designer-hidden');
    const found = find(node.data);
    if (found !== null) node.data = found;
  }

  function element(node) {
    for (const name of attributes) {
      const value = node.getAttribute(name);
      const found = value === null ? null : find(value);
      if (found !== null) node.setAttribute(name, found);
    }
    if (node instanceof HTMLInputElement && node.readOnly) {
      const found = find(node.value);
      if (found !== null) node.value = found;
    }
  }

  // A dot of a typed outcome carries its whole text, Key!|中文|English; shown is the Chinese.
  function dots(root) {
    if (root.nodeType !== Node.ELEMENT_NODE || !root.closest('.x6-graph')) return;
    for (const label of root.querySelectorAll('tspan')) {
      const parts = label.textContent.split('|');
      if (parts.length > 1 && label.childElementCount === 0) label.textContent = parts[1].trim() || parts[0];
    }
  }

  function walk(root) {
    if (root.nodeType === Node.TEXT_NODE) {
      if (!root.parentElement?.closest(outside)) text(root);
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(outside)) return;
    element(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(outside) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) text(walker.currentNode);
      else element(walker.currentNode);
    }
  }

  const observer = new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'characterData') walk(change.target);
      else if (change.type === 'attributes') { if (!change.target.closest(outside)) element(change.target); }
      else for (const node of change.addedNodes) { walk(node); dots(node); }
    }
  });

  // A select box shows its text as the value of a read-only field, which no observer sees.
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  Object.defineProperty(HTMLInputElement.prototype, 'value', {
    ...value,
    set(given) { value.set.call(this, this.readOnly && typeof given === 'string' ? find(given) ?? given : given); },
  });

  fetch('words.zh-CN.json').then(answer => answer.json()).then(all => {
    words = new Map(Object.entries(all.words));
    patterns = Object.entries(all.patterns).map(([pattern, to]) => [new RegExp(`^${pattern}$`), to]);
    hiddenTabs = new Set(all.hiddenTabs);
    const start = () => {
      walk(document.body);
      for (const graph of document.querySelectorAll('.x6-graph')) dots(graph);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
    };
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
    else start();
  });
})();
