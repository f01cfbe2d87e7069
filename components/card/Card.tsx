import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Correction, OperationId } from '../../lib/catalogue/catalogue.ts';
import type { CardView } from '../../lib/messages/protocol.ts';
import type { PaperId, PaperSummary } from '../../lib/paper/paper.ts';
import { CheckIcon, OpenIcon } from '../icons.tsx';
import { NoteField } from '../NoteField.tsx';
import { nextStatus, StatusRadios } from '../StatusControl.tsx';
import { isUndo, keyFunction } from '../single-keys.ts';
import { TagField } from '../TagField.tsx';
import { UndoLine } from '../UndoLine.tsx';
import type { ChangePorts } from '../use-changes.ts';
import { useLatest } from '../use-latest.ts';
import { reasonText } from './reason.ts';
import { type CardChanges, useCardChanges } from './use-card-changes.ts';
import { guardEvents, type VisibleGate, watchVisibility } from './visible-gate.ts';
import './card.css';

export interface CardProps extends ChangePorts {
  readonly view: CardView;
  /** What is to have the focus when the card appears. */
  readonly focus: 'none' | 'card' | 'tag';
  /** The paper's page in the library. */
  readonly libraryUrl: (paperId: PaperId) => string;
  /** Asks for the view again. */
  readonly onRefresh: () => Promise<void>;
  /** The card's height in CSS pixels, whenever it changes. */
  readonly onHeight: (height: number) => void;
  /** Whether focus or text is in the card. */
  readonly onHeld: (held: boolean) => void;
  readonly onClose: () => void;
  readonly onWalk: (direction: 'next' | 'previous') => void;
  /** Opens an address by key; the pointer follows the card's real links. */
  readonly onOpenLink: (url: string, background: boolean) => void;
}

function Facts({ paper }: { readonly paper: PaperSummary }) {
  const facts = [paper.byline, paper.year === null ? '' : String(paper.year), paper.venue].filter(
    (fact) => fact !== '',
  );
  if (facts.length === 0) return null;
  return (
    <p class="card-facts numeric">
      {facts.map((fact, index) => (
        <span key={fact}>
          {index > 0 && ' · '}
          <bdi dir="auto">{fact}</bdi>
        </span>
      ))}
    </p>
  );
}

function Reason({ view }: { readonly view: CardView }) {
  const { evidence, paper } = view;
  return (
    <p
      class="card-facts card-reason"
      title={evidence.certainty === 'identifier' ? evidence.detail : undefined}
    >
      {paper.handled ? <CheckIcon /> : <span>{i18n.t('card.inCatalogue')} · </span>}
      <span>{reasonText(evidence)}</span>
    </p>
  );
}

function Note(props: {
  readonly card: CardChanges;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onHeld: (held: boolean) => void;
  readonly onLeave: () => void;
}) {
  const { paper } = props.card;
  if (props.open)
    return (
      <NoteField
        key={paper.id}
        label={i18n.t('popup.noteFor', [paper.title])}
        placeholder={i18n.t('card.notePlaceholder')}
        value={paper.note}
        rows={3}
        inputRef={(element) => element?.focus()}
        onSave={props.card.setNote}
        onHeld={props.onHeld}
        onLeave={() => {
          props.onOpen(false);
          props.onLeave();
        }}
      />
    );
  return (
    <button type="button" class="card-note" onClick={() => props.onOpen(true)}>
      {paper.note === '' ? (
        i18n.t('card.addNote')
      ) : (
        <>
          <span class="visually-hidden">{i18n.t('card.note')}: </span>“
          <bdi dir="auto">{paper.note.split('\n', 1)[0]}</bdi>”
        </>
      )}
    </button>
  );
}

function NotThis(props: {
  readonly view: CardView;
  readonly onCorrect: (correction: Correction) => void;
  readonly onBack: () => void;
}) {
  const { site, paper } = props.view;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div class="card-actions">
      <button
        ref={first}
        type="button"
        class="button framed card-site"
        onClick={() => props.onCorrect({ kind: 'not-here', paperId: paper.id, site })}
      >
        <span>{i18n.t('card.notHere', [site])}</span>
      </button>
      <button
        type="button"
        class="button framed"
        title={i18n.t('card.neverHint')}
        onClick={() => props.onCorrect({ kind: 'never-by-title', paperId: paper.id })}
      >
        {i18n.t('card.neverByTitle')}
      </button>
      <button type="button" class="button quiet card-last" onClick={props.onBack}>
        {i18n.t('card.back')}
      </button>
    </div>
  );
}

function Actions(props: {
  readonly view: CardView;
  readonly libraryUrl: string;
  readonly end: ComponentChildren;
}) {
  const { bestLink } = props.view.paper;
  return (
    <div class="card-actions">
      {bestLink !== null && (
        <a
          class="button"
          href={bestLink}
          target="_blank"
          rel="noopener noreferrer"
          title={bestLink}
        >
          {i18n.t('card.open')}
          <OpenIcon />
        </a>
      )}
      <a class="button" href={props.libraryUrl} target="_blank" rel="noopener">
        {i18n.t('card.library')}
      </a>
      <span class="card-last">{props.end}</span>
    </div>
  );
}

/** Writes wait until the card has been seen; nobody notices, since showing does not. */
function gated(ports: ChangePorts, gate: () => VisibleGate | null): ChangePorts {
  return {
    async change(change) {
      await gate()?.settled;
      return ports.change(change);
    },
    undo: (operation) => ports.undo(operation),
  };
}

/** Reports the height of the card, and tells when focus comes and goes. */
function useReports(card: { readonly current: HTMLElement | null }, props: CardProps): void {
  const latest = useLatest(props);
  useLayoutEffect(() => {
    const element = card.current;
    if (element === null) return;
    const report = () => latest.current.onHeight(Math.ceil(element.getBoundingClientRect().height));
    const observer = new ResizeObserver(report);
    observer.observe(element);
    report();
    return () => observer.disconnect();
  }, [card, latest]);
}

interface Doing {
  readonly card: CardChanges;
  readonly props: CardProps;
  readonly focusTag: () => void;
  readonly openNote: () => void;
}

function openByKey(what: 'open' | 'details', event: KeyboardEvent, { props }: Doing): void {
  const { bestLink, id } = props.view.paper;
  const url = what === 'open' && bestLink !== null ? bestLink : props.libraryUrl(id);
  props.onOpenLink(url, event.ctrlKey || event.metaKey);
}

/** Single keys in the card. True: used up. */
function actOnKey(event: KeyboardEvent, doing: Doing): boolean {
  const { card, props } = doing;
  if (isUndo(event)) {
    void card.changes.undo().then(props.onRefresh);
    return true;
  }
  const does = keyFunction(event);
  if (typeof does === 'number') card.toggleSlot(does);
  else if (does === 'next' || does === 'previous') props.onWalk(does);
  else if (does === 'back') props.onClose();
  else if (does === 'tag') doing.focusTag();
  else if (does === 'note') doing.openNote();
  else if (does === 'status') card.setStatus(nextStatus(card.paper.status));
  else if (does === 'undo') void card.changes.undo().then(props.onRefresh);
  else if (does === 'open' || does === 'details') openByKey(does, event, doing);
  else return false;
  return true;
}

/** The card of one paper on a page. Give it a `key` of the nonce it was shown with. */
export function Card(props: CardProps) {
  const { view } = props;
  const element = useRef<HTMLElement>(null);
  const tagInput = useRef<HTMLInputElement>(null);
  const gate = useRef<VisibleGate | null>(null);
  const [noteOpen, setNoteOpen] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const card = useCardChanges(
    view,
    gated(props, () => gate.current),
    props.onRefresh,
  );
  useReports(element, props);

  useLayoutEffect(() => {
    if (element.current === null) return;
    const watched = watchVisibility(element.current);
    gate.current = watched;
    const unguard = guardEvents(element.current, watched);
    return () => {
      unguard();
      watched.stop();
    };
  }, []);
  const focusCard = () => element.current?.focus();
  const { focus } = props;
  useLayoutEffect(() => {
    if (focus === 'card') element.current?.focus();
    if (focus === 'tag') tagInput.current?.focus();
  }, [focus]);

  const { notice } = card.changes;
  const undo = (operation: OperationId | null) => {
    void card.changes.undo(operation ?? undefined).then(props.onRefresh);
    focusCard();
  };
  const doing: Doing = {
    card,
    props,
    focusTag: () => tagInput.current?.focus(),
    openNote: () => setNoteOpen(true),
  };
  return (
    <article
      ref={element}
      class="card"
      tabIndex={-1}
      aria-label={i18n.t('card.label')}
      onKeyDown={(event) => {
        if (actOnKey(event, doing)) event.preventDefault();
      }}
      onFocusIn={() => props.onHeld(true)}
      onFocusOut={(event) => {
        if (event.relatedTarget === null) props.onHeld(false);
      }}
    >
      <div class="card-body">
        <h1 class="card-title">
          <bdi dir="auto">{view.paper.title}</bdi>
        </h1>
        <Facts paper={view.paper} />
        <Reason view={view} />
        <TagField
          label={i18n.t('tagField.labelFor', [view.paper.title])}
          tags={view.tags}
          value={card.paper.tags}
          onAdd={card.tag}
          onRemove={card.untag}
          onLeave={(by) => (by === 'escape' ? props.onClose() : focusCard())}
          inputRef={tagInput}
        />
        <StatusRadios value={card.paper.status} onChange={card.setStatus} />
        <Note
          card={card}
          open={noteOpen}
          onOpen={setNoteOpen}
          onHeld={props.onHeld}
          onLeave={focusCard}
        />
      </div>
      {correcting ? (
        <NotThis
          view={view}
          onCorrect={(correction) => {
            card.correct(correction);
            setCorrecting(false);
            focusCard();
          }}
          onBack={() => {
            setCorrecting(false);
            focusCard();
          }}
        />
      ) : (
        <Actions
          view={view}
          libraryUrl={props.libraryUrl(view.paper.id)}
          end={
            notice === null ? (
              <button type="button" class="button quiet" onClick={() => setCorrecting(true)}>
                {i18n.t('card.notThis')}
              </button>
            ) : (
              <UndoLine
                key={notice.key}
                text={notice.text}
                onUndo={notice.operation === null ? null : () => undo(notice.operation)}
                onGone={card.changes.clear}
              />
            )
          }
        />
      )}
    </article>
  );
}
