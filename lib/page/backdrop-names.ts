/** What a mark can lie on. */
export const BACKDROPS = ['light', 'dark'] as const;
export type Backdrop = (typeof BACKDROPS)[number];
