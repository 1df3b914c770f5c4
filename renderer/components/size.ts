/** Amounts of bytes as people read them. */

const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** 1,536 → `1.5 KB`; small ones in 字节 */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
