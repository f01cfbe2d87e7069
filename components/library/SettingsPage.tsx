import { i18n } from '#i18n';
import type { Correction } from '../../lib/catalogue/catalogue.ts';
import type { TagCount } from '../../lib/paper/paper.ts';
import type { Settings, SiteLevel } from '../../lib/settings/settings.ts';
import { formatNumber } from '../numbers.ts';
import { KeysSection } from './KeysSection.tsx';
import { MarksSection } from './MarksSection.tsx';
import { Section } from './Section.tsx';
import { SitesSection } from './SitesSection.tsx';

interface ListedCorrection {
  readonly correction: Correction;
  /** Of the paper; empty when that is gone. */
  readonly title: string;
}

export interface Samples {
  readonly total: number;
  /** Those that leave when the samples are removed. */
  readonly untouched: number;
}

export interface SettingsPageProps {
  readonly settings: Settings;
  readonly tags: readonly TagCount[];
  readonly corrections: readonly ListedCorrection[];
  readonly samples: Samples;
  readonly samplesBusy: boolean;
  readonly version: string;
  /** Where the browser lets its extension shortcuts be changed. */
  readonly shortcutAddress: string;
  /** False: the browser withholds the pages of the web. */
  readonly hasAccess: boolean;
  readonly onSettings: (settings: Settings) => void;
  readonly onSiteLevel: (site: string, level: SiteLevel) => void;
  readonly onAllow: () => void;
  readonly onWithdraw: (correction: Correction) => void;
  readonly onRemoveSamples: () => void;
  readonly onRestoreSamples: () => void;
}

function describeCorrection(correction: Correction): string {
  return correction.kind === 'not-here'
    ? i18n.t('library.settings.notHere', [correction.site])
    : i18n.t('library.settings.neverByTitle');
}

function CorrectionsSection({ corrections, onWithdraw }: SettingsPageProps) {
  return (
    <Section id="settings-corrections" title={i18n.t('library.settings.corrections')}>
      <p class="page-hint">{i18n.t('library.settings.correctionsHint')}</p>
      {corrections.length === 0 && <p>{i18n.t('library.settings.noCorrections')}</p>}
      <ul class="settings-list">
        {corrections.map(({ correction, title }) => (
          <li
            key={`${correction.kind}:${correction.paperId}:${'site' in correction ? correction.site : ''}`}
          >
            <span class="settings-what">
              <bdi dir="auto">{title}</bdi>
              <span class="page-hint">{describeCorrection(correction)}</span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={i18n.t('library.settings.withdrawFor', [
                title,
                describeCorrection(correction),
              ])}
              onClick={() => onWithdraw(correction)}
            >
              {i18n.t('library.settings.withdraw')}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SamplesSection(props: SettingsPageProps) {
  const { total, untouched } = props.samples;
  const handled = total - untouched;
  return (
    <Section id="settings-samples" title={i18n.t('library.settings.samples')}>
      <p class="numeric">
        {i18n.t('library.settings.samplesText', total, [formatNumber(total)])}{' '}
        {handled > 0 && i18n.t('library.settings.samplesHandled', handled, [formatNumber(handled)])}
      </p>
      <p class="page-actions">
        {untouched > 0 && (
          <button
            type="button"
            class="button framed"
            disabled={props.samplesBusy}
            onClick={props.onRemoveSamples}
          >
            {i18n.t('library.settings.samplesRemove', untouched, [formatNumber(untouched)])}
          </button>
        )}
        {untouched === 0 && (
          <button
            type="button"
            class="button framed"
            disabled={props.samplesBusy}
            onClick={props.onRestoreSamples}
          >
            {i18n.t('library.settings.samplesRestore')}
          </button>
        )}
      </p>
    </Section>
  );
}

/** What Manicule keeps from whom, in four sentences. */
export function PrivacyText() {
  return (
    <>
      <p>{i18n.t('library.settings.privacyStays')}</p>
      <p>{i18n.t('library.settings.privacyPage')}</p>
      <p>{i18n.t('library.settings.privacyPrivate')}</p>
    </>
  );
}

/** All settings on one page. */
export function SettingsPage(props: SettingsPageProps) {
  return (
    <div class="page settings">
      <h1 class="page-title">{i18n.t('library.settings.title')}</h1>
      {!props.hasAccess && (
        <p class="notice">
          <span>{i18n.t('library.settings.access')}</span>
          <button type="button" class="button primary" onClick={props.onAllow}>
            {i18n.t('library.settings.allow')}
          </button>
        </p>
      )}
      <MarksSection {...props} />
      <SitesSection {...props} />
      <CorrectionsSection {...props} />
      <SamplesSection {...props} />
      <KeysSection {...props} />
      <Section id="settings-privacy" title={i18n.t('library.settings.privacy')}>
        <PrivacyText />
      </Section>
      <Section id="settings-about" title={i18n.t('library.settings.about')}>
        <p>{i18n.t('library.settings.aboutText')}</p>
        <p class="page-hint numeric">{i18n.t('library.settings.version', [props.version])}</p>
      </Section>
    </div>
  );
}
