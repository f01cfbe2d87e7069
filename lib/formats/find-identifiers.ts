import { keysOfUrl } from '../paper/address-keys.ts';
import { createTextReader } from '../paper/ids-in-text.ts';
import { IDENTIFIER_SCHEMES, type Identifier } from '../paper/paper.ts';
import { SITES } from '../paper/sites.ts';

const readWorks = createTextReader(SITES, keysOfUrl);

/** Identifiers of a work that stand in a text, and the text without them and their labels. */
export interface FoundIdentifiers {
  readonly identifiers: readonly Identifier[];
  readonly rest: string;
}

function toIdentifier(key: string): Identifier[] {
  const at = key.indexOf(':');
  const scheme = IDENTIFIER_SCHEMES.find((name) => name === key.slice(0, at));
  return scheme === undefined ? [] : [{ scheme, value: key.slice(at + 1) }];
}

/** What is left beside an identifier that was taken out of a reference. */
const LABEL_BEFORE =
  /(?:ar[Xx]iv(?:\s(?:e-?prints?|preprint))?|(?:DOI|doi|URL|url|PMC?ID))?[\s:,([<]*$/;

/** The longest label with what stands around it; to look farther would take too long in a run of spaces. */
const LABEL_LETTERS = 64;

/** Reads arXiv ids, DOIs and addresses of papers, each once, in the order of the text. */
export function findIdentifiers(text: string): FoundIdentifiers {
  const found = new Map<string, Identifier>();
  const rest: string[] = [];
  let from = 0;
  for (const { keys, start, end } of readWorks(text)) {
    const identifiers = keys.flatMap(toIdentifier);
    if (identifiers.length === 0 || start < from) continue;
    for (const identifier of identifiers)
      found.set(`${identifier.scheme}:${identifier.value}`, identifier);
    const label = Math.max(from, start - LABEL_LETTERS);
    rest.push(text.slice(from, label) + text.slice(label, start).replace(LABEL_BEFORE, ' '));
    from = end;
  }
  rest.push(text.slice(from));
  return { identifiers: [...found.values()], rest: rest.join(' ') };
}
