/**
 * Stands in for `#i18n` where no browser gives messages (component tests): the same `t`, reading the
 * messages that the build makes from `assets/locales/en.yml`.
 */
import type { i18n as productI18n } from '../.wxt/i18n/index.ts';

/** Put in by `tests/vitest.config.ts`. */
declare const MESSAGES_IN_TESTS: Readonly<Record<string, { readonly message: string }>>;

type Argument = number | readonly (string | number)[] | Readonly<Record<string, string | number>>;

/** Picks the form for a count from "one | more" or "none | one | more". */
function pickPlural(message: string, count: number): string {
  const forms = message.split(' | ');
  const index = forms.length === 3 ? Math.min(count, 2) : count === 1 ? 0 : forms.length - 1;
  return forms[index] ?? message;
}

function translate(key: string, ...args: readonly Argument[]): string {
  const entry = MESSAGES_IN_TESTS[key.replaceAll('.', '_')];
  if (entry === undefined) throw new Error(`There is no message "${key}" in assets/locales/en.yml`);
  const count = args.find((arg) => typeof arg === 'number');
  const given = args.find((arg) => Array.isArray(arg));
  const substitutions = given ?? (count === undefined ? [] : [count]);
  const message = count === undefined ? entry.message : pickPlural(entry.message, count);
  return message.replace(/\$([1-9$])/g, (_, which: string) =>
    which === '$' ? '$' : String(substitutions[Number(which) - 1] ?? ''),
  );
}

/** The keys are checked by the product's own types, the arguments by the messages themselves. */
export const i18n = { t: translate } as typeof productI18n;
