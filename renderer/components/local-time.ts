/** Points in time as people read them. */

/** China has one zone and no summer time */
const OFFSET_MILLISECONDS = 8 * 3_600_000;
const ISO_POINT = /^\d{4}-\d{2}-\d{2}T/;

/** `2026-11-23T08:20:00.000Z` → `2026-11-23 16:20`, Chinese time whatever the computer's zone; other text stays as it is. */
export function localTime(at: string): string {
  if (!ISO_POINT.test(at)) return at;
  return new Date(Date.parse(at) + OFFSET_MILLISECONDS).toISOString().slice(0, 16).replace('T', ' ');
}
