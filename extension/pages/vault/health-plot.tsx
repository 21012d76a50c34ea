// Strength and age of all passwords in one picture, and the same facts as a table. Shape and colour both tell what a
// point is. It draws; the core has counted.

import { useState } from 'preact/hooks';
import type { Health, HealthPoint } from '../../generated/core.js';
import { strengthNames } from '../texts.js';
import { healthTexts } from './health-texts.js';

const WIDTH = 720;
const HEIGHT = 300;
const LEFT = 96;
const RIGHT = 704;
const TOP = 30;
const BOTTOM = 252;
/** Bands from the top: the scores 4 to 0, and what nobody scored. */
const BANDS = 6;
const BAND = (BOTTOM - TOP) / BANDS;
const WEAK_UP_TO = 2;
const DAYS_A_YEAR = 365.25;

type Kind = 'weak' | 'shared' | 'good' | 'unscored';

const bandOf = (strength: number): number => (strength > 4 ? BANDS - 1 : 4 - strength);

/** A place within a band that follows from the id alone, so that points of one score do not hide one another. */
function spread(id: string): number {
  const digits = Number.parseInt(id.slice(0, 4), 16);
  return Number.isNaN(digits) ? 0.5 : 0.2 + (0.6 * digits) / 0xffff;
}

/** Whole years that the picture reaches back: two at least, and an even number of them. */
const yearsOf = (points: readonly HealthPoint[]): number =>
  Math.max(2, 2 * Math.ceil(Math.max(0, ...points.map(({ ageDays }) => ageDays)) / DAYS_A_YEAR / 2));

export function HealthPlot({ health }: { readonly health: Health }) {
  const [table, setTable] = useState(false);
  const shared = new Set(health.reused.flat());
  const kindOf = ({ id, strength }: HealthPoint): Kind => {
    if (strength <= WEAK_UP_TO) return 'weak';
    if (shared.has(id)) return 'shared';
    return strength > 4 ? 'unscored' : 'good';
  };
  const points = health.points.map((point) => ({ ...point, kind: kindOf(point) }));
  const count = (...kinds: readonly Kind[]) => points.filter(({ kind }) => kinds.includes(kind)).length;
  return (
    <figure class="group figure">
      {table ? <Table points={health.points} /> : <Picture points={points} shared={shared.size} />}
      <figcaption>
        <span class="flex">
          <Sample kind="weak" />
          {healthTexts.weak(count('weak'))}
        </span>
        <span class="flex">
          <Sample kind="shared" />
          {healthTexts.shared(count('shared'))}
        </span>
        <span class="flex">
          <Sample kind="good" />
          {healthTexts.good(count('good', 'unscored'))}
        </span>
        <button type="button" class="link" data-action="as-table" aria-pressed={table} onClick={() => setTable(!table)}>
          {table ? healthTexts.asPlot : healthTexts.asTable}
        </button>
      </figcaption>
    </figure>
  );
}

function Picture({
  points,
  shared,
}: {
  readonly points: readonly (HealthPoint & { readonly kind: Kind })[];
  readonly shared: number;
}) {
  const years = yearsOf(points);
  const x = (days: number) => LEFT + ((RIGHT - LEFT) * days) / (years * DAYS_A_YEAR);
  const weak = points.filter(({ kind }) => kind === 'weak').length;
  const marks = [0, 1, 2, 3, 4].map((step) => (years * step) / 4).filter((year) => Number.isInteger(year));
  const labels = [...strengthNames.toReversed(), healthTexts.unscored];
  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="plot-title plot-text">
      <title id="plot-title">{healthTexts.plotTitle(points.length)}</title>
      <desc id="plot-text">{healthTexts.plotText(weak, shared)}</desc>
      <rect class="weakband" x={LEFT} y={TOP + 2 * BAND} width={RIGHT - LEFT} height={3 * BAND} />
      {labels.map((label, band) => (
        <g key={label}>
          <path class="grid" d={`M${LEFT} ${TOP + band * BAND}H${RIGHT}`} />
          <text class="axis" x={LEFT - 10} y={TOP + (band + 0.5) * BAND + 4} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      <path class="base" d={`M${LEFT} ${BOTTOM}H${RIGHT}`} />
      {marks.map((year) => (
        <text
          key={year}
          class="axis"
          x={x(year * DAYS_A_YEAR)}
          y={BOTTOM + 20}
          text-anchor={year === 0 ? 'start' : year === years ? 'end' : 'middle'}
        >
          {year === 0 ? healthTexts.fresh : healthTexts.years(year)}
        </text>
      ))}
      <text class="axis" x={LEFT} y={18}>
        {healthTexts.strength}
      </text>
      <text class="axis" x={RIGHT} y={BOTTOM + 40} text-anchor="end">
        {healthTexts.age}
      </text>
      {points.map(({ id, strength, ageDays, kind }) => (
        <Point key={id} kind={kind} x={x(ageDays)} y={TOP + (bandOf(strength) + spread(id)) * BAND} />
      ))}
    </svg>
  );
}

/** A triangle, a square or a dot: never colour alone. */
function Point({ kind, x, y }: { readonly kind: Kind; readonly x: number; readonly y: number }) {
  if (kind === 'weak') return <path class="point weak" d={`M${x} ${y - 6}l6 10.5h-12Z`} />;
  if (kind === 'shared') return <rect class="point shared" x={x - 4.5} y={y - 4.5} width={9} height={9} />;
  return <circle class={`point ${kind}`} cx={x} cy={y} r={3.5} />;
}

const Sample = ({ kind }: { readonly kind: Kind }) => (
  <svg class="sample" width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
    <Point kind={kind} x={7} y={7} />
  </svg>
);

/** Where the bands of the table end, in days. */
const ENDS = [DAYS_A_YEAR, 2 * DAYS_A_YEAR, 4 * DAYS_A_YEAR, Number.POSITIVE_INFINITY];

function Table({ points }: { readonly points: readonly HealthPoint[] }) {
  const bandOfAge = (days: number) => ENDS.findIndex((end) => days < end);
  const rows = [...strengthNames.toReversed(), healthTexts.unscored];
  return (
    <table class="healthtable">
      <caption class="visually-hidden">{healthTexts.plotTitle(points.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{healthTexts.strength}</th>
          {healthTexts.bands.map((band) => (
            <th key={band} scope="col" class="num">
              {band}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((name, row) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {ENDS.map((end, column) => (
              <td key={end} class="num">
                {
                  points.filter(({ strength, ageDays }) => bandOf(strength) === row && bandOfAge(ageDays) === column)
                    .length
                }
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
