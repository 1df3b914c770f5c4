/** Package numbers as people say them, and which of a gap are still open. */
import type { GapRow } from '#shared/workstation/api.ts';

/** `[12]` → `第 12 包`; `[3, 4, 5, 9]` → `第 3–5、9 包`; a long list ends with how many there are. */
export function sequencesText(sequences: readonly number[], series = ''): string {
  const runs = runsOf(sequences);
  const said = runs.slice(0, MOST_RUNS).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const rest = runs.length > MOST_RUNS ? ` 等 ${sequences.length.toLocaleString('zh-CN')}` : '';
  return `第 ${said.join('、')}${rest} 包${series ? `（电脑 ${series}）` : ''}`;
}

const MOST_RUNS = 8;

function runsOf(sequences: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const sequence of [...new Set(sequences)].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && sequence === last[1] + 1) last[1] = sequence;
    else runs.push([sequence, sequence]);
  }
  return runs;
}

/** the numbers of a gap that nobody has explained */
export function openSequences(gap: GapRow): readonly number[] {
  const explained = new Set(gap.explained.flatMap((explanation) => explanation.sequences));
  return gap.sequences.filter((sequence) => !explained.has(sequence));
}

/** gaps that still need somebody */
export function openGaps(gaps: readonly GapRow[]): readonly GapRow[] {
  return gaps.filter((gap) => openSequences(gap).length > 0);
}
