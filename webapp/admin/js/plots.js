// Small drawings within tables. The cells that they stand in say the same in figures.

import { draw } from './dom.js';

const WIDE = 160;
const HIGH = 16;
const EDGE = 5;

/** A client's value (dot) among those of ordinary clients (band from low to high, a line at the median). */
export function usualPlot({ value, usual }) {
  if (!usual) return null;
  const least = Math.min(0, value, usual.low);
  const most = Math.max(value, usual.high, least + 1);
  const at = (one) => EDGE + ((one - least) / (most - least)) * (WIDE - 2 * EDGE);
  const isOdd = value < usual.low || value > usual.high;
  return draw('svg', { class: 'usual-plot', viewBox: `0 0 ${WIDE} ${HIGH}`, 'aria-hidden': 'true' },
    draw('line', { class: 'axis', x1: EDGE, x2: WIDE - EDGE, y1: HIGH / 2, y2: HIGH / 2 }),
    draw('rect', { class: 'band', x: at(usual.low) - 2, width: at(usual.high) - at(usual.low) + 4, y: 3, height: HIGH - 6, rx: 3 }),
    draw('line', { class: 'median', x1: at(usual.median), x2: at(usual.median), y1: 2, y2: HIGH - 2 }),
    draw('circle', { class: isOdd ? 'dot odd' : 'dot', cx: at(value), cy: HIGH / 2, r: 4 }));
}

/** What a column did to the score: to the right against the client, to the left for it. */
export function contribution(value, most) {
  const middle = WIDE / 2;
  const length = (Math.abs(value) / most) * (middle - EDGE);
  return draw('svg', { class: 'signed-plot', viewBox: `0 0 ${WIDE} ${HIGH}`, 'aria-hidden': 'true' },
    draw('rect', { class: value > 0 ? 'against' : 'for', x: value > 0 ? middle : middle - length, width: length, y: 3, height: HIGH - 6, rx: 2 }),
    draw('line', { class: 'median', x1: middle, x2: middle, y1: 1, y2: HIGH - 1 }));
}
