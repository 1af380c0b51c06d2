// Bans in force, and clients that operators have cleared.

import { acts } from './acts.js';
import { download, get } from './api.js';
import { byId, clientLink, el, fill, foreign, tag, word, write } from './dom.js';
import { attempt, beginWithStatus } from './frame.js';
import { counted, left, number, score, time } from './numbers.js';
import { table } from './table.js';

const PAGE = 50;

let offset = 0;
let total = 0;

const button = (name, client, act, kind = '') =>
  el('button', { type: 'button', class: `small ${kind}`.trim(), 'aria-label': `${name.replace('…', '')} ${client}`, onclick: () => act(client) }, name);

const BANS = [
  { name: 'Client', cell: (ban) => clientLink(ban.client), head: true },
  { name: 'Reason', cell: (ban) => [tag(ban.sanction), ' ', foreign(ban.reason, 'reason')], kind: 'roomy' },
  { name: 'Ends', cell: (ban) => [left(ban.until), el('span', { class: 'under' }, time(ban.until))], kind: 'tight' },
  { name: 'Since', cell: (ban) => time(ban.since), kind: 'tight' },
  { name: 'Score', cell: (ban) => (ban.origin === 'operator' ? '–' : score(ban.score)), kind: 'number' },
  { name: 'Earlier', cell: (ban) => number(ban.earlier), kind: 'number' },
  { name: 'By', cell: (ban) => (ban.origin === 'behaviour' ? 'gate' : word(ban.origin)), kind: 'tight' },
  { name: 'Acts', cell: (ban) => el('div', { class: 'row-acts' },
    button('Unban', ban.client, does.unban), button('Extend…', ban.client, does.extend), button('Allow', ban.client, does.allow)), kind: 'row-end' },
];

const ALLOWED = [
  { name: 'Client', cell: (one) => clientLink(one.client), head: true },
  { name: 'Cleared', cell: (one) => (one.until ? [left(one.until), el('span', { class: 'under' }, time(one.until))] : tag('allowed', 'for good')) },
  { name: 'Since', cell: (one) => time(one.since) },
  { name: 'Acts', cell: (one) => el('div', { class: 'row-acts' },
    button('Take back', one.client, (client) => does.takeBack(client, !one.until)), one.until ? button('Allow', one.client, does.allow) : null), kind: 'row-end' },
];

function showBans(answer) {
  total = answer.total;
  write(byId('summary'), total === 0 ? 'Nobody is banned.' : `${counted(total, 'client is', 'clients are')} banned or limited.`);
  fill(byId('bans'), table({ caption: 'Bans in force, the one that ends last first', columns: BANS, rows: answer.bans, empty: 'Nobody is banned.' }));
  byId('pages').hidden = total <= PAGE;
  write(byId('page'), `${number(offset + 1)} to ${number(offset + answer.bans.length)} of ${number(total)}`);
  byId('newer').disabled = offset === 0;
  byId('older').disabled = offset + answer.bans.length >= total;
}

async function refresh() {
  let bans = await get(`/bans?limit=${PAGE}&offset=${offset}`);
  if (bans.bans.length === 0 && offset > 0) {
    offset = 0;
    bans = await get(`/bans?limit=${PAGE}&offset=0`);
  }
  showBans(bans);
  const { allowed } = await get('/allowed');
  fill(byId('allowed'), table({ caption: 'Cleared clients, by address', columns: ALLOWED, rows: allowed, empty: 'Nobody is cleared.' }));
}

const does = acts(refresh);

const turn = (by) => attempt(() => {
  offset = Math.max(0, offset + by);
  return refresh();
});

byId('ban').addEventListener('click', () => does.ban());
byId('refresh').addEventListener('click', () => attempt(refresh));
byId('csv').addEventListener('click', () => attempt(() => download('/bans?limit=1000&offset=0', 'abatis-bans.csv')));
byId('newer').addEventListener('click', () => turn(-PAGE));
byId('older').addEventListener('click', () => turn(PAGE));

await attempt(beginWithStatus);
await attempt(refresh);
