import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';

/** A private-use letter that no message and no paper contains. */
const PLACE = '\uE000';

const placeOf = (index: number) => `${PLACE}${index}${PLACE}`;

/** Give these to `i18n.t` as substitutions, and the elements for them to `Phrase` as parts. */
export const PLACE_1 = placeOf(0);
export const PLACE_2 = placeOf(1);
export const PLACE_3 = placeOf(2);

/** A translated sentence with elements in the places of its substitutions, in the language's own order. */
export function Phrase(props: {
  readonly text: string;
  readonly parts: readonly ComponentChildren[];
}) {
  return (
    <>
      {props.text.split(PLACE).map((piece, index) => (
        <Fragment key={`${index}:${piece}`}>
          {index % 2 === 1 ? props.parts[Number(piece)] : piece}
        </Fragment>
      ))}
    </>
  );
}
