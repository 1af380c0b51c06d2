// All about one client. Its address stands behind the #.

import { acts } from './acts.js';
import { get, part } from './api.js';
import { byId, el, fill, foreign, pair, tag, write } from './dom.js';
import { entry } from './feed.js';
import { attempt, beginWithStatus, states } from './frame.js';
import { amount, left, local, number, score, scoreOfCall, signed, time } from './numbers.js';
import { contribution, usualPlot } from './plots.js';
import { table } from './table.js';

const FIRST = 10;

let everything = false;
let shown = null;

const named = () => {
  try {
    return decodeURIComponent(location.hash.slice(1)).trim();
  } catch {
    return location.hash.slice(1);
  }
};

const usualWords = (one) => (one.usual ? `${amount(one.usual.low)} – ${amount(one.usual.median)} – ${amount(one.usual.high)}` : 'not known');

function columns(client) {
  const sorted = client.columns.toSorted((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution));
  const most = Math.max(0.01, ...sorted.map((one) => Math.abs(one.contribution)));
  const rows = everything ? sorted : sorted.slice(0, FIRST);
  fill(byId('columns'), sorted.length > 0 && table({
    caption: 'What the model counts of this client, the strongest contribution first',
    columns: [
      { name: 'What', cell: (one) => [foreign(one.words), el('span', { class: 'column-name' }, one.column)], head: true },
      { name: 'Value', cell: (one) => amount(one.value), kind: 'number' },
      { name: 'Usual: low – median – high', short: 'Usual', cell: (one) => [el('span', { class: 'usual' }, usualWords(one)), usualPlot(one)], kind: 'plot' },
      { name: 'To the score', cell: (one) => [el('span', { class: 'number' }, signed(one.contribution)), contribution(one.contribution, most)], kind: 'plot' },
    ],
    rows,
    empty: '',
  }));
  const button = byId('all-columns');
  button.hidden = sorted.length <= FIRST;
  button.textContent = everything ? `Show the strongest ${FIRST}` : `Show all ${number(sorted.length)}`;
  button.setAttribute('aria-expanded', String(everything));
  byId('legend').hidden = sorted.length === 0;
}

function banned(ban) {
  return [tag(ban.sanction, ban.sanction === 'limit' ? 'limited' : 'banned'), ' until ', time(ban.until), ' (', left(ban.until), ')',
    ban.origin === 'operator' ? ', by an operator' : '', ban.earlier > 0 ? `, earlier ones: ${number(ban.earlier)}` : ''];
}

const cleared = (exemption) => [tag('cleared', exemption.until ? 'cleared' : 'allowed'), exemption.until ? [' until ', time(exemption.until), ' (', left(exemption.until), ')'] : ' for good'];

function buttons(client) {
  const button = (name, act, kind = '') => el('button', { type: 'button', class: kind, onclick: act }, name);
  const at = client.client;
  fill(byId('acts'),
    client.ban && button('Unban', () => does.unban(at), 'primary'),
    client.ban ? button('Extend…', () => does.extend(at)) : button('Ban…', () => does.ban(at), 'danger'),
    client.exemption
      ? button('Take back', () => does.takeBack(at, !client.exemption.until))
      : button('Allow', () => does.allow(at)));
}

function show(client) {
  shown = client;
  const isKnown = client.columns.length > 0;
  byId('known').hidden = false;
  byId('absent').hidden = true;
  fill(byId('states'),
    client.ban ? banned(client.ban).flat() : null,
    client.ban && client.exemption ? ' · ' : null,
    client.exemption ? cleared(client.exemption).flat() : null,
    client.ban || client.exemption ? null : 'Neither banned nor cleared. ',
    ' ', states({ label: client.label }));
  fill(byId('figures'),
    pair(client.as_of ? 'Score when banned' : 'Score', isKnown ? score(client.score) : '–'),
    pair('Threshold', score(client.threshold)),
    pair('Calls counted', number(client.calls)),
    pair('Before any question', isKnown ? score(client.bias) : '–'));
  byId('figures').firstElementChild.lastElementChild.classList.toggle('bad', isKnown && client.score >= client.threshold);
  write(byId('explanation'), client.explanation
    ? `${client.as_of ? `At ${local(new Date(client.as_of))}, when it was banned: ` : ''}${client.explanation}`
    : 'Nothing of it is counted now.');
  columns(client);
  fill(byId('recent'), el('div', { class: 'scroll long', tabindex: 0, role: 'region', 'aria-label': 'List of recent calls' }, table({
    caption: 'Recent calls, the newest first',
    columns: [
      { name: 'Time', cell: (one) => time(one.time), kind: 'tight' },
      { name: 'Call', cell: (one) => foreign(one.call, 'mono'), head: true },
      { name: 'Verdict', cell: (one) => [tag(one.action), ' ', el('span', { class: 'sub' }, tagWords(one))] },
      { name: 'Score', cell: scoreOfCall, kind: 'number' },
      { name: 'Answer', cell: (one) => tag(one.outcome) },
    ],
    rows: client.recent,
    empty: 'None of its calls is in the recent record.',
  })));
  fill(byId('events'), client.events.length > 0 ? el('ol', { class: 'feed full' }, client.events.map(entry)) : el('p', { class: 'empty' }, 'No events.'));
  buttons(client);
}

const tagWords = (one) => tag(one.reason).textContent;

function absent(words) {
  byId('known').hidden = true;
  byId('absent').hidden = false;
  write(byId('absent'), words);
  fill(byId('states'));
}

async function load() {
  const client = named();
  write(byId('client'), client || 'Client');
  document.title = `${client || 'Client'} – Abatis`;
  if (client === '') {
    absent('Which client? Choose one from the list of clients.');
    return;
  }
  try {
    show(await get(`/clients/${part(client)}`));
    write(byId('client'), shown.client);
  } catch (failure) {
    if (failure.status !== 404 && failure.status !== 400) throw failure;
    absent(failure.status === 404 ? 'Nothing is known of this client: it has not called lately, and no operator has decided about it.' : failure.message);
    if (failure.status === 404) buttons({ client, ban: null, exemption: null });
    else fill(byId('acts'));
  }
}

const does = acts(load);

byId('all-columns').addEventListener('click', () => {
  everything = !everything;
  columns(shown);
});
addEventListener('hashchange', () => {
  everything = false;
  attempt(load);
});

await attempt(beginWithStatus);
await attempt(load);
