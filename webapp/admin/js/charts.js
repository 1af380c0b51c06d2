// Charts in the page's own colours, each with a sentence and a table that say the same. Chart.js draws them.

import { el } from './dom.js';
import { unfolding } from './table.js';

const { Chart } = window;
const dark = matchMedia('(prefers-color-scheme: dark)');
const drawn = new Set();

/** A colour of the style sheet, as it is now. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The same, see-through. */
export function pale(name, share = 0.18) {
  const hex = colour(name);
  return `${hex}${Math.round(share * 255).toString(16).padStart(2, '0')}`;
}

/** Upright lines at places of the x axis: [{at, colour, dash, label}]. */
const uprights = {
  id: 'uprights',
  afterDatasetsDraw(chart, _, options) {
    const { ctx, chartArea, scales } = chart;
    for (const { at, ink, dash, label } of options.lines?.() ?? []) {
      const x = scales.x.getPixelForValue(at);
      ctx.save();
      ctx.strokeStyle = colour(ink);
      ctx.fillStyle = colour(ink);
      ctx.lineWidth = 1.5;
      ctx.setLineDash(dash ? [5, 4] : []);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      if (label) {
        const isRight = x > (chartArea.left + chartArea.right) / 2;
        ctx.font = `600 11px ${Chart.defaults.font.family}`;
        ctx.textAlign = isRight ? 'right' : 'left';
        ctx.textBaseline = 'top';
        ctx.fillText(label, x + (isRight ? -6 : 6), chartArea.top + 2);
      }
      ctx.restore();
    }
  },
};

function paint() {
  Chart.defaults.color = colour('muted');
  Chart.defaults.borderColor = colour('line');
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  Chart.defaults.animation = false; // figures that change each second move enough
}

/** An axis with a title and few marks. */
export const axis = (title, more = {}) => ({
  border: { display: false },
  title: { display: title !== '', text: title },
  ...more,
  ticks: { maxTicksLimit: 6, maxRotation: 0, autoSkipPadding: 16, ...more.ticks },
  grid: { color: () => colour('line'), drawTicks: false, ...more.grid },
});

/**
 * Puts a chart into a figure.
 *
 * @param figure where
 * @param config as Chart.js takes it
 * @param table gives the table that says the same
 * @return show(data, words): draws other data, and says them in a sentence
 */
export function chart(figure, config, table) {
  paint();
  const canvas = el('canvas', { role: 'img', 'aria-label': 'Nothing to show yet' });
  const unfold = unfolding('As a table', table);
  figure.replaceChildren(el('div', { class: 'canvas' }, canvas), unfold.element);
  const plot = new Chart(canvas, {
    ...config,
    options: {
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      ...config.options,
      plugins: {
        ...config.options?.plugins,
        legend: { align: 'end', labels: { boxWidth: 10, boxHeight: 10 }, ...config.options?.plugins?.legend },
      },
    },
    plugins: [uprights],
  });
  const one = { plot, colours: config.colours };
  drawn.add(one);
  recolour(one);
  return (data, words) => {
    if (data) {
      plot.data.labels = data.labels ?? plot.data.labels;
      data.values.forEach((values, i) => { plot.data.datasets[i].data = values; });
    }
    canvas.setAttribute('aria-label', words);
    // The page may have been laid out anew since.
    if (plot.width !== canvas.parentElement.clientWidth) plot.resize();
    plot.update();
    unfold.show();
  };
}

function recolour({ plot, colours }) {
  colours().forEach((look, i) => Object.assign(plot.data.datasets[i], look));
  plot.options.color = colour('muted');
  for (const scale of Object.values(plot.options.scales)) {
    scale.ticks.color = colour('muted');
    scale.title.color = colour('muted');
  }
  plot.options.plugins.legend.labels.color = colour('ink');
  plot.update('none');
}

dark.addEventListener('change', () => {
  paint();
  drawn.forEach(recolour);
});
