// An item inside the vault page: the popup's views of it, to read and to edit, by the same signals; here with its files.

import { EditView } from '../popup/edit.js';
import { ItemView } from '../popup/item.js';
import { view } from '../popup/state.js';
import { Files } from './files.js';

export function ItemPane() {
  const now = view.value;
  if (now.name === 'item') {
    return (
      <div class="pane">
        <ItemView key={now.row.id} {...now} Files={Files} />
      </div>
    );
  }
  if (now.name !== 'edit') return null;
  return (
    <div class="pane">
      <EditView key={now.start.kept?.key ?? now.start.item?.id ?? ''} start={now.start} />
    </div>
  );
}
