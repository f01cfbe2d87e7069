import type { ComponentChildren, Ref } from 'preact';
import { i18n } from '#i18n';
import type { AlikePaper, PaperView } from '../../lib/messages/protocol.ts';
import type { Identifier, Source, Status, TagCount } from '../../lib/paper/paper.ts';
import { CloseIcon, OpenIcon } from '../icons.tsx';
import { NoteField } from '../NoteField.tsx';
import { formatDate } from '../numbers.ts';
import { StatusRadios } from '../StatusControl.tsx';
import { schemeName } from '../scheme-name.ts';
import { TagField } from '../TagField.tsx';
import type { Addressing } from './AddressLink.tsx';
import { AlikePapers } from './AlikePapers.tsx';

const NOTE_ROWS = 5;

export interface PaperDetailProps {
  readonly view: PaperView;
  /** Papers about the same. */
  readonly alike: readonly AlikePaper[];
  readonly addressing: Addressing;
  readonly tags: readonly TagCount[];
  /** The address of an identifier's page. */
  readonly addressOf: (identifier: Identifier) => string;
  readonly tagFieldRef: Ref<HTMLInputElement>;
  readonly noteRef: Ref<HTMLTextAreaElement>;
  readonly onTag: (name: string) => Promise<unknown>;
  readonly onUntag: (tag: TagCount) => Promise<unknown>;
  readonly onRenameTag: (tag: TagCount, name: string) => void;
  readonly onStatus: (status: Status | null) => void;
  readonly onNote: (note: string) => void;
  readonly onDelete: () => void;
  readonly onClose: () => void;
  /** Out of a field, back to the list. */
  readonly onLeaveField: () => void;
}

function OutLink(props: { readonly href: string; readonly children: ComponentChildren }) {
  return (
    <a href={props.href} target="_blank" rel="noopener noreferrer">
      {props.children}
    </a>
  );
}

const isHttp = (url: string): boolean => /^https?:\/\//i.test(url);

/** "github.com/hemingkx/…": where a link goes, short enough for one line. */
function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}

function Links({ view, addressOf }: PaperDetailProps) {
  const { identifiers, links } = view.paper;
  const shown = links.filter(({ url }) => isHttp(url));
  if (identifiers.length + shown.length === 0) return null;
  return (
    <ul class="detail-links" aria-label={i18n.t('library.detail.links')}>
      {identifiers.map((identifier) => {
        const word = `${schemeName(identifier.scheme)} ${identifier.value}`;
        return (
          <li key={`${identifier.scheme}:${identifier.value}`}>
            <OutLink href={addressOf(identifier)}>{word}</OutLink>
          </li>
        );
      })}
      {shown.map(({ kind, url }) => (
        <li key={url}>
          <OutLink href={url}>
            {kind === 'code' ? i18n.t('library.detail.code') : i18n.t('library.detail.project')}
          </OutLink>{' '}
          <bdi dir="ltr" class="detail-address">
            {shortAddress(url)}
          </bdi>
        </li>
      ))}
    </ul>
  );
}

/** For a paper without a link: searches that the user may open; nothing is looked up by itself. */
function Searches({ title }: { readonly title: string }) {
  const query = encodeURIComponent(title);
  const searches = [
    {
      name: i18n.t('library.detail.scholar'),
      href: `https://scholar.google.com/scholar?q=${query}`,
    },
    {
      name: i18n.t('library.detail.arxivSearch'),
      href: `https://arxiv.org/search/?searchtype=title&query=${query}`,
    },
    {
      name: i18n.t('library.detail.semanticScholar'),
      href: `https://www.semanticscholar.org/search?q=${query}`,
    },
  ];
  return (
    <section class="detail-section">
      <h3 class="detail-heading">{i18n.t('library.detail.searches')}</h3>
      <ul class="detail-searches">
        {searches.map(({ name, href }) => (
          <li key={href}>
            <OutLink href={href}>{name}</OutLink>
          </li>
        ))}
      </ul>
      <p class="detail-hint">{i18n.t('library.detail.searchesHint')}</p>
    </section>
  );
}

function sourceWord({ kind, name, at }: Source): string {
  const day = formatDate(at);
  switch (kind) {
    case 'starter':
      return i18n.t('library.detail.sourceStarter');
    case 'import':
      return i18n.t('library.detail.sourceImport', [name, day]);
    case 'paste':
      return i18n.t('library.detail.sourcePaste', [day]);
    case 'page':
      return i18n.t('library.detail.sourcePage', [name, day]);
  }
}

function Head({ view }: PaperDetailProps) {
  const { paper, summary } = view;
  const venueYear = [paper.venue, paper.year === null ? '' : String(paper.year)].filter(
    (part) => part !== '',
  );
  return (
    <>
      <h2 class="detail-title">
        <bdi dir="auto">{paper.title}</bdi>
      </h2>
      {paper.authors.length > 0 && (
        <p class="detail-authors">
          <bdi dir="auto">{paper.authors.join(', ')}</bdi>
        </p>
      )}
      {venueYear.length > 0 && (
        <p class="detail-venue numeric">
          <bdi dir="auto">{venueYear.join(' · ')}</bdi>
        </p>
      )}
      {summary.bestLink !== null && isHttp(summary.bestLink) && (
        <p class="detail-open">
          <a
            class="button framed"
            href={summary.bestLink}
            target="_blank"
            rel="noopener noreferrer"
          >
            {i18n.t('library.detail.open')} <OpenIcon />
          </a>
        </p>
      )}
    </>
  );
}

function UserPart(props: PaperDetailProps) {
  const { summary } = props.view;
  return (
    <>
      <section class="detail-section">
        <h3 class="detail-heading">{i18n.t('library.detail.tags')}</h3>
        <TagField
          key={summary.id}
          label={i18n.t('tagField.labelFor', [summary.title])}
          tags={props.tags}
          value={summary.tags}
          onAdd={props.onTag}
          onRemove={props.onUntag}
          onRename={props.onRenameTag}
          onLeave={props.onLeaveField}
          inputRef={props.tagFieldRef}
        />
      </section>
      <section class="detail-section">
        <h3 class="detail-heading">{i18n.t('library.detail.status')}</h3>
        <StatusRadios value={summary.status} onChange={props.onStatus} />
      </section>
      <section class="detail-section">
        <h3 class="detail-heading">{i18n.t('library.detail.note')}</h3>
        <NoteField
          key={summary.id}
          label={i18n.t('library.detail.note')}
          placeholder={i18n.t('library.detail.notePlaceholder')}
          value={summary.note}
          rows={NOTE_ROWS}
          onSave={props.onNote}
          onLeave={props.onLeaveField}
          inputRef={props.noteRef}
        />
      </section>
    </>
  );
}

/** Everything that is known of one paper, and everything the user can do with it. */
export function PaperDetail(props: PaperDetailProps) {
  const { paper, summary } = props.view;
  return (
    <article class="detail" aria-label={i18n.t('library.detail.label')}>
      <button
        type="button"
        class="button quiet icon-only detail-close"
        aria-label={i18n.t('library.detail.close')}
        title={i18n.t('library.detail.close')}
        onClick={props.onClose}
      >
        <CloseIcon />
      </button>
      <Head {...props} />
      <UserPart {...props} />
      <section class="detail-section">
        <h3 class="detail-heading">{i18n.t('library.detail.abstract')}</h3>
        {paper.abstract === '' ? (
          <p class="detail-hint">{i18n.t('library.detail.noAbstract')}</p>
        ) : (
          <p class="detail-abstract">
            <bdi dir="auto">{paper.abstract}</bdi>
          </p>
        )}
      </section>
      <Links {...props} />
      <AlikePapers addressing={props.addressing} alike={props.alike} />
      {summary.bestLink === null && <Searches title={paper.title} />}
      <section class="detail-section">
        <h3 class="detail-heading">{i18n.t('library.detail.sources')}</h3>
        <ul class="detail-sources">
          {paper.sources.map((source) => (
            <li key={`${source.kind}:${source.name}:${source.at}`}>
              <bdi dir="auto">{sourceWord(source)}</bdi>
            </li>
          ))}
        </ul>
      </section>
      <p class="detail-actions">
        <button type="button" class="button danger" onClick={props.onDelete}>
          {i18n.t('library.detail.delete')}
        </button>
      </p>
    </article>
  );
}
