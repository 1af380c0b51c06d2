// Another threshold, tried on the record of recent calls.

import { axis, chart, colour, pale } from './charts.js';
import { byId, write } from './dom.js';
import { counted, number, percent, score } from './numbers.js';
import { figures } from './table.js';

const clients = (n, kind) => `${number(n)} ${kind}${n === 1 ? '' : 's'}`;

/** Whom a step of the slider reaches. The one next to the threshold that holds stands for that, to the last digit. */
export function reached({ attackers, innocents, threshold, now }, step) {
  return step === Math.round(threshold * 100) ? now : { attackers: attackers[step], innocents: innocents[step] };
}

/** What a threshold would do, in plain words, beside the one that holds. */
export function sentence(whatIf, step) {
  const { attackers, innocents, threshold, now } = whatIf;
  const { attackers: caught, innocents: harmed } = reached(whatIf, step);
  if (attackers[0] + innocents[0] === 0) return 'The record holds no calls yet: nothing can be said.';
  const isNow = step === Math.round(threshold * 100);
  const at = `At ${isNow ? score(threshold) : (step / 100).toFixed(2)}, ${clients(caught, 'attacker')} of ${number(attackers[0])} and ${clients(harmed, 'innocent')} of ${number(innocents[0])} would be refused`;
  if (isNow) return `${at}: as now.`;
  const difference = (n, kind) => (n === 0 ? `as many ${kind}s` : `${number(Math.abs(n))} ${kind}${Math.abs(n) === 1 ? '' : 's'} ${n > 0 ? 'more' : 'fewer'}`);
  return `${at}: ${difference(caught - now.attackers, 'attacker')} and ${difference(harmed - now.innocents, 'innocent')} ${caught === now.attackers && harmed === now.innocents ? 'as' : 'than'} now.`;
}

/** Brings the slider to life. */
export function watchSlider(whatIf) {
  const { attackers, innocents, threshold, exact_from: exactFrom } = whatIf;
  const slider = byId('threshold');
  slider.value = threshold.toFixed(2);
  const thresholds = attackers.map((_, i) => i / 100);
  const chosen = () => Number(slider.value);
  const line = { type: 'line', pointRadius: 0, borderWidth: 2, stepped: 'after', fill: true };
  const points = (counts) => counts.map((count, i) => ({ x: thresholds[i], y: count }));

  const show = chart(byId('whatif-chart'), {
    type: 'line',
    data: { datasets: [{ label: 'Attackers reached', data: [], ...line }, { label: 'Innocents reached', data: [], ...line }] },
    colours: () => [
      { borderColor: colour('rarely'), backgroundColor: pale('rarely', 0.12) },
      { borderColor: colour('accent'), backgroundColor: pale('accent', 0.12) },
    ],
    options: {
      animation: false,
      plugins: {
        uprights: {
          lines: () => [
            { at: threshold, ink: 'muted', dash: true, label: chosen().toFixed(2) === threshold.toFixed(2) ? '' : 'now' },
            { at: chosen(), ink: 'ink', dash: false, label: chosen().toFixed(2) },
          ],
        },
      },
      scales: {
        x: axis('Threshold', { type: 'linear', min: 0, max: 1 }),
        y: axis('Clients, logarithmic', {
          type: 'logarithmic',
          min: 0.7,
          ticks: { callback: (value) => (Number.isInteger(Math.log10(value)) ? number(value) : '') },
        }),
      },
    },
  }, () => figures('Clients reached by threshold', ['Threshold', 'Attackers', 'Innocents'],
    thresholds.filter((_, i) => i % 5 === 0).map((at) => [at.toFixed(2), number(attackers[Math.round(at * 100)]), number(innocents[Math.round(at * 100)])])));

  const choose = () => {
    const step = Math.round(chosen() * 100);
    const { attackers: caught, innocents: harmed } = reached(whatIf, step);
    write(byId('chosen'), chosen().toFixed(2));
    slider.setAttribute('aria-valuetext', `${chosen().toFixed(2)}: ${clients(caught, 'attacker')}, ${clients(harmed, 'innocent')}`);
    write(byId('attackers'), number(caught));
    write(byId('attackers-of'), attackers[0] > 0 ? `of ${number(attackers[0])}, ${percent(caught, attackers[0])}` : 'none in the record');
    write(byId('innocents'), number(harmed));
    write(byId('innocents-of'), innocents[0] > 0 ? `of ${number(innocents[0])}, ${percent(harmed, innocents[0])}` : 'none in the record');
    write(byId('sentence'), sentence(whatIf, step));
    show({ values: [points(attackers), points(innocents)] }, `Line chart of clients reached by threshold. ${sentence(whatIf, step)}`);
  };
  write(byId('current'), `Now: ${threshold.toFixed(3)}. ${counted(attackers[0] + innocents[0], 'client')} in the record.`);
  write(byId('exactness'), `Below ${score(exactFrom)} nothing is done about a score, and it is not worked out call by call: there clients count by their present one, and some may be missing.`);
  slider.addEventListener('input', choose);
  choose();
}
