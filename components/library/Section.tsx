import type { ComponentChildren } from 'preact';

/** One heading of a long page and what belongs to it. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="settings-section" aria-labelledby={props.id}>
      <h2 class="section-title" id={props.id}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}
