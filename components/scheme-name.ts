import { i18n } from '#i18n';
import type { IdentifierScheme } from '../lib/paper/paper.ts';

/** The name of the site, or the kind of number, that an identifier is of: "arXiv", "DOI". */
export const schemeName = (scheme: IdentifierScheme): string => i18n.t(`identifiers.${scheme}`);
