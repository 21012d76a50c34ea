// Passkeys and security keys: makes one for this vault and asks it again, by WebAuthn's PRF extension.
// The relying party is this extension's own address, so no web page can ask for the same secret. The user is always
// verified by PIN, finger or face. It keeps nothing; the 32 bytes that a key gives go to whoever asked.
// Source: Web Authentication level 3, sections 5 and 10.1.4.

import type { NewFactor, PrfParams } from '../generated/core.js';
import { say } from './say.js';
import { isHere } from './ways.js';

/** What can go wrong with a key. */
export type KeyFailure = 'key-refused' | 'key-known' | 'key-unfit' | 'key-elsewhere';
type Made<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: KeyFailure };

/** Firefox refuses the address of an extension's page as a relying party (seen in 153), and no other would be ours. */
export const keysAreServed = location.protocol === 'chrome-extension:' && 'PublicKeyCredential' in globalThis;

const TIMEOUT_MS = 120_000;
const random = () => crypto.getRandomValues(new Uint8Array(32));
/** Ed25519, ECDSA with P-256, RSA: the signature is not looked at, only the secret beside it. */
const ALGORITHMS = [-8, -7, -257];

/** Such as "Google Chrome". */
function browserName(): string {
  const { userAgentData } = navigator as {
    readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] };
  };
  const brands = userAgentData?.brands.map(({ brand }) => brand) ?? [];
  return brands.find((brand) => !/chromium|not.?a.?brand/i.test(brand)) ?? 'Chromium';
}

const asIs = ({ credentialId }: PrfParams): PublicKeyCredentialDescriptor => ({
  type: 'public-key',
  id: Uint8Array.from(credentialId),
});

/** Makes a credential that opens nothing yet. One that is known already is not made twice. */
export async function makeKey(known: readonly PrfParams[]): Promise<Made<NewFactor>> {
  const salt = random();
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: random(),
    rp: { id: location.host, name: 'Latchkey' },
    user: { id: random(), name: say('key_name'), displayName: say('key_name') },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: known.filter(isHere).map(asIs),
    attestation: 'none',
    timeout: TIMEOUT_MS,
    extensions: { prf: { eval: { first: salt } } },
  };
  const made = await heard(navigator.credentials.create({ publicKey }));
  if (!made.ok) return made;
  const params = { rpId: location.host, credentialId: new Uint8Array(made.value.rawId), salt, browser: browserName() };
  const { prf } = made.value.getClientExtensionResults();
  // Many keys give the secret only when they are asked again.
  if (prf?.results !== undefined) return gave(params, prf.results.first);
  return prf?.enabled === true ? askKey([params]) : { ok: false, code: 'key-unfit' };
}

/** Asks for one of these keys, whichever is at hand. */
export async function askKey(keys: readonly PrfParams[]): Promise<Made<NewFactor>> {
  const here = keysAreServed ? keys.filter(isHere) : [];
  if (here.length === 0) return { ok: false, code: 'key-elsewhere' };
  const salts = here.map(({ credentialId, salt }) => [base64url(credentialId), { first: Uint8Array.from(salt) }]);
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: random(),
    rpId: location.host,
    allowCredentials: here.map(asIs),
    userVerification: 'required',
    timeout: TIMEOUT_MS,
    extensions: { prf: { evalByCredential: Object.fromEntries(salts) } },
  };
  const got = await heard(navigator.credentials.get({ publicKey }));
  if (!got.ok) return got;
  const key = here.find(({ credentialId }) => base64url(credentialId) === got.value.id);
  const first = got.value.getClientExtensionResults().prf?.results?.first;
  return key === undefined ? { ok: false, code: 'key-unfit' } : gave(key, first);
}

async function heard(asked: Promise<Credential | null>): Promise<Made<PublicKeyCredential>> {
  try {
    const credential = await asked;
    if (credential instanceof PublicKeyCredential) return { ok: true, value: credential };
    return { ok: false, code: 'key-refused' };
  } catch (thrown) {
    const known = thrown instanceof DOMException && thrown.name === 'InvalidStateError';
    return { ok: false, code: known ? 'key-known' : 'key-refused' };
  }
}

function gave(prf: PrfParams, first: BufferSource | undefined): Made<NewFactor> {
  if (!(first instanceof ArrayBuffer) || first.byteLength !== 32) return { ok: false, code: 'key-unfit' };
  return { ok: true, value: { info: { kind: 'prf', kdf: undefined, prf }, output: new Uint8Array(first) } };
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
