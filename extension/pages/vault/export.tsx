// The section "Take out": the vault file, backups, files for other programs, and the raw records, which come first where the
// vault is damaged. It only puts the parts together.

import { Note } from '../parts.js';
import { status } from '../popup/state.js';
import { BackupsPart } from './backups.js';
import { VaultFilePart } from './export-file.js';
import { OtherPart } from './export-other.js';
import { RawPart } from './export-raw.js';
import { exportTexts, fileTexts } from './export-texts.js';

export function ExportSection() {
  const damaged = status.value?.alarm === 'damaged';
  return (
    <>
      <div>
        <h1 class="display">{exportTexts.heading}</h1>
        <p class="second">{exportTexts.lead}</p>
      </div>
      {damaged ? (
        <>
          <Note tone="bad" text={fileTexts.damaged} />
          <RawPart />
          <OtherPart />
        </>
      ) : (
        <>
          <VaultFilePart />
          <BackupsPart />
          <OtherPart />
          <RawPart />
        </>
      )}
    </>
  );
}
