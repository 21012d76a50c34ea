// What an organisation has set, as sentences. The background enforces it; here it is only told.

import type { Policy } from '../../settings-messages.js';
import { policy } from './settings-state.js';
import { policyTexts } from './settings-texts.js';

/** What holds, in the order of the settings. */
function sentences(set: Policy): readonly string[] {
  const said: (string | false)[] = [
    set.lockAfterMinutesMax !== undefined && policyTexts.lockAfterMinutesMax(set.lockAfterMinutesMax),
    set.lockWithSystem && policyTexts.lockWithSystem,
    set.lockWithLastWindow && policyTexts.lockWithLastWindow,
    set.clearClipboardSecondsMax !== undefined && policyTexts.clearClipboardSecondsMax(set.clearClipboardSecondsMax),
    set.noOffers && policyTexts.noOffers,
    set.neverSave.length > 0 && policyTexts.neverSave(set.neverSave.length),
    set.noMenu && policyTexts.noMenu,
    set.noExposedLookup && policyTexts.noExposedLookup,
    set.noPlainExport && policyTexts.noPlainExport,
  ];
  return said.filter((sentence) => sentence !== false);
}

export function OrganisationRules() {
  const set = policy.value;
  if (set === undefined) return <p class="small second">{policyTexts.none}</p>;
  return (
    <>
      <p class="small">{policyTexts.by(set.organisation)}</p>
      <ul class="said small" data-policy>
        {sentences(set).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {set.unread > 0 && (
        <p class="small warn" data-unread={set.unread}>
          {policyTexts.unread(set.unread)}
        </p>
      )}
    </>
  );
}
