// Finds what a person, or a screen reader, would call by this role and name.
// arguments[0]: steps [{ role, name }], each looked for inside what the step before found.
// Answers with the elements of the last step; those with exactly this name come alone.

const SELECTORS = {
  alert: '[role=alert]',
  button: 'button:not([role]), [role=button], input[type=button], input[type=submit], summary',
  checkbox: 'input[type=checkbox]:not([role]), [role=checkbox], [role=switch]',
  dialog: 'dialog, [role=dialog], [role=alertdialog]',
  field: 'input:not([type=hidden]), textarea, select, [role=textbox], [role=combobox]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  link: 'a[href]:not([role]), [role=link]',
  listitem: 'li:not([role]), [role=listitem]',
  option: 'option, [role=option]',
  radio: 'input[type=radio]:not([role]), [role=radio]',
  region: 'section, main, nav, aside, header, footer, form, article, fieldset,' +
    ' [role=region], [role=group], [role=navigation], [role=main], [role=complementary], [role=listbox]',
  row: 'tr:not([role]), [role=row], [role=option], li:not([role]), [role=listitem]',
  status: 'output, [role=status]',
  tab: '[role=tab]',
  text: '*',
};

const tidy = (text) => (text ?? '').replace(/\s+/gu, ' ').trim();

const isShown = (element) =>
  element.tagName === 'OPTION' ||
  (element.getClientRects().length > 0 &&
    (element.checkVisibility?.({ visibilityProperty: true }) ?? true));

// Keycaps and decorations are no part of what something is called.
function words(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  if (node.matches('kbd, script, style, [aria-hidden=true]')) return '';
  const own = node.getAttribute('aria-label') ?? node.getAttribute('alt');
  if (own) return own;
  const inner = [...node.childNodes].map(words).join('');
  return getComputedStyle(node).display.startsWith('inline') ? inner : ` ${inner} `;
}

const named = (ids) =>
  ids.split(/\s+/u).map((id) => document.getElementById(id)).filter(Boolean).map(words).join(' ');

function name(element) {
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy) return tidy(named(labelledBy));
  const label = element.getAttribute('aria-label');
  if (label) return tidy(label);
  if (element.labels?.length) return tidy([...element.labels].map(words).join(' '));
  if (element.matches('input[type=button], input[type=submit]')) return tidy(element.value);
  if (element.matches('fieldset')) return tidy(words(element.querySelector('legend') ?? element));
  if (element.matches('input, textarea, select')) return tidy(element.placeholder || element.title);
  return tidy(words(element)) || tidy(element.title);
}

// The innermost elements with the text, not every ancestor of them.
function innermost(elements) {
  return elements.filter((outer) => !elements.some((inner) => inner !== outer && outer.contains(inner)));
}

function within(scope, step) {
  const found = [...scope.querySelectorAll(SELECTORS[step.role])].filter(isShown);
  const wanted = tidy(step.name);
  if (wanted === '') return found;
  const calls = found.map((element) => [element, name(element)]);
  const exact = calls.filter(([, called]) => called === wanted);
  const chosen = exact.length > 0 ? exact : calls.filter(([, called]) => called.includes(wanted));
  const elements = chosen.map(([element]) => element);
  return step.role === 'text' || step.role === 'row' ? innermost(elements) : elements;
}

let scopes = [document];
for (const step of arguments[0]) {
  scopes = [...new Set(scopes.flatMap((scope) => within(scope, step)))];
}
return scopes;
