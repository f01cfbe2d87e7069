/** Numbers and days as the browser's language writes them. */
const number = new Intl.NumberFormat();
const estimate = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** A count, grouped. */
export const formatNumber = (value: number): string => number.format(value);

/** For what is not known exactly: three digits that count. */
export const formatEstimate = (value: number): string => estimate.format(value);

/** A day, from milliseconds since 1970. */
export const formatDate = (at: number): string => date.format(at);
