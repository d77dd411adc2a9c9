import { browser } from '@/utils/platform/browser';
import { useT } from '@/utils/ui/use-t';

/** Names and licences of what is inside: proper names, the same in every language. */
const INSIDE: [name: string, licence: string][] = [
  ['age-encryption', 'BSD-3-Clause'], ['client-zip', 'MIT'], ['Dexie.js', 'Apache-2.0'], ['i18next', 'MIT'], ['@noble/hashes', 'MIT'], ['Preact', 'MIT'],
  ['TanStack Virtual', 'MIT'], ['webextension-polyfill', 'MPL-2.0'], ['zip.js', 'BSD-3-Clause'], ['Zod', 'MIT'], ['EFF large word list', 'CC-BY-3.0'],
];

export function About() {
  const t = useT();
  return (
    <section class="block">
      <h2>{t('settings:aboutTitle')}</h2>
      <p data-testid="version">{t('settings:version', { version: browser.runtime.getManifest().version })}</p>
      <p>{t('settings:aboutNetwork')}</p>
      <p>{t('settings:licence')}</p>
      <details>
        <summary>{t('settings:inside')}</summary>
        <ul class="files" role="list">{INSIDE.map(([name, licence]) => <li key={name}><span>{name}</span> <span class="hint">{licence}</span></li>)}</ul>
      </details>
    </section>
  );
}
