// Backups that write themselves: turning them on with a password of their own, how often and how many, the files that
// are kept, one now. The password becomes 32 bytes in this page; it never leaves it. The rest is the background's.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackupFailure, Backups } from '../../backup-messages.js';
import type { FactorProof } from '../../generated/core.js';
import { own } from '../ask.js';
import { Choice } from '../choice.js';
import type { Sentences } from '../error-texts.js';
import { calibrate, forgetOutputs, makeSlot } from '../kdf.js';
import type { ChoiceFault } from '../new-password.js';
import { choiceFault, NewPassword, noPassword } from '../new-password.js';
import { Note } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { heed } from '../popup/state.js';
import { createTexts } from '../texts.js';
import { backupFailure, backupTexts } from './backups-texts.js';
import { fileTexts } from './export-texts.js';
import { LeftOut } from './left-out.js';
import { Progress } from './progress.js';

const DAYS = [0, 1, 7, 30] as const;
const KEPT = [2, 3, 5, 10, 30] as const;
const FIRST = { everyDays: 7, keep: 5 };

function textOf(failure: BackupFailure | ChoiceFault): Sentences | string {
  if (failure === 'weak') return createTexts.tooWeak;
  return failure === 'empty' || failure === 'differ' ? fileTexts[failure] : backupFailure(failure);
}

interface Told {
  readonly name: string;
  readonly text: Sentences;
  readonly leftOut: readonly string[];
}

export function BackupsPart() {
  const [now, setNow] = useState<Backups | undefined>();
  const [doing, setDoing] = useState<string | undefined>();
  const [failed, setFailed] = useState<BackupFailure | ChoiceFault | undefined>();
  const [told, setTold] = useState<Told | undefined>();

  const look = async () => {
    const reply = heed(await own('own/backups', {}));
    if (reply.ok) setNow(reply.value);
  };
  useEffect(() => void look(), []);

  /** One piece of work at a time; what it gives is why it failed. */
  const work = async (label: string, run: () => Promise<BackupFailure | undefined>) => {
    if (doing !== undefined) return;
    setFailed(undefined);
    setTold(undefined);
    setDoing(label);
    const code = await run();
    await look();
    setDoing(undefined);
    setFailed(code);
  };

  const backUp = async (): Promise<BackupFailure | undefined> => {
    setDoing(backupTexts.writing);
    const reply = heed(await own('own/back-up', {}));
    if (!reply.ok) {
      const after = await own('own/backups', {});
      return reply.code === 'internal' && after.ok && after.value.failed ? after.value.failed : reply.code;
    }
    const { name, items, leftOut } = reply.value;
    setTold({ name, text: backupTexts.written(name, items), leftOut });
    return undefined;
  };

  const turnOn = async (password: string, { everyDays, keep }: typeof FIRST) => {
    // Before anything is waited for: the browser asks only on the user's own press.
    const allowed = await browser.permissions.request({ permissions: ['downloads'] }).catch(() => false);
    if (!allowed) return setFailed('forbidden');
    await work(backupTexts.deriving, async () => {
      const made = await makeSlot(password, await calibrate());
      if (!made.ok) return made.code;
      const reply = heed(await own('own/plan-backups', { slot: made.value, everyDays, keep }));
      forgetOutputs(made.value.factors);
      return reply.ok ? backUp() : reply.code;
    });
  };

  const change = (patch: Partial<typeof FIRST>) =>
    work(backupTexts.deriving, async () => {
      if (!now?.plan) return undefined;
      const { everyDays, keep } = { ...now.plan, ...patch };
      const reply = heed(await own('own/plan-backups', { everyDays, keep }));
      return reply.ok ? undefined : reply.code;
    });

  const turnOff = () =>
    work(backupTexts.deriving, async () => {
      const reply = heed(await own('own/stop-backups', {}));
      if (reply.ok) setTold({ name: 'off', text: backupTexts.off, leftOut: [] });
      return reply.ok ? undefined : reply.code;
    });

  const unguard = async (proofs: readonly FactorProof[]) => {
    const reply = await own('own/unguard', { proofs });
    if (!reply.ok) return reply.code;
    void work(backupTexts.writing, backUp);
    return undefined;
  };

  if (!now) return null;
  const plan = now.plan;
  // What this page tells of the file itself is not told twice.
  const shown = failed ?? (told ? undefined : now.failed);
  return (
    <section class="stack" id="backups" data-part="backups" data-backups={plan ? (plan.stale ? 'stale' : 'on') : 'off'}>
      <div>
        <h2 class="title">{backupTexts.heading}</h2>
        <p class="second">{backupTexts.lead}</p>
      </div>
      {plan?.stale && <Note tone="warn" text={backupTexts.stale} article="master-password" />}
      {plan && !plan.stale ? (
        <Running
          plan={plan}
          busy={doing !== undefined}
          onChange={(patch) => void change(patch)}
          onNow={() => void work(backupTexts.writing, backUp)}
          onOff={() => void turnOff()}
        />
      ) : (
        <TurnOn start={plan ?? FIRST} busy={doing !== undefined} onFault={setFailed} onTurnOn={turnOn} />
      )}
      {doing !== undefined && <Progress label={doing} />}
      {failed === 'guarded' ? (
        <div class="stack close narrow">
          <Note tone="brass" text={fileTexts.guarded} />
          <AskMaster verb={backupTexts.now} onProofs={unguard} />
        </div>
      ) : (
        shown &&
        doing === undefined && (
          <div data-error={shown}>
            <Note tone="bad" article="backups" text={textOf(shown)} awaited={failed !== undefined} />
          </div>
        )
      )}
      {told && (
        <div class="stack close" data-backed-up={told.name}>
          <Note tone="good" text={told.text} awaited />
          <LeftOut titles={told.leftOut} />
        </div>
      )}
      {(plan || now.made.length > 0) && <Files made={now.made} />}
      {plan && <p class="small second">{backupTexts.elsewhere}</p>}
    </section>
  );
}

type Often = typeof FIRST;

const Timing = ({ value, onChange }: { readonly value: Often; readonly onChange: (patch: Partial<Often>) => void }) => (
  <div class="group">
    <Choice
      id="backup-days"
      name={backupTexts.often}
      hint={backupTexts.oftenHint}
      value={value.everyDays}
      values={DAYS}
      say={backupTexts.every}
      onChange={(everyDays) => onChange({ everyDays })}
    />
    <Choice
      id="backup-keep"
      name={backupTexts.keep}
      hint={backupTexts.keepHint}
      value={value.keep}
      values={KEPT}
      say={backupTexts.kept}
      onChange={(keep) => onChange({ keep })}
    />
  </div>
);

function TurnOn({
  start,
  busy,
  onFault,
  onTurnOn,
}: {
  readonly start: Often;
  readonly busy: boolean;
  readonly onFault: (fault: ChoiceFault) => void;
  readonly onTurnOn: (password: string, often: Often) => Promise<void>;
}) {
  const [often, setOften] = useState<Often>(start);
  const [chosen, setChosen] = useState(noPassword);
  const first = useRef<HTMLInputElement>(null);
  const [begun, setBegun] = useState(false);
  useEffect(() => first.current?.focus(), [begun]);
  const turnOn = () => {
    const fault = choiceFault(chosen);
    if (fault) onFault(fault);
    else if (!busy) void onTurnOn(chosen.password, often);
  };
  if (!begun)
    return (
      <div>
        <button type="button" class="btn plain" data-action="set-up-backups" onClick={() => setBegun(true)}>
          {backupTexts.setUp}
        </button>
      </div>
    );
  return (
    <form
      class="stack close"
      onSubmit={(event) => {
        event.preventDefault();
        turnOn();
      }}
    >
      <div class="stack close narrow">
        <NewPassword
          id="backup-password"
          firstRef={first}
          label={backupTexts.password}
          chosen={chosen}
          onChange={setChosen}
          busy={busy}
        />
        <p class="hint">{fileTexts.passwordHint}</p>
      </div>
      <Timing value={often} onChange={(patch) => setOften((now) => ({ ...now, ...patch }))} />
      <p class="hint">{backupTexts.turnOnHint}</p>
      <div>
        <button type="submit" class="btn plain" data-action="turn-on-backups" aria-disabled={busy}>
          {backupTexts.turnOn}
        </button>
      </div>
    </form>
  );
}

const Running = ({
  plan,
  busy,
  onChange,
  onNow,
  onOff,
}: {
  readonly plan: Often;
  readonly busy: boolean;
  readonly onChange: (patch: Partial<Often>) => void;
  readonly onNow: () => void;
  readonly onOff: () => void;
}) => (
  <>
    <Timing value={plan} onChange={onChange} />
    <div class="flex wrap">
      <button type="button" class="btn plain" data-action="back-up" aria-disabled={busy} onClick={onNow}>
        {backupTexts.now}
      </button>
      <a class="btn plain" href="#import">
        {backupTexts.restore}
      </a>
      <button type="button" class="btn" data-action="stop-backups" aria-disabled={busy} onClick={onOff}>
        {backupTexts.turnOff}
      </button>
    </div>
  </>
);

const Files = ({ made }: { readonly made: Backups['made'] }) => (
  <div>
    <h3 class="gh2">{backupTexts.files}</h3>
    {made.length === 0 ? (
      <p class="small second inline">{backupTexts.none}</p>
    ) : (
      <ul class="group">
        {made.map(({ name, ms, items }) => (
          <li class="line" key={name} data-made={name}>
            <span class="k">{backupTexts.file(ms, items)}</span>
            <span class="v">
              <bdi dir="ltr">{name}</bdi>
            </span>
          </li>
        ))}
      </ul>
    )}
  </div>
);
