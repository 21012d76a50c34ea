// What whoever can read and write the disk does to a vault: its records are copied and put back, from a page of ours.
// It understands none of them.

/** @typedef {import('./index.mjs').App} App */

/**
 * Runs in the page: opens the database and does one thing with its records.
 * @param {'read' | 'write'} what
 * @param {[string, number[]][] | undefined} records
 */
async function RECORDS(what, records) {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open('latchkey'));
  const store = database.transaction('records', 'readwrite').objectStore('records');
  if (what === 'write') {
    await done(store.clear());
    for (const [key, bytes] of records) await done(store.put(Uint8Array.from(bytes), key));
  }
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  database.close();
  return keys.map((key, index) => [key, [...new Uint8Array(values[index])]]);
}

/** All records, by their keys. @param {App} app @returns {Promise<[string, number[]][]>} */
export const copyOf = (app) => app.desk.page.evaluate(RECORDS, 'read', undefined);

/** These records and no others. @param {App} app @param {[string, number[]][]} records */
export async function putBack(app, records) {
  await app.killWorker();
  await app.desk.page.evaluate(RECORDS, 'write', records);
}

/** One record. @param {App} app @param {string} key */
export const recordOf = async (app, key) => new Map(await copyOf(app)).get(key);

/** One record in the place of the one that is there. @param {App} app @param {string} key @param {number[]} bytes */
export async function putRecord(app, key, bytes) {
  await putBack(app, [...new Map(await copyOf(app)).set(key, bytes)]);
}
