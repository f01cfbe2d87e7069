import { i18n } from '#i18n';
import type { Settings } from '../../lib/settings/settings.ts';
import { formatNumber } from '../numbers.ts';
import { type Addressing, AddressLink, PLAIN_LIST } from './AddressLink.tsx';
import { DropArea } from './DropArea.tsx';
import { ModeChoice } from './MarksSection.tsx';
import { PrivacyText, type Samples } from './SettingsPage.tsx';

export interface WelcomePageProps {
  readonly addressing: Addressing;
  readonly settings: Settings;
  readonly samples: Samples;
  readonly samplesBusy: boolean;
  readonly hasAccess: boolean;
  readonly onSettings: (settings: Settings) => void;
  readonly onAllow: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onRemoveSamples: () => void;
  readonly onRestoreSamples: () => void;
}

/** What a mark looks like. */
function Example() {
  return (
    <figure class="welcome-example">
      <p>{i18n.t('library.welcome.example')}</p>
      <blockquote>
        {i18n.t('library.welcome.exampleBefore')}{' '}
        <span class="welcome-mark">{i18n.t('library.welcome.exampleTitle')}</span>{' '}
        {i18n.t('library.welcome.exampleAfter')}
      </blockquote>
      <figcaption class="page-hint">{i18n.t('library.welcome.exampleHint')}</figcaption>
    </figure>
  );
}

function SampleChoice(props: WelcomePageProps) {
  const { samples, samplesBusy } = props;
  return (
    <fieldset class="choices" disabled={samplesBusy}>
      <legend>{i18n.t('library.welcome.around')}</legend>
      <label class="choice">
        <input
          type="radio"
          name="samples"
          checked={samples.total > 0}
          onChange={props.onRestoreSamples}
        />
        {i18n.t('library.welcome.keep')}
        {samples.total > 0 && (
          <span class="choice-count numeric">{formatNumber(samples.total)}</span>
        )}
      </label>
      <label class="choice">
        <input
          type="radio"
          name="samples"
          checked={samples.total === 0}
          onChange={props.onRemoveSamples}
        />
        {i18n.t('library.welcome.remove')}
      </label>
    </fieldset>
  );
}

/** The one page after the installation: what it does, bringing papers, where marks appear, what stays private. */
export function WelcomePage(props: WelcomePageProps) {
  return (
    <div class="page welcome">
      <h1 class="welcome-title">{i18n.t('library.welcome.title')}</h1>
      <Example />
      <section class="settings-section" aria-labelledby="welcome-bring">
        <h2 class="section-title" id="welcome-bring">
          {i18n.t('library.welcome.bring')}
        </h2>
        <DropArea onFiles={props.onFiles} />
        <p>
          <AddressLink addressing={props.addressing} to={{ ...PLAIN_LIST, page: 'import' }}>
            {i18n.t('library.welcome.paste')}
          </AddressLink>
        </p>
      </section>
      <SampleChoice {...props} />
      {props.hasAccess ? (
        <ModeChoice settings={props.settings} onSettings={props.onSettings} />
      ) : (
        <p class="notice">
          <span>{i18n.t('library.settings.access')}</span>
          <button type="button" class="button primary" onClick={props.onAllow}>
            {i18n.t('library.settings.allow')}
          </button>
        </p>
      )}
      <details class="welcome-privacy">
        <summary>{i18n.t('library.welcome.privacy')}</summary>
        <PrivacyText />
      </details>
      <p class="page-actions">
        <AddressLink addressing={props.addressing} to={PLAIN_LIST} class="button primary">
          {i18n.t('library.welcome.start')}
        </AddressLink>
      </p>
    </div>
  );
}
