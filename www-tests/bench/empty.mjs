// What Latchkey is held against: an extension that does nothing.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes it, with the one page that the driver needs; → its folder. @param {string} at */
export async function emptyExtension(at) {
  const manifest = { manifest_version: 3, name: 'Nothing', version: '1', minimum_chrome_version: '148' };
  await mkdir(path.join(at, 'empty/pages'), { recursive: true });
  await writeFile(path.join(at, 'empty/manifest.json'), JSON.stringify(manifest));
  await writeFile(path.join(at, 'empty/pages/popup.html'), '<!doctype html><title>Nothing</title>');
  return path.join(at, 'empty');
}
