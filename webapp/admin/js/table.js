// Tables that stay tables for whoever has them read aloud, also where a narrow page shows each row as a small card.

import { el } from './dom.js';

/**
 * A table.
 *
 * @param caption what it lists; shown only to screen readers, as the heading above says it
 * @param columns each {name, cell: (row) => text, element or list of them, kind: '' | 'number' | 'tight' | 'row-end', head: whether it names the row, short: the name beside a
 *     cell on a narrow page}
 * @param rows what is listed
 * @param empty what to say when nothing is
 */
export function table({ caption, columns, rows, empty }) {
  if (rows.length === 0) return el('p', { class: 'empty' }, empty);
  const head = columns.map(({ name, kind }) => el('th', { scope: 'col', role: 'columnheader', class: kind }, name));
  return el('table', { class: 'stack', role: 'table' },
    el('caption', { class: 'hidden' }, caption),
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, head)),
    el('tbody', { role: 'rowgroup' }, rows.map((row) => line(columns, row))));
}

function line(columns, row) {
  return el('tr', { role: 'row' }, columns.map(({ name, short, cell, kind, head }) => {
    const attributes = { class: kind, 'data-name': kind === 'row-end' || head ? null : short ?? name };
    return head
      ? el('th', { ...attributes, scope: 'row', role: 'rowheader' }, cell(row))
      : el('td', { ...attributes, role: 'cell' }, cell(row));
  }));
}

/** A table that is opened on demand, beside a drawing that not everybody can see. */
export function unfolding(title, make) {
  const body = el('div', { class: 'scroll' });
  const details = el('details', {}, el('summary', {}, title), body);
  const show = () => {
    if (details.open) body.replaceChildren(make());
  };
  details.addEventListener('toggle', show);
  return { element: details, show };
}

/** A narrow table of figures. */
export function figures(caption, names, rows) {
  return el('table', { class: 'plain' },
    el('caption', { class: 'hidden' }, caption),
    el('thead', {}, el('tr', {}, names.map((name, i) => el('th', { scope: 'col', class: i === 0 ? null : 'number' }, name)))),
    el('tbody', {}, rows.map(([first, ...rest]) => el('tr', {}, el('th', { scope: 'row' }, first), rest.map((one) => el('td', { class: 'number' }, one))))));
}
