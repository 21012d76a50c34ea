// Writes the large files that the tests of large imports bring in, made up from counters and from random bytes. It keeps
// no more than a few megabytes of one at a time.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';

const ROWS = 100_000;
const LONG_ROWS = 20_000;
/** So that 20,000 of them are 200 MB. */
const NOTE_CHARS = 9_900;
const ATTACHMENTS = 40;
const ATTACHMENT_BYTES = 5_000_000;

const note = (number) => `${number} `.padEnd(NOTE_CHARS, 'All work and no play makes a long note. ');

function* rows(count, noteOf) {
  yield 'name,url,username,password,note\n';
  for (let at = 0; at < count; at += 1) {
    yield `Site ${at},https://site-${at}.example/login,user-${at},pass-${at}-${(at * 7919) % 9973},"${noteOf(at)}"\n`;
  }
}

const login = (at) => ({
  id: `id-${at}`,
  type: 1,
  name: `Site ${at}`,
  notes: null,
  login: {
    uris: [{ match: null, uri: `https://site-${at}.example/` }],
    username: `user-${at}`,
    password: `pass-${at}`,
  },
});

function* bitwarden() {
  yield '{"encrypted":false,"folders":[],"items":[\n';
  for (let at = 0; at < LONG_ROWS; at += 1) {
    yield `${at === 0 ? '' : ',\n'}${JSON.stringify({ ...login(at), notes: note(at) })}`;
  }
  yield ']}';
}

/** An archive whose entries are stored as they are. */
function* zip(entries) {
  const central = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const named = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    central.push(Buffer.concat([entry, named]));
    yield head;
    yield named;
    yield bytes;
    offset += head.length + named.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield directory;
  yield end;
}

const numbers = Array.from({ length: ATTACHMENTS }, (_, at) => at);

function* bitwardenZip() {
  const items = numbers.map((at) => ({ ...login(at), attachments: [] }));
  yield ['data.json', Buffer.from(JSON.stringify({ encrypted: false, folders: [], items }))];
  for (const at of numbers) yield [`attachments/id-${at}/film.bin`, randomBytes(ATTACHMENT_BYTES)];
}

function* onepassword() {
  const items = numbers.map((at) => ({
    uuid: `u${at}`,
    categoryUuid: '006',
    details: { documentAttributes: { fileName: 'film.bin', documentId: `d${at}`, decryptedSize: ATTACHMENT_BYTES } },
    overview: { title: `Film ${at}` },
  }));
  const vaults = [{ attrs: { name: 'Private' }, items }];
  yield ['export.attributes', Buffer.from('{"version":3}')];
  yield ['export.data', Buffer.from(JSON.stringify({ accounts: [{ attrs: {}, vaults }] }))];
  for (const at of numbers) yield [`files/d${at}__film.bin`, randomBytes(ATTACHMENT_BYTES)];
}

const FILES = {
  'rows.csv': () => rows(ROWS, () => ''),
  'large.csv': () => rows(LONG_ROWS, note),
  'large.json': bitwarden,
  'large.zip': () => zip(bitwardenZip()),
  'large.1pux': () => zip(onepassword()),
};

/** Writes the large file of this name. @param {string} file → its path */
export async function write(file) {
  await mkdir(path.dirname(file), { recursive: true });
  const out = createWriteStream(file);
  for (const piece of FILES[path.basename(file)]()) {
    if (!out.write(piece)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}
