// Why a setting was not read or changed, above the rows that show what holds. It only shows.

import { errorTexts } from '../error-texts.js';
import { Note } from '../parts.js';
import { failed } from './settings-state.js';
import { sectionTexts } from './settings-texts.js';

export function SettingsFailure() {
  const code = failed.value;
  if (!code) return null;
  return (
    <div class="stuck" data-error={code}>
      {code === 'not-opened' ? (
        <Note tone="warn" text={sectionTexts.notOpened} article="settings" awaited />
      ) : (
        <Note tone="bad" text={errorTexts[code]} awaited />
      )}
    </div>
  );
}
