// How many clients have which score.

import { axis, chart, colour, pale } from './charts.js';
import { counted, number } from './numbers.js';
import { figures } from './table.js';

const low = (i, bins) => (i / bins).toFixed(2);
const range = (i, bins) => `${low(i, bins)} to ${low(i + 1, bins)}`;

/** Puts the histogram into a figure. Returns show(scores, threshold). */
export function histogram(figure) {
  let scores = [];
  let threshold = null;
  const show = chart(figure, {
    type: 'bar',
    data: { labels: [], datasets: [{ label: 'Clients', data: [], barPercentage: 1, categoryPercentage: 0.92 }] },
    colours: () => [{
      backgroundColor: ({ dataIndex }) => (threshold !== null && (dataIndex + 0.5) / scores.length > threshold ? colour('rarely') : pale('accent', 0.65)),
      borderRadius: 2,
    }],
    options: {
      plugins: {
        legend: { display: false },
        uprights: { lines: () => (threshold === null || scores.length === 0 ? [] : [{ at: threshold * scores.length - 0.5, ink: 'stop', dash: true, label: `threshold ${threshold.toFixed(2)}` }]) },
      },
      scales: {
        x: axis('Score', { grid: { display: false }, ticks: { callback: (value) => low(value, scores.length || 20), maxTicksLimit: 10, align: 'end' } }),
        // Most clients are far from the threshold; without a logarithm the others would not be seen.
        y: axis('Clients, logarithmic', {
          type: 'logarithmic',
          min: 0.7,
          ticks: { callback: (value) => (Number.isInteger(Math.log10(value)) ? number(value) : '') },
        }),
      },
    },
  }, () => figures('Clients by score', ['Score', 'Clients'], scores.map((count, i) => [range(i, scores.length), number(count)])));

  return (counts, at) => {
    scores = counts;
    threshold = at;
    const all = counts.reduce((sum, one) => sum + one, 0);
    const above = counts.filter((_, i) => i / counts.length >= at).reduce((sum, one) => sum + one, 0);
    const labels = counts.map((_, i) => range(i, counts.length));
    show({ labels, values: [counts] }, `Histogram of scores: ${counted(all, 'client')}, of which ${number(above)} score about the threshold of ${at.toFixed(2)} or more.`);
  };
}
