import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { TagCount } from '../../lib/paper/paper.ts';
import type { MarkChoice, MarkMode, Settings } from '../../lib/settings/settings.ts';
import { Swatch } from '../Chip.tsx';
import { Section } from './Section.tsx';

interface MarksProps {
  readonly settings: Settings;
  readonly tags: readonly TagCount[];
  readonly onSettings: (settings: Settings) => void;
}

/** One of several; with a hint below the word. */
function Choice(props: {
  readonly name: string;
  readonly checked: boolean;
  readonly word: string;
  readonly hint?: string;
  readonly onChoose: () => void;
  readonly children?: ComponentChildren;
}) {
  return (
    <>
      <label class="choice">
        <input type="radio" name={props.name} checked={props.checked} onChange={props.onChoose} />
        <span>
          {props.word}
          {props.hint !== undefined && <span class="choice-hint">{props.hint}</span>}
        </span>
      </label>
      {props.children}
    </>
  );
}

/** On which sites papers are marked. */
export function ModeChoice(props: Pick<MarksProps, 'settings' | 'onSettings'>) {
  const { settings, onSettings } = props;
  const choose = (mode: MarkMode) => () => onSettings({ ...settings, mode });
  return (
    <fieldset class="choices">
      <legend>{i18n.t('library.settings.mode')}</legend>
      <Choice
        name="mode"
        checked={settings.mode === 'everywhere'}
        word={i18n.t('library.settings.modeEverywhere')}
        onChoose={choose('everywhere')}
      />
      <Choice
        name="mode"
        checked={settings.mode === 'chosen'}
        word={i18n.t('library.settings.modeChosen')}
        onChoose={choose('chosen')}
      />
      <Choice
        name="mode"
        checked={settings.mode === 'on-demand'}
        word={i18n.t('library.settings.modeOnDemand')}
        hint={i18n.t('library.settings.modeOnDemandHint')}
        onChoose={choose('on-demand')}
      />
    </fieldset>
  );
}

function TagTicks({ settings, tags, onSettings }: MarksProps) {
  if (tags.length === 0)
    return <p class="page-hint choice-inset">{i18n.t('library.settings.markedTagsNone')}</p>;
  const chosen = new Set(settings.markedTags);
  return (
    <ul class="tag-ticks choice-inset">
      {tags.map((tag) => (
        <li key={tag.id}>
          <label class="choice">
            <input
              type="checkbox"
              checked={chosen.has(tag.id)}
              onChange={() =>
                onSettings({
                  ...settings,
                  markedTags: chosen.has(tag.id)
                    ? settings.markedTags.filter((id) => id !== tag.id)
                    : [...settings.markedTags, tag.id],
                })
              }
            />
            {tag.slot !== null && <Swatch slot={tag.slot} />}
            <bdi dir="auto">{tag.name}</bdi>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** Where marks appear, and for which papers. */
export function MarksSection(props: MarksProps) {
  const { settings, onSettings } = props;
  const choose = (marked: MarkChoice) => () => onSettings({ ...settings, marked });
  return (
    <Section id="settings-marks" title={i18n.t('library.settings.marks')}>
      <ModeChoice settings={settings} onSettings={onSettings} />
      <fieldset class="choices">
        <legend>{i18n.t('library.settings.marked')}</legend>
        <Choice
          name="marked"
          checked={settings.marked === 'everything'}
          word={i18n.t('library.settings.markedEverything')}
          onChoose={choose('everything')}
        />
        <Choice
          name="marked"
          checked={settings.marked === 'handled'}
          word={i18n.t('library.settings.markedHandled')}
          hint={i18n.t('library.settings.markedHandledHint')}
          onChoose={choose('handled')}
        />
        <Choice
          name="marked"
          checked={settings.marked === 'tags'}
          word={i18n.t('library.settings.markedTags')}
          onChoose={choose('tags')}
        >
          {settings.marked === 'tags' && <TagTicks {...props} />}
        </Choice>
      </fieldset>
    </Section>
  );
}
