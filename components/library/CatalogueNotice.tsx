import { i18n } from '#i18n';
import type { CatalogueState } from '../../lib/catalogue/catalogue.ts';
import { formatNumber } from '../numbers.ts';
import { EmptyState, ErrorState } from '../State.tsx';

export interface CatalogueNoticeProps {
  readonly state: Extract<CatalogueState, { kind: 'emptied' | 'broken' }>;
  readonly onStart: (withStarter: boolean) => void;
  readonly onImport: () => void;
  readonly onRetry: () => void;
}

/** Takes the place of the list when there is no catalogue to show: it is gone, or could not be opened. */
export function CatalogueNotice(props: CatalogueNoticeProps) {
  const { state } = props;
  if (state.kind === 'broken')
    return (
      <ErrorState
        text={i18n.t('errors.library')}
        actions={[{ label: i18n.t('errors.retry'), onAct: props.onRetry }]}
        detail={state.message}
      />
    );
  return (
    <EmptyState
      title={i18n.t('library.emptied.title', state.remembered, [formatNumber(state.remembered)])}
      text={i18n.t('library.emptied.text')}
      actions={[
        { label: i18n.t('library.emptied.withStarter'), onAct: () => props.onStart(true) },
        { label: i18n.t('library.emptied.empty'), onAct: () => props.onStart(false) },
        { label: i18n.t('library.emptied.import'), onAct: props.onImport },
      ]}
    />
  );
}
