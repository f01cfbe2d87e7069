/** Whether the text of a document of this type is read: web pages and plain text. */
export const isReadableType = (contentType: string): boolean =>
  /xhtml|^text\/(?:html|plain)$/.test(contentType);
