import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import './state.css';

interface StateAction {
  readonly label: string;
  readonly onAct: () => void;
}

interface StateProps {
  readonly title?: string;
  readonly text: string;
  /** The first is the one that is meant. */
  readonly actions: readonly StateAction[];
  readonly children?: ComponentChildren;
}

function Actions({ actions }: Pick<StateProps, 'actions'>) {
  return (
    <p class="state-actions">
      {actions.map((action, index) => (
        <button
          key={action.label}
          type="button"
          class={`button ${index === 0 ? 'primary' : 'framed'}`}
          onClick={action.onAct}
        >
          {action.label}
        </button>
      ))}
    </p>
  );
}

/** Nothing to show, why, and what can be done. */
export function EmptyState(props: StateProps) {
  return (
    <div class="state">
      {props.title !== undefined && <h2 class="state-title">{props.title}</h2>}
      <p class="state-text">{props.text}</p>
      <Actions actions={props.actions} />
      {props.children}
    </div>
  );
}

/** One sentence, what still holds, one action; what the browser said is folded away. */
export function ErrorState(props: StateProps & { readonly detail?: string | undefined }) {
  return (
    <div class="state" role="alert">
      <p class="state-text">{props.text}</p>
      <Actions actions={props.actions} />
      {props.detail !== undefined && (
        <details class="state-detail">
          <summary>{i18n.t('errors.details')}</summary>
          <code>{props.detail}</code>
        </details>
      )}
    </div>
  );
}
