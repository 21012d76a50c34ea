// Reads every file that a folder's manifest.json names through the module that ships, and writes down what was found:
// node imports.mjs FOLDER RESULTS.json. It judges nothing.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from '../wasm/modules.mjs';

const [folder, results] = process.argv.slice(2);
const { importFiles } = await load('transfer');
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

/** An item in the words of the samples. */
function shown({ content, trashed, history, attachments, remarks }) {
  const login = content.login ?? { usernames: [], password: '', urls: [], otp: '', passkeys: [] };
  const missing = remarks.filter(({ kind }) => kind === 'file-missing');
  return {
    type: content.kind,
    title: content.title,
    username: login.usernames[0] ?? '',
    usernames: login.usernames,
    password: login.password,
    urls: login.urls.map(({ url }) => url),
    notes: content.notes,
    totp: login.otp,
    folder: content.folder,
    favorite: content.favourite,
    reprompt: content.guarded,
    tags: content.tags,
    fields: content.fields.map(({ name, value, kind }) => ({ name, value, hidden: kind === 'hidden' })),
    card: content.card && card(content.card),
    identity: content.identity && person(content.identity),
    passkeys: login.passkeys.map((key) => ({
      rpId: key.rpId,
      rpName: key.rpName,
      userName: key.userName,
      userDisplayName: key.userDisplayName,
      credentialId: base64url(key.credentialId),
      userHandle: base64url(key.userHandle),
      privateKey: base64url(key.privateKey),
    })),
    attachments: [
      ...attachments.map(({ name, bytes }) => ({
        name,
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
      ...missing.map(({ subject }) => ({ name: subject, missing: true })),
    ],
    history: history.map(({ password }) => ({ password })),
    trashed,
    archived: content.archived,
  };
}

const card = (card) => ({
  holder: card.name,
  number: card.number,
  exp: `${card.expiryYear}-${card.expiryMonth}`,
  cvv: card.securityCode,
  pin: card.pin,
  brand: card.brand,
});

function person(person) {
  const [address1 = '', address2 = ''] = person.streetAddress.split('\n');
  return {
    title: person.honorificPrefix,
    firstName: person.givenName,
    middleName: person.additionalName,
    lastName: person.familyName,
    fullName: [person.givenName, person.additionalName, person.familyName].filter(Boolean).join(' '),
    company: person.organization,
    email: person.email,
    phone: person.tel,
    address1,
    address2,
    city: person.city,
    state: person.region,
    zip: person.postalCode,
    country: person.country,
    ssn: person.nationalId,
    passport: person.passport,
    license: person.drivingLicence,
    username: person.username,
  };
}

/** What was left out or kept elsewhere, a line each. */
const told = (remarks) => remarks.map(({ kind, subject, line }) => [kind, subject, line].filter(Boolean).join(' '));

const found = {};
for (const { file, password, keyFile } of JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))) {
  const options = {
    columns: [],
    password: password ?? undefined,
    keyFile: keyFile ? new Uint8Array(await readFile(join(folder, keyFile))) : undefined,
  };
  try {
    const bytes = new Uint8Array(await readFile(join(folder, file)));
    const { items, remarks } = importFiles([{ name: file, bytes }], options);
    const all = [...remarks, ...items.flatMap((item) => item.remarks)];
    found[file] = { items: items.map(shown), skipped: told(all) };
  } catch (error) {
    found[file] = { error: error.fault ? JSON.stringify(error.fault) : String(error) };
  }
}
await writeFile(results, JSON.stringify(found));
const failed = Object.values(found).filter(({ error }) => error).length;
process.stdout.write(`${Object.keys(found).length} files read, ${failed} of them refused; written to ${results}.\n`);
