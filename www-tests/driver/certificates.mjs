// A throw-away certificate authority for one run, made with openssl in a temporary folder.
// One key serves all hosts, so that a browser can be told to trust exactly that key and nothing else.
// It never touches a trust store of the system or of the user.

import { execFile } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DAYS = '3';

/**
 * @typedef {object} Certificates
 * @property {string} spki Base64 of the SHA-256 of the hosts' public key, for Chromium's list of excused keys.
 * @property {(host: string) => Promise<tls.SecureContext>} contextFor A TLS context for a host name or address.
 * @property {() => Promise<void>} remove Deletes the folder.
 */

/**
 * Makes the authority and the hosts' key.
 * @returns {Promise<Certificates>}
 */
export async function makeCertificates() {
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-ca-'));
  const at = (name) => path.join(dir, name);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', [
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.crt'),
    '-days',
    DAYS,
    '-subj',
    '/CN=Latchkey tests',
  ]);
  await run('openssl', [
    'genpkey',
    '-algorithm',
    'EC',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-out',
    at('hosts.key'),
  ]);
  const key = await readFile(at('hosts.key'), 'utf8');
  const ca = await readFile(at('ca.crt'), 'utf8');
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const spki = createHash('sha256').update(publicKey).digest('base64');

  /** @type {Map<string, Promise<tls.SecureContext>>} */
  const contexts = new Map();
  let serial = 1;
  const makeContext = async (host) => {
    const out = at(`${serial}.crt`);
    const name = /^[\d.]+$|:/.test(host) ? `IP:${host}` : `DNS:${host}`;
    serial += 1;
    await run('openssl', [
      'req',
      '-x509',
      '-CA',
      at('ca.crt'),
      '-CAkey',
      at('ca.key'),
      '-key',
      at('hosts.key'),
      '-out',
      out,
      '-days',
      DAYS,
      '-subj',
      '/CN=Latchkey test host',
      '-addext',
      `subjectAltName=${name}`,
      '-addext',
      'basicConstraints=critical,CA:FALSE',
      '-addext',
      'extendedKeyUsage=serverAuth',
    ]);
    return tls.createSecureContext({ key, cert: (await readFile(out, 'utf8')) + ca });
  };
  return {
    spki,
    contextFor(host) {
      const known = contexts.get(host);
      if (known !== undefined) return known;
      const made = makeContext(host);
      contexts.set(host, made);
      return made;
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
