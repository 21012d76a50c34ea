// The one place where a page of ours starts a worker. Under Trusted Types (docs/threat-model.md, the CSP) an address may
// become a script only through a policy, and the manifest allows this one alone: it knows two addresses and no other.

const NAMES = ['kdf-worker', 'transfer-worker'] as const;

/** What TypeScript's own library does not yet declare. */
interface Policies {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (name: string) => string },
  ) => { readonly createScriptURL: (name: string) => string };
}

const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;

const addressOf = (name: string): string => {
  if (!NAMES.some((each) => each === name)) throw new Error('unknown-worker');
  return browser.runtime.getURL(`pages/${name}.js`);
};
// A browser that knows no Trusted Types takes the address itself.
const policy = policies?.createPolicy('latchkey', { createScriptURL: addressOf }) ?? { createScriptURL: addressOf };

/** Starts one of our workers. */
export const startWorker = (name: (typeof NAMES)[number]): Worker =>
  new Worker(policy.createScriptURL(name), { type: 'module' });
