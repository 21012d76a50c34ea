// The section "Take out": the vault file, backups, the emergency sheet, files for other programs, and the raw records,
// which come first where the vault is damaged. It only puts the parts together.

import { useEffect, useState } from 'preact/hooks';
import { Note } from '../parts.js';
import { status } from '../popup/state.js';
import { BackupsPart } from './backups.js';
import { VaultFilePart } from './export-file.js';
import { OtherPart } from './export-other.js';
import { RawPart } from './export-raw.js';
import { exportTexts, fileTexts } from './export-texts.js';
import { onlyThese } from './many-bar.js';
import { SheetPart, SheetView } from './sheet.js';

export function ExportSection() {
  const [sheet, setSheet] = useState(false);
  const damaged = status.value?.alarm === 'damaged';
  // What was chosen for the file is chosen no more once this section is left, or the vault locks.
  useEffect(
    () => () => {
      onlyThese.value = undefined;
    },
    [],
  );
  if (sheet) return <SheetView onBack={() => setSheet(false)} />;
  return (
    <>
      <div>
        <h1 class="display">{exportTexts.heading}</h1>
        <p class="second">{exportTexts.lead}</p>
      </div>
      {damaged ? (
        <>
          <Note tone="bad" text={fileTexts.damaged} article="trouble" />
          <RawPart />
          <OtherPart />
        </>
      ) : (
        <>
          <VaultFilePart />
          {onlyThese.value === undefined && (
            <>
              <BackupsPart />
              <SheetPart onShow={() => setSheet(true)} />
              <OtherPart />
              <RawPart />
            </>
          )}
        </>
      )}
    </>
  );
}
