import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TagCount } from '../lib/paper/paper.ts';
import { parseTagName } from '../lib/paper/tag-name.ts';
import { mergeWarning, tagProblem } from './tag-words.ts';
import { usePlacement } from './use-placement.ts';

export interface TagRenameProps {
  readonly tag: TagCount;
  /** Every tag of the catalogue. */
  readonly tags: readonly TagCount[];
  readonly onRename: (name: string) => void;
  /** The field is done with; by key the focus has to go somewhere. */
  readonly onLeave: (byKey: boolean) => void;
}

/** The name of a tag as a field in the place of its chip; what Enter will do is said before it is pressed. */
export function TagRename(props: TagRenameProps) {
  const { tag, tags } = props;
  const [name, setName] = useState(tag.name);
  const [refused, setRefused] = useState('');
  const place = useRef<HTMLSpanElement>(null);
  const sentence = refused === '' ? mergeWarning(tag, name, tags) : refused;
  const placement = usePlacement(place, sentence !== '');

  const commit = () => {
    const parsed = parseTagName(name);
    if (!parsed.ok) {
      setRefused(tagProblem(name) ?? '');
      return;
    }
    if (parsed.name !== tag.name) props.onRename(parsed.name);
    props.onLeave(true);
  };
  return (
    <span class="chip-rename" ref={place}>
      <input
        class="field"
        type="text"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        size={Math.max(6, Math.min(24, name.length + 1))}
        aria-label={i18n.t('library.tags.renameField', [tag.name])}
        aria-invalid={refused !== ''}
        value={name}
        ref={(input) => {
          if (input !== null && document.activeElement !== input && name === tag.name)
            input.select();
        }}
        onInput={(event) => {
          setName(event.currentTarget.value);
          setRefused('');
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
          event.preventDefault();
          if (event.key === 'Enter') commit();
          else props.onLeave(true);
        }}
        onBlur={() => props.onLeave(false)}
      />
      <span role="status">
        {placement !== null && (
          <span class="suggestions tag-said" style={{ ...placement }}>
            {sentence}
          </span>
        )}
      </span>
    </span>
  );
}
