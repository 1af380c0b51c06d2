// The model: what it promises, how it was made, and what another threshold would do.

import { get } from './api.js';
import { axis, chart, colour } from './charts.js';
import { byId, el, fill, pair, word, write } from './dom.js';
import { attempt, beginWithStatus } from './frame.js';
import { counted, number, percent, score } from './numbers.js';
import { figures } from './table.js';
import { watchSlider } from './whatif.js';

const PROMISE = new Set(['threshold', 'warm-up', 'budget', 'budget-meaning', 'benign-clients-needed', 'promise']);

const title = (key) => word(key).replace(/^./, (first) => first.toUpperCase());
const fraction = (value) => `${Number((100 * Number(value)).toPrecision(3))} %`;
const inPromise = (key) => PROMISE.has(key) || key.startsWith('held-out-');
const shown = (value) => (/^\d{4,}$/.test(value) ? number(Number(value)) : value);

function pairs(list, entries) {
  fill(list, entries.map(([key, value]) => pair(title(key), el('span', { class: /^[0-9a-f]{40}/.test(value) ? 'mono breaks' : 'breaks' }, shown(String(value))))));
}

function promise(card) {
  const lives = Number(card['held-out-benign-lives']);
  const refused = Number(card['held-out-benign-lives-refused']);
  const hostile = Number(card['held-out-hostile-lives']);
  const caught = Number(card['held-out-hostile-lives-refused']);
  return [
    card.budget && `At most ${fraction(card.budget)} of benign clients may be refused by mistake.`,
    lives > 0 && `Of ${number(lives)} held-out benign ones ${number(refused)} were (${percent(refused, lives)}).`,
    hostile > 0 && `Of ${number(hostile)} attackers ${number(caught)} were refused (${percent(caught, hostile)}).`,
  ].filter(Boolean).join(' ') || 'The card says nothing of a promise.';
}

function showCard(model) {
  const card = model.card;
  write(byId('summary'), `${counted(model.trees, 'tree')} over ${counted(model.columns.length, 'column')}; a client is refused from a score of ${score(model.threshold)} on.`);
  write(byId('promise'), promise(card));
  pairs(byId('promise-list'), Object.entries(card).filter(([key]) => inPromise(key)));
  pairs(byId('made'), [...Object.entries(card).filter(([key]) => !inPromise(key)), ['SHA-256', model.sha256]]);
  fill(byId('columns'), el('div', { class: 'scroll tall', tabindex: 0, role: 'region', 'aria-label': 'List of columns' },
    el('ol', { class: 'column-list' }, model.columns.map((column) => el('li', {}, el('code', {}, column))))));
}

function showCalibration(bins) {
  const full = bins.filter((bin) => bin.benign + bin.malicious > 0);
  byId('calibration-chart').hidden = full.length === 0;
  if (full.length === 0) {
    write(byId('calibration-words'), 'The card of this model holds no calibration.');
    return;
  }
  write(byId('calibration-words'), 'Of the clients with about one score, the share that were attackers. On the line the score is a probability; a larger dot stands for more clients.');
  const all = (bin) => bin.benign + bin.malicious;
  const most = Math.max(...full.map(all));
  const dots = full.map((bin) => ({ x: (bin.low + bin.high) / 2, y: bin.malicious / all(bin), r: 3 + 9 * Math.sqrt(all(bin) / most), of: all(bin) }));
  const show = chart(byId('calibration-chart'), {
    type: 'bubble',
    data: {
      datasets: [
        { label: 'Clients', data: [], clip: 14 },
        { label: 'As predicted', type: 'line', data: [{ x: 0, y: 0 }, { x: 1, y: 1 }], pointRadius: 0, borderWidth: 1.5, borderDash: [5, 4] },
      ],
    },
    colours: () => [{ backgroundColor: `${colour('accent')}b0`, borderColor: colour('accent') }, { borderColor: colour('edge') }],
    options: {
      interaction: { mode: 'nearest', intersect: true },
      plugins: { tooltip: { callbacks: { label: ({ raw }) => (raw.of ? `${counted(raw.of, 'client')}, ${percent(raw.y, 1)} attackers` : '') } } },
      scales: {
        x: axis('Predicted: the score', { type: 'linear', min: 0, max: 1 }),
        y: axis('Observed share of attackers', { min: 0, max: 1 }),
      },
    },
  }, () => figures('Calibration', ['Score', 'Benign', 'Malicious', 'Share'], bins.map((bin) =>
    [`${bin.low.toFixed(2)} to ${bin.high.toFixed(2)}`, number(bin.benign), number(bin.malicious), percent(bin.malicious, all(bin))])));
  show({ values: [dots, [{ x: 0, y: 0 }, { x: 1, y: 1 }]] },
    `Calibration plot: ${full.map((bin, i) => `at a score of about ${dots[i].x.toFixed(2)}, ${percent(bin.malicious, all(bin))} of ${number(all(bin))} clients were attackers`).join('; ')}.`);
}

await attempt(beginWithStatus);
await attempt(async () => {
  const [model, whatIf] = await Promise.all([get('/model'), get('/what-if')]);
  showCard(model);
  showCalibration(model.calibration);
  watchSlider(whatIf);
});
