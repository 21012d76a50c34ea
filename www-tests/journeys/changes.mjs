// Changes of a vault's items, settings and files, as tests spoil or break them off in the midst, and what the vault holds
// before and after. Each change looks at the vault first and gives the act itself, so that only its own steps are counted.

import assert from 'node:assert/strict';
import { contentOf } from '../driver/vault.mjs';

/** What the vault holds, in a form that can be compared. */
export async function state(app) {
  const all = [...(await app.items()), ...(await app.items('trash'))];
  const settings = await app.desk.ask('own/settings');
  return JSON.stringify([
    all
      .map(({ id, title, password, trashedMs, damaged, attachments }) => [
        ...[id, title, password, trashedMs !== undefined, damaged],
        attachments?.map((file) => [file.id, file.name, Number(file.size)]),
      ])
      .sort(),
    settings.lockAfterMinutes,
  ]);
}

/** The changes of items and settings. */
export const CHANGES = {
  'a new login': async (app) => () => app.addItem({ title: `New ${Math.random()}`, password: 'new-Password-1' }),
  'an edit': async (app) => {
    const [{ id, revision, content }] = await app.items();
    const login = { ...content.login, password: `other-${Math.random()}` };
    const input = { base: { id, revision }, content: contentOf({ ...content, login }) };
    return () => app.desk.ask('own/put', { input });
  },
  'the way to the trash': async (app) => {
    const [{ id, revision }] = await app.items();
    return () => app.desk.ask('own/trash', { base: { id, revision }, trashed: true });
  },
  'a deletion': async (app) => {
    const [{ id, revision }] = await app.items();
    return () => app.desk.ask('own/delete', { bases: [{ id, revision }] });
  },
  settings: async (app) => {
    const { lockAfterMinutes } = await app.desk.ask('own/settings');
    return () => app.settings({ lockAfterMinutes: lockAfterMinutes === 30 ? 60 : 30 });
  },
};

/** The same for the files of items. */
export const FILE_CHANGES = {
  'a new file': async (app) => {
    const [item] = await app.items();
    return () => putFile(app, item);
  },
  'the removal of a file': async (app) => {
    if ((await app.items())[0].attachments.length === 0) await putFile(app, (await app.items())[0]);
    const [{ id, revision, attachments }] = await app.items();
    return () => app.desk.ask('own/file-detach', { base: { id, revision }, fileId: attachments[0].id });
  },
};

/** The size of a file of two chunks, the second of which is short. */
export const FILE_BYTES = 64 * 1024 + 17;

/** Puts a file into an item, as the vault page does: begun, sent in chunks, made the item's. */
export async function putFile(app, { id, revision }) {
  const { handle, chunks, chunkBytes } = await app.desk.ask('own/file-begin', { size: FILE_BYTES });
  for (let number = 0; number < chunks; number += 1) {
    const length = Math.min(chunkBytes, FILE_BYTES - number * chunkBytes);
    await app.desk.ask('own/file-put', { handle, number, data: new Uint8Array(length).fill(7) });
  }
  const file = { name: 'scan.pdf', mediaType: 'application/pdf' };
  await app.desk.ask('own/file-attach', { handle, base: { id, revision }, ...file });
}

/** Reads every file of every item whole: one that lacks a chunk throws, and so does a damaged item. */
export async function readFiles(app) {
  for (const { id, damaged, attachments } of await app.items()) {
    if (damaged !== undefined) throw Object.assign(new Error(`item ${id}`), { code: damaged });
    for (const file of attachments) {
      const { handle, chunks } = await app.desk.ask('own/file-open', { id, fileId: file.id });
      let bytes = 0;
      for (let number = 0; number < chunks; number += 1)
        bytes += (await app.desk.ask('own/file-read', { handle, number })).length;
      await app.desk.ask('own/file-drop', { handle });
      assert.equal(bytes, Number(file.size));
    }
  }
}

/** Chooses a vault file on the page for bringing in, and opens it with its password. */
export async function openFile(page, file, password) {
  await page.waitFor('#import-files');
  await page.choose('#import-files', [file]);
  await page.type('#restore-password', password);
  await page.click('[data-action="open-file"]');
}
