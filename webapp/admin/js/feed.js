// Audit events as a list; each opens to all that the audit log says of it.

import { clientLink, el, foreign, plain, tag } from './dom.js';
import { time } from './numbers.js';

/** The line of the audit log, as JSON over several lines. */
function wholeLine(event) {
  const pre = el('pre', { tabindex: 0, role: 'region', 'aria-label': 'The line of the audit log' });
  pre.textContent = JSON.stringify(event.json, null, 2).split('\n').map(plain).join('\n');
  return pre;
}

/** One event. */
export function entry(event) {
  const details = el('details', {}, el('summary', {},
    el('span', { class: 'when' }, time(event.time)), ' ', tag(event.kind), ' ', foreign(event.summary, 'what')));
  details.addEventListener('toggle', () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(el('div', { class: 'more' },
      el('p', { class: 'by' },
        event.client && ['Client ', clientLink(event.client), ' '],
        event.operator && ['Operator ', foreign(event.operator), ' '],
        event.note && ['Note ', foreign(event.note)]),
      wholeLine(event)));
  });
  return el('li', { 'data-id': event.id }, details);
}
