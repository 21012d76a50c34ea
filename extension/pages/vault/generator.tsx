// The section Generator: the popup's own, for whoever is in the vault page already.

import { GeneratorView } from '../popup/generator.js';

export const GeneratorSection = () => (
  <div class="section">
    <div class="pane">
      <GeneratorView
        onBack={() => {
          location.hash = '#items';
        }}
      />
    </div>
  </div>
);
