import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Settings, SiteLevel } from '../../lib/settings/settings.ts';
import { Section } from './Section.tsx';

const LEVELS = ['titles-and-links', 'links-only', 'off'] as const satisfies readonly SiteLevel[];

const LEVEL_WORDS = {
  'titles-and-links': () => i18n.t('library.settings.levelTitles'),
  'links-only': () => i18n.t('library.settings.levelLinks'),
  off: () => i18n.t('library.settings.levelOff'),
} as const satisfies Record<SiteLevel, () => string>;

interface SitesProps {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly onSiteLevel: (site: string, level: SiteLevel) => void;
}

/**
 * The host name in what was typed: a name, any address of the site, or a pattern such as
 * "*.example.org", which a name stands for anyway. Ports are left out: a site is all its ports.
 * Null: there is none. A lone word is one only as "localhost" or with a scheme or a port.
 */
export function readSiteName(typed: string): string | null {
  const text = typed.trim().replace(/^\*:\/\//, 'http://');
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const address = (hasScheme ? text : `http://${text}`).replace(/:\/\/\*\./, '://');
  if (!URL.canParse(address)) return null;
  const { hostname, port } = new URL(address);
  if (!/^[^.\s%*]+(\.[^.\s%*]+)*$/.test(hostname)) return null;
  const isName = hostname.includes('.') || hostname === 'localhost' || hasScheme || port !== '';
  return isName ? hostname : null;
}

function AddSite(props: { readonly label: string; readonly onAdd: (site: string) => void }) {
  const [typed, setTyped] = useState('');
  const [invalid, setInvalid] = useState(false);
  const id = useId();
  return (
    <form
      class="add-site"
      onSubmit={(event) => {
        event.preventDefault();
        const site = readSiteName(typed);
        setInvalid(site === null);
        if (site === null) return;
        props.onAdd(site);
        setTyped('');
      }}
    >
      <input
        class="field"
        type="text"
        inputMode="url"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="ltr"
        aria-label={props.label}
        placeholder={i18n.t('library.settings.sitePlaceholder')}
        aria-invalid={invalid}
        aria-describedby={id}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setInvalid(false);
        }}
      />
      <button type="submit" class="button framed">
        {i18n.t('library.settings.add')}
      </button>
      <span id={id} class="field-error" role="status">
        {invalid && i18n.t('library.settings.siteInvalid')}
      </span>
    </form>
  );
}

function ChosenSites({ settings, onSettings }: SitesProps) {
  const { chosenSites } = settings;
  const set = (sites: readonly string[]) => onSettings({ ...settings, chosenSites: sites });
  return (
    <>
      <h3 class="settings-heading">{i18n.t('library.settings.chosenSites')}</h3>
      {settings.mode !== 'chosen' && (
        <p class="page-hint">{i18n.t('library.settings.chosenSitesOff')}</p>
      )}
      {chosenSites.length === 0 && <p>{i18n.t('library.settings.noSites')}</p>}
      <ul class="settings-list">
        {chosenSites.map((site) => (
          <li key={site}>
            <bdi dir="ltr" class="settings-what">
              {site}
            </bdi>
            <button
              type="button"
              class="button"
              aria-label={i18n.t('library.settings.removeSite', [site])}
              onClick={() => set(chosenSites.filter((other) => other !== site))}
            >
              {i18n.t('library.settings.remove')}
            </button>
          </li>
        ))}
      </ul>
      <AddSite
        label={i18n.t('library.settings.addSite')}
        onAdd={(site) => set([...new Set([...chosenSites, site])].sort())}
      />
    </>
  );
}

function SiteLevels({ settings, onSiteLevel }: SitesProps) {
  const sites = Object.entries(settings.siteLevels).sort(([a], [b]) => a.localeCompare(b));
  return (
    <>
      <h3 class="settings-heading">{i18n.t('library.settings.siteLevels')}</h3>
      <p class="page-hint">{i18n.t('library.settings.siteLevelsHint')}</p>
      {sites.length === 0 && <p>{i18n.t('library.settings.noSiteLevels')}</p>}
      <ul class="settings-list">
        {sites.map(([site, level]) => (
          <li key={site}>
            <bdi dir="ltr" class="settings-what">
              {site}
            </bdi>
            <select
              class="field"
              aria-label={i18n.t('library.settings.levelOf', [site])}
              value={level}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                const found = LEVELS.find((name) => name === chosen);
                if (found !== undefined) onSiteLevel(site, found);
              }}
            >
              {LEVELS.map((name) => (
                <option key={name} value={name}>
                  {LEVEL_WORDS[name]()}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      <AddSite
        label={i18n.t('library.settings.addSiteLevel')}
        onAdd={(site) => onSiteLevel(site, 'links-only')}
      />
    </>
  );
}

/** Sites that are chosen, and sites on which less is marked. */
export function SitesSection(props: SitesProps) {
  return (
    <Section id="settings-sites" title={i18n.t('library.settings.sites')}>
      <ChosenSites {...props} />
      <SiteLevels {...props} />
    </Section>
  );
}
