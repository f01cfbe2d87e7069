import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { KeyLine } from '../KeySheet.tsx';
import { libraryKeys, pageKeys } from './library-keys.ts';
import { Section } from './Section.tsx';

function KeyTable({
  lines,
  title,
}: {
  readonly lines: readonly KeyLine[];
  readonly title: string;
}) {
  return (
    <table class="table key-table" aria-label={title}>
      <tbody>
        {lines.map(({ keys, does }) => (
          <tr key={does}>
            <th scope="row">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The keys, and where the browser lets them be changed: a page that only the user may open. */
export function KeysSection({ shortcutAddress }: { readonly shortcutAddress: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Section id="settings-keys" title={i18n.t('library.settings.keys')}>
      <KeyTable lines={pageKeys()} title={i18n.t('library.settings.keys')} />
      <p class="page-hint">{i18n.t('library.settings.keysHint')}</p>
      <p class="page-actions">
        <code class="address">{shortcutAddress}</code>
        <button
          type="button"
          class="button framed"
          onClick={() =>
            navigator.clipboard.writeText(shortcutAddress).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {copied ? i18n.t('library.settings.copied') : i18n.t('library.settings.copyAddress')}
        </button>
      </p>
      <h3 class="settings-heading">{i18n.t('library.settings.keysHere')}</h3>
      <KeyTable lines={libraryKeys()} title={i18n.t('library.settings.keysHere')} />
    </Section>
  );
}
