// Questions before something is done.

import { el } from './dom.js';

const UNITS = [['Minutes', 60], ['Hours', 3_600], ['Days', 86_400]];

/**
 * Asks the operator.
 *
 * @param title the question
 * @param text what would happen
 * @param fields elements between text and buttons, with named inputs
 * @param yes what the button says
 * @param danger whether it is something to be careful with
 * @return what was entered by name, or null if it is not to be done
 */
export function ask({ title, text, fields = [], yes, danger = false }) {
  return new Promise((answered) => {
    const form = el('form', { method: 'dialog' },
      el('h2', { id: 'dialog-title' }, title),
      text && el('p', { id: 'dialog-text' }, text),
      fields,
      el('div', { class: 'acts' },
        el('button', { class: danger ? 'danger' : 'primary', value: 'yes' }, yes),
        el('button', { type: 'button', onclick: () => dialog.close('') }, 'Cancel')));
    const dialog = el('dialog', { 'aria-labelledby': 'dialog-title', 'aria-describedby': text ? 'dialog-text' : null }, form);
    dialog.addEventListener('close', () => {
      answered(dialog.returnValue === 'yes' ? Object.fromEntries(new FormData(form)) : null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Fields for a time; {@link seconds} reads them. */
export const timeFields = (count, unit) => el('div', { class: 'pair' },
  el('div', {}, el('label', { for: 'ask-count' }, 'Time'),
    el('input', { id: 'ask-count', name: 'count', type: 'number', min: 1, max: 5_256_000, step: 1, value: count, required: true, inputmode: 'numeric' })),
  el('div', {}, el('label', { for: 'ask-unit' }, 'Unit'),
    el('select', { id: 'ask-unit', name: 'unit' }, UNITS.map(([name, size]) => el('option', { value: size, selected: size === unit }, name)))));

export const seconds = (entered) => Number(entered.count) * Number(entered.unit);

export const noteField = () => el('div', {}, el('label', { for: 'ask-note' }, 'Note, for the audit log'),
  el('input', { id: 'ask-note', name: 'note', maxlength: 200, autocomplete: 'off' }));

export const clientField = () => el('div', {}, el('label', { for: 'ask-client' }, 'Client: an address'),
  el('input', { id: 'ask-client', name: 'client', required: true, maxlength: 60, autocomplete: 'off', spellcheck: 'false' }));
