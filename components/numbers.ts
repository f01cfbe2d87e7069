const number = new Intl.NumberFormat();

/** A count, grouped as the browser's language groups it. */
export const formatNumber = (value: number): string => number.format(value);
