/** The worker's answers to the full hits of this frame, "no" among them, so that nothing is asked twice. */
import type { Candidate, PageToBackground, Paint, Recognised } from '../messages/protocol.ts';
import type { PaperId } from '../paper/paper.ts';

export type AskRecognise = (
  request: Parameters<PageToBackground['recognise']>[0],
) => Promise<ReturnType<PageToBackground['recognise']>>;

export interface Answers {
  /** Asks about those that are new; resolves to whether there were any. At most 2,000 in one call. */
  learn(candidates: readonly Candidate[]): Promise<boolean>;
  /** Asks about all of them again: the catalogue, the tags or the settings changed. */
  relearn(candidates: readonly Candidate[]): Promise<void>;
  find(candidate: Candidate): Recognised | null;
  findPaint(paperId: PaperId): Paint | undefined;
}

/** More answers than this are thinned to those of hits that are still there. */
const MAX_ANSWERS = 6_000;

export function createAnswers(recognise: AskRecognise): Answers {
  let answers = new Map<string, Recognised | null>();
  const names = new WeakMap<Candidate, string>();
  const paints = new Map<PaperId, Paint>();

  const nameOf = (candidate: Candidate): string => {
    const name = names.get(candidate) ?? JSON.stringify(candidate);
    names.set(candidate, name);
    return name;
  };
  const ask = async (wanted: ReadonlyMap<string, Candidate>) => {
    const reply = await recognise({ candidates: [...wanted.values()] });
    [...wanted.keys()].forEach((name, index) => {
      const answer = reply.answers[index] ?? null;
      answers.set(name, answer);
      if (answer !== null) paints.set(answer.paperId, answer.paint);
    });
  };
  const named = (candidates: readonly Candidate[]) =>
    new Map(candidates.map((candidate) => [nameOf(candidate), candidate]));

  return {
    async learn(candidates) {
      const wanted = named(candidates);
      if (answers.size > MAX_ANSWERS) {
        answers = new Map([...answers].filter(([name]) => wanted.has(name)));
      }
      for (const name of answers.keys()) wanted.delete(name);
      if (wanted.size === 0) return false;
      await ask(wanted);
      return true;
    },
    async relearn(candidates) {
      const wanted = named(candidates);
      if (wanted.size > 0) await ask(wanted);
      answers = new Map([...answers].filter(([name]) => wanted.has(name)));
    },
    find: (candidate) => answers.get(nameOf(candidate)) ?? null,
    findPaint: (paperId) => paints.get(paperId),
  };
}
