// By which answers a site says that it did not let the user in. It knows the numbers and asks nobody.

const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 422, 429]);

/** Whether an answer with this status means that a sign-in failed, whatever the page shows. */
export const isRefusalStatus = (status: number): boolean => REFUSALS.has(status);
