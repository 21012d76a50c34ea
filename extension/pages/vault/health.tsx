// The section Health: what is wrong with the passwords in use, as a plot and as a list, and from each finding the way to
// the login. The report is made from the overview; no item is opened for it. It decides nothing: the core does.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorCode, Health, Row } from '../../generated/core.js';
import { toMend } from '../../mending.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { Note } from '../parts.js';
import { renewals } from '../popup/news.js';
import { heed, view } from '../popup/state.js';
import { Duplicates, duplicatesOf } from './duplicates.js';
import { Findings } from './health-findings.js';
import { HealthPlot } from './health-plot.js';
import { Breaches, Unscored } from './health-tasks.js';
import { healthTexts } from './health-texts.js';
import { done } from './many.js';
import { ManyDone } from './many-done.js';
import { ItemPane } from './pane.js';

/** The report with the rows of the logins that it speaks of. */
export interface Report {
  readonly health: Health;
  readonly rows: ReadonlyMap<string, Row>;
}

export function HealthSection() {
  const [report, setReport] = useState<Report | undefined>();
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const look = async (quiet = false) => {
    const [health, list] = await Promise.all([own('own/health', { quiet }), own('own/list', { query: '', quiet })]);
    if (!health.ok || !list.ok) {
      if (!heed(health).ok && !health.ok) setFailed(health.code);
      else if (!list.ok) setFailed(list.code);
      return;
    }
    setFailed(undefined);
    setReport({ health: health.value, rows: new Map(list.value.others.map((row) => [row.id, row])) });
  };
  const away = view.value.name === 'item' || view.value.name === 'edit';
  // Whoever comes back from a login may have changed it.
  useEffect(() => {
    if (!away) void look();
  }, [away]);
  // So may work on many, and whoever is elsewhere; when that is told, nobody may be here.
  useEffect(() => {
    if (report && !away) void look(true);
  }, [done.value, renewals.value]);

  if (away) {
    return (
      <div class="section">
        <ItemPane />
      </div>
    );
  }
  return (
    <main class="section health" data-health={report ? 'ready' : 'loading'}>
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={errorTexts[failed]} awaited />
        </div>
      )}
      {report && <Content report={report} onLook={look} />}
    </main>
  );
}

function Content({ report, onLook }: { readonly report: Report; readonly onLook: () => Promise<void> }) {
  const { health } = report;
  const alike = duplicatesOf(health, report.rows);
  const kinds = toMend(health);
  return (
    <>
      <header class="healthhead">
        <div class="grow">
          <h1 class="display">
            {health.counted === 0 ? healthTexts.none : healthTexts.heading(kinds, health.unscored.length)}
          </h1>
          <p class="second" role="status">
            {healthTexts.looked(health)}
          </p>
        </div>
        <button type="button" class="btn plain" data-action="look-again" onClick={() => void onLook()}>
          <Icon name="again" small />
          {healthTexts.again}
        </button>
      </header>
      {health.points.length > 0 && <HealthPlot health={health} />}
      <ul class="findings">
        <Findings report={report} />
        {alike.length > 0 && <Duplicates groups={alike} onDone={onLook} />}
        {health.unscored.length > 0 && <Unscored ids={health.unscored} onDone={onLook} />}
        <Breaches counted={health.counted} onDone={onLook} />
      </ul>
      <div class="afloat">
        <ManyDone />
      </div>
    </>
  );
}
