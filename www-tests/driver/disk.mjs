// What whoever can read and write the disk does to a vault, or a bad disk does by itself: its records are copied, put
// back, changed, swapped and lost, from a page of ours. It understands none of them.

/** @typedef {import('./index.mjs').App} App */

/**
 * Runs in the page: opens the database, if there is one, and does one thing with its records.
 * @param {string} what
 * @param {any[]} given
 */
async function RECORDS(what, ...given) {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const [found] = await indexedDB.databases();
  if (found === undefined) return [];
  const database = await done(indexedDB.open(found.name));
  const store = database.transaction('records', 'readwrite').objectStore('records');
  const acts = {
    keys: () => done(store.getAllKeys()),
    read: async () => {
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      return keys.map((key, index) => [key, [...new Uint8Array(values[index])]]);
    },
    replace: async (records) => {
      await done(store.clear());
      for (const [key, bytes] of records) await done(store.put(Uint8Array.from(bytes), key));
    },
    change: async (key, at, by) => {
      const bytes = new Uint8Array(await done(store.get(key)));
      bytes[at < 0 ? bytes.length + at : at] += by;
      await done(store.put(bytes, key));
    },
    swap: async (one, other) => {
      const values = await Promise.all([done(store.get(one)), done(store.get(other))]);
      await done(store.put(values[1], one));
      await done(store.put(values[0], other));
    },
    lose: (key) => done(key === undefined ? store.clear() : store.delete(key)),
  };
  const result = await acts[what](...given);
  database.close();
  return result ?? null;
}

const act = (app, what, ...given) => app.desk.page.evaluate(RECORDS, what, ...given);

/** All records, by their keys. @param {App} app @returns {Promise<[string, number[]][]>} */
export const copyOf = (app) => act(app, 'read');

/** The keys of all records that begin so. @param {App} app @param {string} begin @returns {Promise<string[]>} */
export const keysOf = async (app, begin) => (await act(app, 'keys')).filter((key) => key.startsWith(begin));

/** Adds to one byte of a record, counted from the end if negative. @param {App} app @param {string} key */
export const damage = (app, key, at = -1, by = 1) => act(app, 'change', key, at, by);

/** Exchanges two records. @param {App} app @param {string} one @param {string} other */
export const swap = (app, one, other) => act(app, 'swap', one, other);

/** Takes a record away, or all. @param {App} app @param {string} [key] */
export const lose = (app, key) => act(app, 'lose', ...(key === undefined ? [] : [key]));

/** These records and no others. @param {App} app @param {[string, number[]][]} records */
export async function putBack(app, records) {
  await app.killWorker();
  await act(app, 'replace', records);
}

/** One record. @param {App} app @param {string} key */
export const recordOf = async (app, key) => new Map(await copyOf(app)).get(key);

/** One record in the place of the one that is there. @param {App} app @param {string} key @param {number[]} bytes */
export async function putRecord(app, key, bytes) {
  await putBack(app, [...new Map(await copyOf(app)).set(key, bytes)]);
}
