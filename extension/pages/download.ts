// Hands a file that was made here to the browser's downloads. Nothing is sent anywhere.

/** How long the browser may take to begin with the file. */
const KEPT_MS = 60_000;

/** A name that sorts by the day and minute it was made in. */
export function datedName(what: string, ending: string): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${what}-${day}-${two(now.getHours())}${two(now.getMinutes())}.${ending}`;
}

/** Saves bytes under a name. */
export function download(name: string, parts: readonly Uint8Array<ArrayBuffer>[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
