// Looks for bytes and strings in the memory of our pages and of the background, as a debugger sees it: every string in
// the heap, every ArrayBuffer, every WebAssembly.Memory; and counts how much of it there is. Chromium only: Firefox has no
// protocol that reads a heap. What is looked for goes there in disguise, so that the search does not find itself.

/** Every byte of what is looked for is told with this added to it. */
const DISGUISE = 0x5a;

/** @typedef {{ name: string, text?: string, bytes?: Uint8Array }} Needle A text is looked for in all its encodings. */

/**
 * Runs there, on the list of buffers and memories: the places in the list of needles of those that are in any of them.
 * Free of strings of its own: it is handed over as a function.
 */
function searchBuffers(needles, added) {
  const found = [];
  for (const each of this) {
    const bytes = new Uint8Array(each instanceof WebAssembly.Memory ? each.buffer : each);
    for (let place = 0; place < needles.length; place += 1) {
      const needle = needles[place];
      const last = bytes.length - needle.length;
      const first = (needle[0] - added) & 255;
      for (let at = bytes.indexOf(first); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
        let length = 1;
        while (length < needle.length && bytes[at + length] === ((needle[length] - added) & 255)) length += 1;
        if (length === needle.length) {
          found.push(place);
          break;
        }
      }
    }
  }
  return found;
}

const asUtf16 = (text) => Uint8Array.from([...text].flatMap((each) => [each.charCodeAt(0), 0]));
const disguised = (bytes) => [...bytes].map((byte) => (byte + DISGUISE) & 255);

/** Every form of the needles that can be in a buffer. @param {Needle[]} needles */
const formsOf = (needles) =>
  needles.flatMap(({ name, text, bytes }) =>
    text === undefined
      ? [{ name, form: disguised(bytes) }]
      : [
          { name, form: disguised(new TextEncoder().encode(text)) },
          { name, form: disguised(asUtf16(text)) },
        ],
  );

/** Which needles lie in buffers of one world. */
async function inBuffers(session, needles) {
  const forms = formsOf(needles);
  const found = new Set();
  for (const expression of ['ArrayBuffer.prototype', 'WebAssembly.Memory.prototype']) {
    const { result } = await session.send('Runtime.evaluate', { expression });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
    const answer = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: searchBuffers.toString(),
      arguments: [{ value: forms.map(({ form }) => form) }, { value: DISGUISE }],
      returnByValue: true,
    });
    if (answer.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.exception?.description);
    for (const place of answer.result.value)
      found.add(`${forms[place].name} in ${expression.replace('.prototype', '')}`);
  }
  return found;
}

/** Which texts are strings of the heap, whatever the engine's own form for them. */
async function inStrings(session, needles) {
  const chunks = [];
  const gather = ({ chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', gather);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', gather);
  const { strings } = JSON.parse(chunks.join(''));
  return needles
    .filter(({ text }) => text !== undefined && strings.some((each) => each.includes(text)))
    .map(({ name }) => `${name} in a string`);
}

/** @param {Needle[]} needles @returns {Promise<string[]>} What was found and where, after a collection of garbage. */
async function search(session, needles) {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const found = [...(await inBuffers(session, needles)), ...(await inStrings(session, needles))];
  await session.send('HeapProfiler.disable');
  return found.sort();
}

/** What of the needles is in a page of ours. @param {import('./page.mjs').Page} page @param {Needle[]} needles */
export async function searchPage(page, needles) {
  const session = await page.raw.createCDPSession();
  try {
    return await search(session, needles);
  } finally {
    await session.detach();
  }
}

/** What of the needles is in the background. @param {import('./index.mjs').App} app @param {Needle[]} needles */
export const searchBackground = (app, needles) =>
  app.engine.withWorker(app.desk, (session) => search(session, needles));

/** Runs there, on the list of memories: the bytes of all of them. */
function sumOfMemories() {
  return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

/** How much one world holds after a collection of garbage: its heap, its buffers, its wasm memories. */
async function usage(session) {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.disable');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  const { result } = await session.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const sum = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: sumOfMemories.toString(),
    returnByValue: true,
  });
  return { heap_bytes: usedSize, buffers_bytes: backingStorageSize, wasm_bytes: sum.result.value };
}

/** How much memory a page of ours holds. @param {import('./page.mjs').Page} page */
export async function usageOfPage(page) {
  const session = await page.raw.createCDPSession();
  try {
    return await usage(session);
  } finally {
    await session.detach();
  }
}

/** How much memory the background holds. @param {import('./index.mjs').App} app */
export const usageOfBackground = (app) => app.engine.withWorker(app.desk, usage);
