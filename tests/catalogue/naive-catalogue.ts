/**
 * A catalogue without a database, to hold the real one against: every field is a list of who wrote
 * what, and undo takes the last entry off where the operation wrote it. Papers have titles only.
 */
import { type Status, TAG_SLOTS, type TagSlot } from '../../lib/paper/paper.ts';

/** Changes name papers and tags by the number in which they appeared. */
export type NaiveChange =
  | { readonly kind: 'tag'; readonly papers: readonly number[]; readonly name: string }
  | { readonly kind: 'untag'; readonly papers: readonly number[]; readonly tag: number }
  | { readonly kind: 'status'; readonly papers: readonly number[]; readonly status: Status | null }
  | { readonly kind: 'note'; readonly paper: number; readonly note: string }
  | { readonly kind: 'rename-tag'; readonly tag: number; readonly name: string }
  | { readonly kind: 'slot'; readonly tag: number; readonly slot: TagSlot | null }
  | { readonly kind: 'delete-tag'; readonly tag: number }
  | { readonly kind: 'correct' | 'withdraw-correction'; readonly paper: number }
  | { readonly kind: 'add-papers'; readonly titles: readonly string[] }
  | { readonly kind: 'delete-papers'; readonly papers: readonly number[] };

type Operation = number;

class Field<Value> {
  readonly #entries: { cause: Operation | null; value: Value }[];

  constructor(value: Value) {
    this.#entries = [{ cause: null, value }];
  }

  #top() {
    const top = this.#entries.at(-1);
    if (top === undefined) throw new Error('a field without entries');
    return top;
  }

  get value(): Value {
    return this.#top().value;
  }

  get cause(): Operation | null {
    return this.#top().cause;
  }

  write(cause: Operation, value: Value): void {
    this.#entries.push({ cause, value });
  }

  takeBack(cause: Operation): boolean {
    if (this.cause !== cause) return false;
    this.#entries.pop();
    return true;
  }

  /** Changes the value without a new writer. */
  correct(value: Value): void {
    this.#top().value = value;
  }

  copy(): Field<Value> {
    const copy = new Field(this.value);
    copy.#entries.splice(0, 1, ...this.#entries.map((entry) => ({ ...entry })));
    return copy;
  }
}

interface NaivePaper {
  readonly title: string;
  alive: boolean;
  status: Field<Status | null>;
  note: Field<string>;
  used: Field<number>;
  tags: Map<number, Field<boolean>>;
  correction: Field<boolean>;
}

interface NaiveTag {
  alive: boolean;
  readonly name: Field<string>;
  readonly slot: Field<TagSlot | null>;
  readonly used: Field<number>;
}

interface Done {
  readonly change: NaiveChange;
  readonly added: number[];
  readonly deleted: number[];
  readonly madeTag: number | null;
  /** The tag that the operation deleted. */
  readonly lostTag: number | null;
  readonly papersThen: number;
  undone: boolean;
}

export class NaiveCatalogue {
  readonly papers: NaivePaper[] = [];
  readonly tags: NaiveTag[] = [];
  readonly #done = new Map<Operation, Done>();

  tagsOf(paper: NaivePaper): number[] {
    return [...paper.tags].filter(([, field]) => field.value).map(([tag]) => tag);
  }

  isHandled(paper: NaivePaper): boolean {
    const { status, note } = paper;
    return this.tagsOf(paper).length > 0 || status.value !== null || note.value !== '';
  }

  countOf(tag: number): number {
    return this.papers.filter((paper) => paper.alive && this.tagsOf(paper).includes(tag)).length;
  }

  apply(operation: Operation, at: number, change: NaiveChange): void {
    const done: Done = {
      change,
      added: [],
      deleted: [],
      madeTag: null,
      lostTag: null,
      papersThen: this.papers.length,
      undone: false,
    };
    this.#done.set(operation, { ...done, ...this.#apply(operation, at, change) });
  }

  #apply(operation: Operation, at: number, change: NaiveChange): Partial<Done> {
    switch (change.kind) {
      case 'tag':
        return this.#tag(operation, at, change.papers, change.name);
      case 'untag':
        for (const paper of this.#alive(change.papers))
          if (paper.tags.get(change.tag)?.value === true) {
            this.#setTag(operation, paper, change.tag, false);
            paper.used.write(operation, at);
          }
        return {};
      case 'status':
        for (const paper of this.#alive(change.papers))
          if (paper.status.value !== change.status) {
            paper.status.write(operation, change.status);
            paper.used.write(operation, at);
          }
        return {};
      case 'note':
        for (const paper of this.#alive([change.paper]))
          if (paper.note.value !== change.note) {
            paper.note.write(operation, change.note);
            paper.used.write(operation, at);
          }
        return {};
      case 'rename-tag':
        return this.#rename(operation, change.tag, change.name);
      case 'slot':
        return this.#slot(operation, change.tag, change.slot);
      case 'delete-tag':
        return this.#deleteTag(operation, change.tag);
      case 'correct':
      case 'withdraw-correction':
        for (const { correction } of this.#alive([change.paper]))
          if (correction.value !== (change.kind === 'correct'))
            correction.write(operation, change.kind === 'correct');
        return {};
      case 'add-papers':
        return { added: change.titles.flatMap((title) => this.#add(title)) };
      case 'delete-papers':
        return { deleted: this.#delete(change.papers) };
    }
  }

  #alive(papers: readonly number[]): NaivePaper[] {
    const chosen = [...new Set(papers)].map((paper) => this.papers[paper]);
    return chosen.filter((paper) => paper !== undefined).filter(({ alive }) => alive);
  }

  #setTag(operation: Operation, paper: NaivePaper, tag: number, value: boolean): void {
    const field = paper.tags.get(tag) ?? new Field(false);
    paper.tags.set(tag, field);
    field.write(operation, value);
  }

  #named(name: string): number | null {
    const key = name.toLowerCase();
    const found = this.tags.findIndex((tag) => tag.alive && tag.name.value.toLowerCase() === key);
    return found < 0 ? null : found;
  }

  #holder(slot: TagSlot): NaiveTag | undefined {
    return this.tags.find((tag) => tag.alive && tag.slot.value === slot);
  }

  #tag(operation: Operation, at: number, papers: readonly number[], name: string): Partial<Done> {
    const alive = this.#alive(papers);
    const known = this.#named(name);
    if (known === null && alive.length === 0 && papers.length > 0) return {};
    let id = known;
    if (id === null) {
      id = this.tags.length;
      const tag = { alive: true, name: new Field(''), slot: new Field<TagSlot | null>(null) };
      this.tags.push({ ...tag, used: new Field(0) });
      this.tags[id]?.name.write(operation, name);
      this.tags[id]?.used.write(operation, at);
    }
    const bare = alive.filter((paper) => paper.tags.get(id)?.value !== true);
    for (const paper of bare) {
      this.#setTag(operation, paper, id, true);
      paper.used.write(operation, at);
    }
    if (known !== null && bare.length > 0) this.tags[id]?.used.write(operation, at);
    return { madeTag: known === null ? id : null };
  }

  #rename(operation: Operation, id: number, name: string): Partial<Done> {
    const tag = this.tags[id];
    if (tag === undefined || !tag.alive || tag.name.value === name) return {};
    const other = this.#named(name);
    if (other === null || other === id) {
      tag.name.write(operation, name);
      return {};
    }
    for (const paper of this.papers.filter(({ alive }) => alive))
      if (paper.tags.get(id)?.value === true) {
        if (paper.tags.get(other)?.value !== true) this.#setTag(operation, paper, other, true);
        this.#setTag(operation, paper, id, false);
      }
    tag.alive = false;
    const into = this.tags[other];
    if (into?.slot.value === null && tag.slot.value !== null)
      into.slot.write(operation, tag.slot.value);
    return { lostTag: id };
  }

  #slot(operation: Operation, id: number, slot: TagSlot | null): Partial<Done> {
    const tag = this.tags[id];
    if (tag === undefined || !tag.alive || tag.slot.value === slot) return {};
    if (slot !== null) this.#holder(slot)?.slot.write(operation, null);
    tag.slot.write(operation, slot);
    return {};
  }

  #deleteTag(operation: Operation, id: number): Partial<Done> {
    const tag = this.tags[id];
    if (tag === undefined || !tag.alive) return {};
    for (const paper of this.papers)
      if (paper.alive && paper.tags.get(id)?.value === true)
        this.#setTag(operation, paper, id, false);
    tag.alive = false;
    return { lostTag: id };
  }

  #add(title: string): number[] {
    if (this.papers.some((paper) => paper.alive && paper.title === title)) return [];
    this.papers.push({
      title,
      alive: true,
      status: new Field<Status | null>(null),
      note: new Field(''),
      used: new Field(0),
      tags: new Map(),
      correction: new Field(false),
    });
    return [this.papers.length - 1];
  }

  #delete(papers: readonly number[]): number[] {
    const deleted = [...new Set(papers)].filter((paper) => this.papers[paper]?.alive === true);
    for (const paper of this.#alive(deleted)) paper.alive = false;
    return deleted;
  }

  undo(operation: Operation): void {
    const done = this.#done.get(operation);
    if (done === undefined || done.undone) return;
    done.undone = true;
    const substitute = this.#restoreTags(operation, done);
    for (const paper of this.#alive(done.added)) if (!this.isHandled(paper)) paper.alive = false;
    for (const id of done.deleted) this.#restorePaper(id, done.papersThen);
    // Not those that came later: they may have got the part of one that the operation touched.
    if (done.change.kind !== 'delete-papers')
      for (const paper of this.papers.slice(0, done.papersThen).filter(({ alive }) => alive))
        this.#restorePart(operation, paper, done.lostTag, substitute);
    const made = done.madeTag === null ? undefined : this.tags[done.madeTag];
    if (made !== undefined && done.madeTag !== null && this.countOf(done.madeTag) === 0)
      if (
        made.name.cause === operation &&
        made.used.cause === operation &&
        made.slot.cause === null
      )
        made.alive = false;
  }

  #restoreTags(operation: Operation, { lostTag, madeTag }: Done): number | null {
    let substitute: number | null = null;
    const lost = lostTag === null ? undefined : this.tags[lostTag];
    const lostSlot = lost?.slot.value ?? null;
    this.tags.forEach((tag, id) => {
      if (!tag.alive || id === madeTag) return;
      tag.used.takeBack(operation);
      if (tag.name.cause !== operation) return;
      const now = tag.name.value;
      tag.name.takeBack(operation);
      const holder = this.tags.findIndex(
        (other) =>
          other.alive &&
          other !== tag &&
          other.name.value.toLowerCase() === tag.name.value.toLowerCase(),
      );
      if (holder >= 0) tag.name.write(operation, now);
    });
    if (lost !== undefined) {
      substitute = this.#named(lost.name.value);
      if (substitute === null) lost.alive = true;
    }
    const moved = this.tags.filter((tag) => tag.alive && tag.slot.cause === operation);
    if (lost?.alive === true) lost.slot.correct(null);
    for (const tag of moved) tag.slot.correct(null);
    for (const tag of moved) {
      tag.slot.takeBack(operation);
      const wanted = tag.slot.value;
      const isTaken = this.tags.some(
        (other) => other.alive && other !== tag && other.slot.value === wanted,
      );
      if (wanted !== null && isTaken) tag.slot.write(operation, null);
    }
    if (lost?.alive === true && lostSlot !== null) {
      const isTaken = this.#holder(lostSlot) !== undefined;
      lost.slot.correct(lostSlot);
      if (isTaken) lost.slot.write(operation, null);
    }
    return substitute;
  }

  #restorePart(
    operation: Operation,
    paper: NaivePaper,
    lostTag: number | null,
    substitute: number | null,
  ): void {
    paper.status.takeBack(operation);
    paper.note.takeBack(operation);
    paper.used.takeBack(operation);
    paper.correction.takeBack(operation);
    const back = [...paper.tags].filter(([, field]) => field.takeBack(operation) && field.value);
    for (const [id, field] of back) {
      if (this.tags[id]?.alive === true) continue;
      field.correct(false);
      if (id === lostTag && substitute !== null) {
        const other = paper.tags.get(substitute) ?? new Field(false);
        paper.tags.set(substitute, other);
        other.correct(true);
      }
    }
  }

  #restorePaper(id: number, papersThen: number): void {
    const paper = this.papers[id];
    if (paper === undefined) return;
    for (const [tag, field] of paper.tags) if (this.tags[tag]?.alive !== true) field.correct(false);
    const successor = this.papers.find(
      (other, i) => i >= papersThen && other.alive && other.title === paper.title,
    );
    if (successor === undefined) {
      paper.alive = true;
      return;
    }
    if (this.isHandled(successor) || !this.#hasPart(paper)) return;
    successor.status = paper.status.copy();
    successor.note = paper.note.copy();
    successor.used = paper.used.copy();
    successor.tags = new Map([...paper.tags].map(([tag, field]) => [tag, field.copy()]));
  }

  #hasPart(paper: NaivePaper): boolean {
    const fields = [paper.status, paper.note, paper.used, ...paper.tags.values()];
    return this.isHandled(paper) || fields.some(({ cause }) => cause !== null);
  }
}

export const SLOTS: readonly (TagSlot | null)[] = [null, ...TAG_SLOTS.slice(0, 2)];
