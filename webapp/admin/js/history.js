// Calls, refusals and bans over time.

import { get } from './api.js';
import { axis, chart, colour, pale } from './charts.js';
import { byId } from './dom.js';
import { counted, local, number } from './numbers.js';
import { figures } from './table.js';

// In so short a time, minutes alone would say the same again and again.
const SHORT_SECONDS = 600;

let samples = [];

const clock = (iso) => new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const line = { pointRadius: 0, pointHitRadius: 12, borderWidth: 2, tension: 0 };
const times = () => axis('', { grid: { display: false }, ticks: { padding: 6 } });
const heights = (title, more) => axis(title, { beginAtZero: true, ...more });
const top = (name) => samples.reduce((most, one) => Math.max(most, one[name]), 0);
const tableOf = (caption, columns) => () => figures(caption, ['Time', ...columns.map(([name]) => name)],
  samples.toReversed().slice(0, 60).map((one) => [clock(one.time), ...columns.map(([, of]) => number(one[of]))]));

const showCalls = chart(byId('calls-chart'), {
  type: 'line',
  data: { labels: [], datasets: [{ label: 'Calls', data: [], fill: true, ...line }, { label: 'Refused', data: [], fill: true, ...line }] },
  colours: () => [
    { borderColor: colour('accent'), backgroundColor: pale('accent', 0.12) },
    { borderColor: colour('rarely'), backgroundColor: pale('rarely', 0.25) },
  ],
  options: { scales: { x: times(), y: heights('A second', { suggestedMax: 1 }) } },
}, tableOf('Calls and refusals over time, the newest first', [['Calls', 'calls'], ['Refused', 'refused']]));

const showBans = chart(byId('bans-chart'), {
  type: 'line',
  data: { labels: [], datasets: [{ label: 'Bans', data: [], fill: true, stepped: true, ...line }] },
  colours: () => [{ borderColor: colour('rarely'), backgroundColor: pale('rarely', 0.18) }],
  options: { plugins: { legend: { display: false } }, scales: { x: times(), y: heights('In force', { suggestedMax: 4, ticks: { precision: 0 } }) } },
}, tableOf('Bans over time, the newest first', [['Bans', 'bans']]));

async function history() {
  const minutes = byId('minutes').value;
  const past = await get(`/history?minutes=${minutes}`);
  samples = past.samples;
  const isShort = samples.length * past.step_seconds < SHORT_SECONDS;
  const labels = samples.map((one) => (isShort ? local(new Date(one.time)) : clock(one.time)));
  const values = (name) => samples.map((one) => one[name]);
  const rates = (name) => values(name).map((one) => one / past.step_seconds);
  const sum = (name) => values(name).reduce((all, one) => all + one, 0);
  showCalls({ labels, values: [rates('calls'), rates('refused')] },
    `Line chart of the last ${counted(Number(minutes), 'minute')}: ${counted(sum('calls'), 'call')}, ${number(sum('refused'))} of them refused; at most ${number(top('calls'))} calls in ${counted(past.step_seconds, 'second')}.`);
  showBans({ labels, values: [values('bans')] }, `Line chart of bans over the same time, at most ${number(top('bans'))}.`);
  return past.step_seconds;
}

let next = 0;

/** Draws the charts, and again after each step. */
export async function keepHistory() {
  clearTimeout(next);
  let step = 5;
  try {
    step = await history();
  } catch {
    // The line about the connection says it.
  }
  next = setTimeout(keepHistory, 1_000 * Math.min(60, Math.max(2, step)));
}

byId('minutes').addEventListener('change', keepHistory);
