// Finds what a person, or a screen reader, would call by this role and name.
// arguments[0]: steps [{ role, name }], each looked for inside what the step before found.
// Answers with the elements of the last step; those with exactly this name come alone.

const SELECTORS = {
  alert: '[role=alert]',
  button: 'button:not([role]), [role=button], input[type=button], input[type=submit], summary',
  checkbox: 'input[type=checkbox]:not([role]), [role=checkbox], [role=switch]',
  dialog: 'dialog, [role=dialog], [role=alertdialog]',
  field: 'input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit]),' +
    ' textarea, select, button[aria-haspopup=listbox], [role=textbox], [role=combobox]',
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
const innermost = (elements) =>
  elements.filter((outer) => !elements.some((inner) => inner !== outer && outer.contains(inner)));

// What it says, for things that people recognise by their content rather than by a name.
function reads(element, wanted) {
  const [first] = wanted.split(' ');
  return element.textContent.includes(first) && tidy([...element.childNodes].map(words).join(' ')).includes(wanted);
}

function preferred(elements, wanted) {
  const calls = elements.map((element) => [element, name(element)]);
  const exact = calls.filter(([, called]) => called === wanted);
  const chosen = exact.length > 0 ? exact : calls.filter(([, called]) => called.includes(wanted));
  return chosen.map(([element]) => element);
}

function within(scope, { role, name }) {
  const found = [...scope.querySelectorAll(SELECTORS[role])];
  const wanted = tidy(name);
  if (wanted === '') return found.filter(isShown);
  if (role === 'text') return innermost(found.filter((element) => reads(element, wanted)).filter(isShown));
  const shown = found.filter(isShown);
  if (role !== 'row') return preferred(shown, wanted);
  return innermost([...new Set([...preferred(shown, wanted), ...shown.filter((row) => reads(row, wanted))])]);
}

let scopes = [document.body];
for (const step of arguments[0]) {
  scopes = [...new Set(scopes.flatMap((scope) => within(scope, step)))];
}
return scopes;
