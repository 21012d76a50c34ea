// The findings of the health report, each with the logins it is about and the way to them.

import { useState } from 'preact/hooks';
import type { Health, Row } from '../../generated/core.js';
import type { IconName } from '../icons.js';
import { Icon } from '../icons.js';
import { Mark } from '../mark.js';
import { openItem } from '../popup/state.js';
import type { Report } from './health.js';
import type { FindingName } from './health-texts.js';
import { findingTexts, healthTexts } from './health-texts.js';

/** How a finding looks, in the order in which they are told. */
const LOOKS: readonly { readonly name: FindingName; readonly icon: IconName; readonly tone: '' | 'warn' | 'bad' }[] = [
  { name: 'exposed', icon: 'warn', tone: 'bad' },
  { name: 'weak', icon: 'warn', tone: 'bad' },
  { name: 'reused', icon: 'copy', tone: 'warn' },
  { name: 'insecureAddress', icon: 'out', tone: 'warn' },
  { name: 'old', icon: 'past', tone: 'warn' },
  { name: 'lacksSecondFactor', icon: 'shield', tone: '' },
];

/** The logins of a finding in groups: those that share a password stand together. */
function groupsOf(health: Health, name: FindingName): readonly (readonly string[])[] {
  if (name === 'reused') return health.reused;
  return [name === 'exposed' ? health.exposed.map(({ id }) => id) : health[name]];
}

export const Findings = ({ report }: { readonly report: Report }) => (
  <>
    {LOOKS.map(({ name, icon, tone }) => {
      const groups = groupsOf(report.health, name)
        .map((ids) => ids.flatMap((id) => report.rows.get(id) ?? []))
        .filter((rows) => rows.length > 0);
      if (groups.length === 0) return null;
      const counts = new Map(name === 'exposed' ? report.health.exposed.map(({ id, count }) => [id, count]) : []);
      return <FindingItem key={name} name={name} icon={icon} tone={tone} groups={groups} counts={counts} />;
    })}
  </>
);

const MARKS = 4;

function FindingItem({
  name,
  icon,
  tone,
  groups,
  counts,
}: {
  readonly name: FindingName;
  readonly icon: IconName;
  readonly tone: '' | 'warn' | 'bad';
  readonly groups: readonly (readonly Row[])[];
  /** How often a password was seen in breaches. */
  readonly counts: ReadonlyMap<string, number>;
}) {
  const [open, setOpen] = useState(false);
  const rows = groups.flat();
  return (
    <li class="finding" data-finding={name}>
      <div class="findinghead">
        <span class={`findingicon ${tone}`}>
          <Icon name={icon} />
        </span>
        <div class="grow">
          <h2 class="strong">{findingTexts[name].what(rows.length)}</h2>
          <p class="small second">{findingTexts[name].why}</p>
        </div>
        <span class="findingmarks" aria-hidden="true">
          {rows.slice(0, MARKS).map((row) => (
            <Mark key={row.id} title={row.title} domain={row.domain} kind={row.kind} size="s" />
          ))}
          {rows.length > MARKS && <span class="hint">{healthTexts.more(rows.length - MARKS)}</span>}
        </span>
        <button
          type="button"
          class="btn plain"
          data-action="show"
          aria-expanded={open}
          aria-controls={`finding-${name}`}
          onClick={() => setOpen(!open)}
        >
          {open ? healthTexts.hide : healthTexts.show(rows.length)}
        </button>
      </div>
      <div id={`finding-${name}`} hidden={!open}>
        {open && groups.map((group, i) => <Group key={i} rows={group} shared={name === 'reused'} counts={counts} />)}
      </div>
    </li>
  );
}

const Group = ({
  rows,
  shared,
  counts,
}: {
  readonly rows: readonly Row[];
  readonly shared: boolean;
  readonly counts: ReadonlyMap<string, number>;
}) => (
  <ul class="group findingrows" aria-label={shared ? healthTexts.group(rows.length) : healthTexts.items}>
    {rows.map((row) => {
      const count = counts.get(row.id);
      return (
        <li key={row.id}>
          <button type="button" class="findingrow" data-item-id={row.id} onClick={() => void openItem(row)}>
            <Mark title={row.title} domain={row.domain} kind={row.kind} size="s" />
            <span class="clip">
              <bdi>{row.title}</bdi>
            </span>
            <span class="small second clip">
              <bdi>{row.username || row.host}</bdi>
            </span>
            {count !== undefined && <span class="hint">{healthTexts.breaches(count)}</span>}
            <Icon name="next" small flip />
          </button>
        </li>
      );
    })}
  </ul>
);
