// Which tab a popup acts for, and how much it asks for at first. It keeps nothing.

/** More than a popup shows; what is beyond is asked for when it is near. */
export const FIRST_ROWS = 24;

/** Whether the address names the tab. */
export const namesTab = (): boolean => new URLSearchParams(location.search).has('tab');

/** The tab that it acts for: the one named by `?tab=`, else the active tab of this window. */
export async function findTab(): Promise<number | undefined> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null) return /^\d{1,15}$/.test(named) ? Number(named) : undefined;
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id;
}
