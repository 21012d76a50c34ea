// The handlers of the messages about settings: those of the vault, held against what the organisation has set, and those
// of this device, which the browser keeps beside the vault.

import type { Settings } from '../generated/core.js';
import type { Answer, Request } from '../messages.js';
import type { SettingsMessages } from '../settings-messages.js';
import { FIRST_STEPS } from '../settings-messages.js';
import { appearance, changeAppearance } from './appearance.js';
import { Failure } from './failure.js';
import { showIcon } from './icon.js';
import { noteMenuSites } from './menu.js';
import { policy, underPolicy } from './policy.js';
import { readNotes, writeNotes } from './storage.js';
import * as vault from './vault.js';

type Handlers = {
  [K in keyof SettingsMessages]: (request: Request<SettingsMessages, K>) => Promise<Answer<SettingsMessages, K>>;
};

export const settings: Handlers = {
  'own/settings': () => vault.use((open) => underPolicy(open.settings())),
  'own/put-settings': ({ patch }) =>
    vault.use(async (open) => {
      const wanted: Settings = { ...open.settings(), ...patch };
      const allowed = await underPolicy(wanted);
      if (Object.keys(patch).some((key) => wanted[key as keyof Settings] !== allowed[key as keyof Settings]))
        throw new Failure('forbidden');
      await vault.save(open, () => ({ change: open.putSettings(wanted, Date.now()) }));
      const { sites } = open.settings();
      await noteMenuSites(sites.filter(({ noMenu }) => noMenu).map(({ host }) => host));
      return underPolicy(open.settings());
    }),
  'own/policy': () => policy(),
  'own/appearance': async ({ change, dark }) => {
    if (typeof dark === 'boolean') void showIcon(dark).catch(() => undefined);
    return change === undefined ? appearance() : changeAppearance(change);
  },
  'own/first-run': async ({ step }) => {
    if (step !== undefined && !FIRST_STEPS.includes(step)) throw new Failure('invalid-input');
    if (step !== undefined) await writeNotes({ firstRun: step });
    const { firstRun } = await readNotes();
    return { step: FIRST_STEPS.find((known) => known === firstRun) ?? null };
  },
};
