/** Where the build puts the style sheets of the marks, by the way of drawing that a browser can. */
export const MARKS_STYLES = {
  underlined: 'marks/underlined.css',
  filled: 'marks/filled.css',
} as const;
