/** Points in time as people read them. */

/** China has one zone and no summer time */
const OFFSET_MILLISECONDS = 8 * 3_600_000;

/** `2026-11-23T08:20:00.000Z` → `2026-11-23 16:20`, Chinese time whatever the computer's zone. */
export function localTime(at: string): string {
  return new Date(Date.parse(at) + OFFSET_MILLISECONDS).toISOString().slice(0, 16).replace('T', ' ');
}
