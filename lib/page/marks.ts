/** The second half: asks the worker about full hits, marks what it confirms, opens cards. */
import type { Candidate, PageSelf } from '../messages/protocol.ts';
import { createAnswers } from './answers.ts';
import { createCards } from './card.ts';
import { isWithin } from './dom.ts';
import { type Found, findHits, isShown, isThere } from './hits.ts';
import type { Look, Marking, MarkingDeps, OwnAddress } from './marking.ts';
import { startPainting } from './paint.ts';
import { createHighlightPainter } from './painter.ts';
import { watchPointer } from './pointer.ts';
import { type Mark, type Mention, marksOf, papersOf } from './rows.ts';
import { createSlices } from './slices.ts';
import { createGround } from './visible.ts';
import { walkMarks } from './walk-marks.ts';
import { watchSight } from './watch-sight.ts';

/** What the worker takes in one question, less the page's own address. */
const MAX_FOUND = 1_999;

const ownCandidate = (own: OwnAddress): Candidate[] =>
  own?.kind === 'known' ? [{ kind: 'link', row: own.row, key: own.key, in: 'link' }] : [];

/** See `StartMarking`. */
export function startMarks(deps: MarkingDeps, signal: AbortSignal): Marking {
  const answers = createAnswers(deps.recognise);
  const slices = createSlices(signal);
  const prepareRules = () => deps.prepareRules().catch(deps.onError);
  const painting = startPainting(createHighlightPainter(prepareRules), answers.findPaint, signal);
  let shown: readonly Found[] = [];
  let hidden: readonly Found[] = [];
  let marks: readonly Mark[] = [];
  let own: OwnAddress = null;
  let ownLink: readonly Candidate[] = [];
  let partly = false;
  let reported = '';
  let turn: Promise<unknown> = Promise.resolve();

  /** One task at a time: what one finds is not undone by another, and one message is on its way at most. */
  const inTurn = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const run = turn.then(task);
    turn = run.catch(() => undefined);
    return run;
  };

  const candidates = () => [...ownLink, ...shown.map(({ candidate }) => candidate)];

  const selfOf = (): PageSelf => {
    const [link] = ownLink;
    const answer = link === undefined ? null : answers.find(link);
    if (answer !== null) return { kind: 'known', paperId: answer.paperId };
    return own?.kind === 'new' ? own : null;
  };
  const report = async (again: boolean) => {
    const papers = papersOf(marks);
    const self = selfOf();
    const says = JSON.stringify([location.href, papers, partly, self]);
    const isNothing = reported === '' && papers.length === 0 && self === null;
    if (isNothing || (says === reported && !again)) return;
    reported = says;
    await deps.reportPage({ papers, partly, self });
  };

  const mentions = (): Mention[] =>
    shown.flatMap((found) => {
      const answer = answers.find(found.candidate);
      return answer === null ? [] : [{ found, paperId: answer.paperId, evidence: answer.evidence }];
    });
  const settle = async () => {
    marks = marksOf(mentions());
    painting.show(marks);
    await report(false);
  };

  /** Looks again at what is hidden, or at everything; resolves to whether anything is otherwise now. */
  const lookAgain = async (all: boolean) => {
    const isNow = new Map<Found, boolean>();
    let ground = createGround();
    for (const found of all ? [...shown, ...hidden] : hidden) {
      if (slices.isOver()) {
        await slices.next();
        ground = createGround();
      }
      if (isThere(found)) isNow.set(found, isShown(found, ground));
    }
    const isSeen = (found: Found) => isNow.get(found) === true;
    const risen = hidden.filter(isSeen);
    const sunk = shown.filter((found) => isNow.get(found) === false);
    // The page may have taken away what was painted.
    painting.refresh();
    if (risen.length + sunk.length === 0) return false;
    hidden = [...hidden.filter((found) => !isSeen(found)), ...sunk];
    shown = [...shown.filter((found) => !sunk.includes(found)), ...risen].slice(0, MAX_FOUND);
    await answers.learn(candidates());
    await settle();
    watch(false);
    return true;
  };
  const sight = watchSight(async (all) => {
    try {
      return await inTurn(() => lookAgain(all));
    } catch (error) {
      if (!signal.aborted) deps.onError(error);
      return false;
    }
  }, signal);
  const watch = (anew: boolean) => {
    const elements = hidden.map(({ element }) => element);
    sight.watch(elements, shown.length > 0, anew);
  };

  const cards = createCards(
    {
      address: deps.card,
      announce: (nonce, { paperId, evidence }) =>
        deps.announceCard({ nonce, paperId, evidence }).catch(deps.onError),
      unavailable: ({ paperId }) => void deps.cardUnavailable({ paperId }).catch(deps.onError),
      walk(direction) {
        const walked = walk.walk({ direction, from: 'walked' });
        if (walked !== 'moved') walk.walk({ direction, from: walked === 'end' ? 'edge' : 'near' });
      },
      onPointer: (isOver) => pointer.setOverCard(isOver),
    },
    signal,
  );
  const pointer = watchPointer(painting, cards, signal);
  const walk = walkMarks(() => marks, painting, cards, pointer);

  const take = async (look: Look): Promise<boolean> => {
    const isKept = (found: Found) =>
      look.places !== null &&
      isThere(found) &&
      !isWithin(look.places, found.range?.startContainer ?? found.element);
    const found = await findHits(look.hits, slices, deps.keysOfUrl);
    shown = [...shown.filter(isKept), ...found.shown].slice(0, MAX_FOUND);
    hidden = [...hidden.filter(isKept), ...found.hidden].slice(0, MAX_FOUND);
    if (JSON.stringify(own) !== JSON.stringify(look.own)) ownLink = ownCandidate(look.own);
    own = look.own;
    partly = look.partly;
    const isNew = await answers.learn(candidates());
    await settle();
    watch(true);
    return isNew;
  };

  return {
    ...walk,
    take: (look) => inTurn(() => take(look)),
    refresh: () =>
      void inTurn(() => answers.relearn(candidates()).then(settle)).catch(deps.onError),
    report: () => void inTurn(() => report(true)).catch(deps.onError),
    pageChanged: painting.dropStale,
    putAway() {
      cards.close();
      cards.discard();
    },
  };
}
