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

/** Less than this much brighter or darker, and no channel further apart: nobody reads it. */
const MIN_CONTRAST = 1.3;
const MIN_APART = 48;

const channelsOf = (color: string) =>
  color.startsWith('rgb') ? (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number) : [];

/** Whether a text of one colour on a ground of the other can be made out; both as `getComputedStyle` writes them. */
export function isLegible(color: string, ground: string): boolean {
  if (color === ground) return false;
  const text = { ...lightOf(color), channels: channelsOf(color) };
  const back = { ...lightOf(ground), channels: channelsOf(ground) };
  if (text.channels.length < 3 || back.channels.length < 3) return true;
  const apart = text.channels.map((part, index) => Math.abs(part - (back.channels[index] ?? 0)));
  if (Math.max(...apart) * text.alpha >= MIN_APART) return true;
  const seen = back.luminance + (text.luminance - back.luminance) * text.alpha;
  const [low = 0, high = 0] = [seen, back.luminance].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05) >= MIN_CONTRAST;
}
