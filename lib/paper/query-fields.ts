/**
 * The fields of an address's query, in order. A content script in Firefox cannot iterate over
 * `URLSearchParams` ("values() is not iterable"); `forEach` it can.
 */
export function queryFields({ searchParams }: URL): [name: string, value: string][] {
  const fields: [string, string][] = [];
  searchParams.forEach((value, name) => {
    fields.push([name, value]);
  });
  return fields;
}
