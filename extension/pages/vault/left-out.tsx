// Names what could not go into a file that was written.

import { Note } from '../parts.js';
import { exportTexts } from './export-texts.js';

/** Titles of what is not in a file that was written. */
export function LeftOut({
  titles,
  text = exportTexts.leftOut(titles),
}: {
  readonly titles: readonly string[];
  readonly text?: string;
}) {
  const shown = titles.slice(0, 20);
  if (titles.length === 0) return null;
  return (
    <div data-left-out={titles.length}>
      <Note tone="warn" text={text}>
        <ul>
          {shown.map((title, at) => (
            <li key={`${at} ${title}`}>
              <bdi>{title}</bdi>
            </li>
          ))}
          {titles.length > shown.length && <li>{exportTexts.more(titles.length - shown.length)}</li>}
        </ul>
      </Note>
    </div>
  );
}
