/** What a computed colour says about light: enough to choose between the light and the dark set. */

interface Light {
  /** Relative luminance of WCAG 2, 0 to 1; near enough for the newer colour spaces. */
  readonly luminance: number;
  readonly alpha: number;
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Reads a colour as `getComputedStyle` writes it. */
export function lightOf(color: string): Light {
  const [name = '', inner = ''] = color.split('(');
  if (inner === '') return { luminance: 0, alpha: name === 'transparent' ? 0 : 1 };
  const [a = 0, b = 0, c = 0, alpha = 1] = inner
    .split(/[\s,/)]+/)
    .map(Number.parseFloat)
    .filter((value) => !Number.isNaN(value));
  if (name.startsWith('ok')) return { luminance: a ** 3, alpha };
  if (name.startsWith('l')) return { luminance: ((a + 16) / 116) ** 3, alpha };
  const scale = name.startsWith('rgb') ? 255 : 1;
  const luminance =
    0.2126 * linear(a / scale) + 0.7152 * linear(b / scale) + 0.0722 * linear(c / scale);
  return { luminance, alpha };
}
