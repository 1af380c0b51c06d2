// Figures and times as people read them.

import { el } from './dom.js';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const number = (value) => whole.format(value);
export const score = (value) => value.toFixed(3);

/** That of a call in the record: 0 says that it was not worked out, being the client's first or known beforehand to be low. */
export const scoreOfCall = ({ score: value }) => (value === 0 ? '–' : score(value));
export const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

/** A share, with as many digits as say something. */
export function percent(part, all) {
  const value = (100 * part) / all;
  if (!(all > 0)) return '–';
  return `${value > 0 && value < 1 ? Number(value.toPrecision(2)) : Number(value.toFixed(1))} %`;
}


/** A value of a column: whole, or with as many digits as say something. */
export const amount = (value) => (Number.isInteger(value) ? number(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1));

/** One thing or many of them. */
export const counted = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const year = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** A time of this place: the hour alone if it is today's. */
export function local(when) {
  const now = new Date();
  const days = when.getFullYear() === now.getFullYear() ? day : year;
  return when.toDateString() === now.toDateString() ? clock.format(when) : `${days.format(when)}, ${clock.format(when)}`;
}

const utc = (when) => `${when.toISOString().replace('T', ' ').replace(/\.\d+Z$/, '')} UTC`;

/** A moment, given as ISO 8601; its title says it in UTC. */
export function time(iso) {
  const when = new Date(iso);
  return Number.isNaN(when.getTime()) ? el('span', {}, iso) : el('time', { datetime: iso, title: utc(when) }, local(when));
}

const UNITS = [[86_400, 'd'], [3_600, 'h'], [60, 'min'], [1, 's']];

/** So many seconds in at most two units. */
export function span(seconds) {
  const first = UNITS.findIndex(([size]) => seconds >= size);
  if (first < 0) return '0 s';
  const [size, name] = UNITS[first];
  const count = Math.floor(seconds / size);
  const next = UNITS[first + 1];
  const rest = next && count < 10 ? Math.floor((seconds - count * size) / next[0]) : 0;
  return `${number(count)} ${name}${rest > 0 ? ` ${rest} ${next[1]}` : ''}`;
}

/** What is left until a moment; it counts down by itself. */
export const left = (iso) => el('span', { class: 'left', 'data-until': iso }, leftWords(iso));

/** How long ago something was. */
export const ago = (iso) => {
  const seconds = (Date.now() - Date.parse(iso)) / 1_000;
  return seconds < 2 ? 'now' : `${span(seconds)} ago`;
};

function leftWords(iso) {
  const seconds = Math.ceil((Date.parse(iso) - Date.now()) / 1_000);
  return seconds > 0 ? `in ${span(seconds)}` : 'over';
}

setInterval(() => {
  for (const one of document.querySelectorAll('[data-until]')) {
    const words = leftWords(one.dataset.until);
    if (one.textContent !== words) one.textContent = words;
  }
}, 1_000);
