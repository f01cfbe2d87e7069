import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { PageStatus, TabPage } from '../lib/messages/protocol.ts';
import { SITE_LEVELS, type SiteLevel } from '../lib/settings/settings.ts';
import { MoreIcon } from './icons.tsx';
import { Phrase, PLACE_1 } from './Phrase.tsx';
import './page-strip.css';

/** What can be done about the page that is open. */
interface PageStripActions {
  /** The list of the page is shown. */
  readonly listing: boolean;
  /** Lists the papers of the page, or ends that. */
  readonly onShow: () => void;
  /** Adds the paper that the page is. */
  readonly onAdd: () => void;
  /** Opens the page that describes the paper of a PDF: from there it can be added. */
  readonly onOpenPage: (address: string) => void;
  /** Looks through a page that lists papers. */
  readonly onReview: () => void;
  readonly onTurnOn: () => void;
  /** Marks a page that is marked only when asked. */
  readonly onMark: () => void;
  readonly onAllow: () => void;
  readonly onReload: () => void;
  /** Selects the paper that the page is. */
  readonly onSelectPaper: () => void;
  readonly onLevel: (level: SiteLevel) => void;
}

export interface PageStripProps extends PageStripActions {
  /** Null while the page has not answered. */
  readonly page: TabPage | null;
}

const LEVEL_WORDS = {
  'titles-and-links': () => i18n.t('pageStrip.levelFull'),
  'links-only': () => i18n.t('pageStrip.levelLinks'),
  off: () => i18n.t('pageStrip.levelOff'),
} as const satisfies Record<SiteLevel, () => string>;

/** What is marked on a site, in the user's words. */
const siteLevelWord = (level: SiteLevel): string => LEVEL_WORDS[level]();

function Act(props: {
  readonly label: string;
  readonly onAct: () => void;
  /** For an act that stays: whether it is on. */
  readonly pressed?: boolean;
}) {
  return (
    <button
      type="button"
      class="button strip-act"
      aria-pressed={props.pressed}
      onClick={props.onAct}
    >
      {props.label}
    </button>
  );
}

/** Where the page has known papers: their list. */
const Show = ({ actions }: { readonly actions: PageStripActions }) => (
  <Act label={i18n.t('pageStrip.show')} onAct={actions.onShow} pressed={actions.listing} />
);

function Scanned({
  status,
  actions,
}: {
  readonly status: Extract<PageStatus, { kind: 'scanned' }>;
  readonly actions: PageStripActions;
}) {
  const { listing } = status;
  const words = listing
    ? i18n.t('pageStrip.listing', [listing.known, listing.drafts.length])
    : i18n.t('pageStrip.known', status.known);
  return (
    <>
      <Words>
        {words}
        {status.toRead > 0 && ` · ${i18n.t('pageStrip.toRead', [status.toRead])}`}
        {status.partly && ` · ${i18n.t('pageStrip.partly')}`}
      </Words>
      {status.known > 0 && <Show actions={actions} />}
      {listing && listing.drafts.length > 0 && (
        <Act label={i18n.t('pageStrip.review')} onAct={actions.onReview} />
      )}
    </>
  );
}

const Words = ({ children }: { readonly children: ComponentChildren }) => (
  <span class="strip-words numeric">{children}</span>
);

function KnownPaper({
  status,
  actions,
}: {
  readonly status: Extract<PageStatus, { kind: 'known-paper' }>;
  readonly actions: PageStripActions;
}) {
  const text = status.pdf
    ? i18n.t('pageStrip.pdfOf', [PLACE_1])
    : i18n.t('pageStrip.thisIs', [PLACE_1]);
  const title = (
    <b title={status.paper.title}>
      <bdi dir="auto">{status.paper.title}</bdi>
    </b>
  );
  return (
    <>
      <button type="button" class="strip-words strip-paper" onClick={actions.onSelectPaper}>
        <Phrase text={text} parts={[title]} />
      </button>
      {status.known > 0 && <Show actions={actions} />}
    </>
  );
}

function Status({
  status,
  actions,
}: {
  readonly status: PageStatus;
  readonly actions: PageStripActions;
}) {
  switch (status.kind) {
    case 'scanned':
      return <Scanned status={status} actions={actions} />;
    case 'known-paper':
      return <KnownPaper status={status} actions={actions} />;
    case 'new-paper':
      return (
        <>
          <Words>
            <span title={status.draft.title}>{i18n.t('pageStrip.newPaper')}</span>
            {status.known > 0 && ` · ${i18n.t('pageStrip.known', status.known)}`}
          </Words>
          {status.known > 0 && <Show actions={actions} />}
          <Act label={i18n.t('pageStrip.add')} onAct={actions.onAdd} />
        </>
      );
    case 'new-pdf':
      return (
        <>
          <Words>{i18n.t('pageStrip.newPdf')}</Words>
          <Act
            label={i18n.t('pageStrip.openPage')}
            onAct={() => actions.onOpenPage(status.address)}
          />
        </>
      );
    case 'off':
      return (
        <>
          <Words>{i18n.t('pageStrip.off')}</Words>
          <Act label={i18n.t('pageStrip.turnOn')} onAct={actions.onTurnOn} />
        </>
      );
    case 'not-asked':
      return (
        <>
          <Words>
            {status.mode === 'chosen'
              ? i18n.t('pageStrip.notAskedChosen')
              : i18n.t('pageStrip.notAskedOnDemand')}
          </Words>
          <Act label={i18n.t('pageStrip.markPage')} onAct={actions.onMark} />
        </>
      );
    case 'not-allowed':
      return status.grantable ? (
        <>
          <Words>{i18n.t('pageStrip.allowable')}</Words>
          <Act label={i18n.t('pageStrip.allow')} onAct={actions.onAllow} />
        </>
      ) : (
        <Words>{i18n.t('pageStrip.notAllowed')}</Words>
      );
    case 'unreadable':
      return <Words>{i18n.t('pageStrip.unreadable')}</Words>;
    case 'reload-needed':
      return (
        <>
          <Words>{i18n.t('pageStrip.reloadNeeded')}</Words>
          <Act label={i18n.t('pageStrip.reload')} onAct={actions.onReload} />
        </>
      );
    default:
      return status satisfies never;
  }
}

/** The switch for the site, a native menu behind three dots. */
function SiteSwitch({ page, onLevel }: PageStripProps & { readonly page: TabPage }) {
  const label =
    page.site === '' ? i18n.t('pageStrip.marksHere') : i18n.t('pageStrip.marksOn', [page.site]);
  return (
    <label class="site-switch" title={label}>
      <MoreIcon />
      <select
        aria-label={label}
        value={page.level}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          const level = SITE_LEVELS.find((name) => name === chosen);
          if (level !== undefined) onLevel(level);
        }}
      >
        {SITE_LEVELS.map((level) => (
          <option key={level} value={level}>
            {siteLevelWord(level)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One line on the page that is open: what Manicule knows of it, the one thing to do, and the site's switch. */
export function PageStrip(props: PageStripProps) {
  const { page } = props;
  return (
    <div class="page-strip">
      {page === null ? (
        <Words>{i18n.t('pageStrip.looking')}</Words>
      ) : (
        <>
          <Status status={page.status} actions={props} />
          {page.site !== '' && page.status.kind !== 'not-allowed' && (
            <SiteSwitch {...props} page={page} />
          )}
        </>
      )}
    </div>
  );
}
