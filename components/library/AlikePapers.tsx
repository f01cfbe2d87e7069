import { i18n } from '#i18n';
import type { AlikePaper } from '../../lib/messages/protocol.ts';
import { type Addressing, AddressLink } from './AddressLink.tsx';

/** Papers of the user's own that are about the same, each with the words that say so. */
export function AlikePapers(props: {
  readonly addressing: Addressing;
  readonly alike: readonly AlikePaper[];
}) {
  if (props.alike.length === 0) return null;
  return (
    <section class="detail-section">
      <h3 class="detail-heading">{i18n.t('library.detail.alike')}</h3>
      <ul class="detail-alike">
        {props.alike.map(({ paper, shared }) => (
          <li key={paper.id}>
            <AddressLink addressing={props.addressing} to={{ paper: paper.id }}>
              <bdi dir="auto">{paper.title}</bdi>
            </AddressLink>
            {shared.length > 0 && (
              <p class="detail-shared">
                <bdi dir="auto">{i18n.t('library.detail.shared', [shared.join(' · ')])}</bdi>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
