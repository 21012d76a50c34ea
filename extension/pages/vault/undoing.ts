// How a work over many items ends, and how it is undone: in one change each. What undoes it waits here in the page, the
// records of before sealed as they were stored, and goes in pieces. It shows nothing.

import type { Reply } from '../../messages.js';
import type { Before, ImportUndo, Token } from '../../moving-messages.js';
import { own } from '../ask.js';

/** Most bytes of records in one message, but for the last of them. */
const MESSAGE_BYTES = 4_000_000;

/** Commits a work; gives what undoes it. */
export async function finish({ token }: Token, before: readonly Before[]): Promise<Reply<ImportUndo>> {
  const reply = await own('own/import-finish', { token });
  if (!reply.ok) return reply;
  const records = new Map(before.map(({ id, record }) => [id, record]));
  const merged = reply.value.flatMap((base) => {
    const record = records.get(base.id);
    return record === undefined ? [] : [{ base, record }];
  });
  return { ok: true, value: { added: reply.value.filter(({ id }) => !records.has(id)), merged } };
}

/** Undoes a work: what it added is deleted, and what it changed is as before. */
export async function takeBack({ added, merged }: ImportUndo): Promise<Reply<unknown>> {
  const begun = await own('own/import-begin', {});
  if (!begun.ok) return begun;
  const { token } = begun.value;
  for (let at = 0; at < merged.length; ) {
    const from = at;
    for (let bytes = 0; at < merged.length && bytes < MESSAGE_BYTES; at += 1) bytes += merged[at]?.record.length ?? 0;
    const reply = await own('own/import-revert', { token, merged: merged.slice(from, at) });
    if (!reply.ok) return reply;
  }
  return own('own/import-finish', { token, gone: added });
}
