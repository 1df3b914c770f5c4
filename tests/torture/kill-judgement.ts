/** Compares what lies on the disk after a kill with what the window had reported before it. */
import type { Entry } from '#shared/ledger/entry.ts';
import { type KillTable, organisationOf, readDecisionNumber } from './kill-tables.ts';
import type { SavedLedger } from './saved-ledger.ts';

export interface ImportAttempt {
  readonly table: KillTable;
  /** the result page was seen */
  reported: boolean;
}

/** tables of earlier rounds, by tag: how many of their rows are in the ledger for good */
export type Settled = ReadonlyMap<string, number>;

export interface Judgement {
  readonly problems: readonly string[];
  /** how many rows of this table are in the ledger */
  readonly rowsOf: (tag: string) => number;
  readonly records: number;
}

export function judgeLedger(
  saved: SavedLedger,
  expected: { readonly attempts: readonly ImportAttempt[]; readonly settled: Settled; readonly digests: readonly string[] },
): Judgement {
  const { attempts, settled, digests } = expected;
  const recorded = saved.entries.filter((entry) => entry.type === 'approval.recorded');
  const sizes = sizesOf(attempts, settled);
  const rows = new Map<string, Set<number>>();
  const problems: string[] = [];
  for (const { payload } of recorded) {
    const { decisionNumber, counterpart } = payload.approval;
    const origin = readDecisionNumber(decisionNumber);
    const size = origin && sizes.get(origin.tag);
    if (!origin || !size || origin.row < 1 || origin.row > size) {
      problems.push(`台账里有没导入过的记录：${decisionNumber}`);
      continue;
    }
    const found = rows.get(origin.tag) ?? new Set<number>();
    rows.set(origin.tag, found);
    if (found.has(origin.row)) problems.push(`重复：${decisionNumber}`);
    found.add(origin.row);
    if (counterpart.name !== organisationOf(size, origin.row)) problems.push(`内容不对：${decisionNumber}`);
  }
  const rowsOf = (tag: string) => rows.get(tag)?.size ?? 0;
  problems.push(
    ...repeatedIds(saved.entries),
    ...attempts.flatMap((attempt) => attemptProblems(attempt, rowsOf(attempt.table.tag))),
    ...[...settled]
      .filter(([tag, count]) => rowsOf(tag) !== count)
      .map(([tag, count]) => `以前的表 ${tag} 应有 ${count} 行，找到 ${rowsOf(tag)} 行`),
    ...commitProblems(saved.entries, rows),
  );
  if (!digests.every((digest, index) => saved.digests[index] === digest)) problems.push('以前的分段变了：台账不再是只增的');
  // a broken ledger has thousands of problems; the first ones tell
  return { problems: problems.slice(0, 10), rowsOf, records: recorded.length };
}

function sizesOf(attempts: readonly ImportAttempt[], settled: Settled): ReadonlyMap<string, number> {
  return new Map([...settled, ...attempts.map(({ table }) => [table.tag, table.rows] as const)]);
}

function attemptProblems({ table, reported }: ImportAttempt, found: number): readonly string[] {
  if (reported && found < table.rows) return [`已报告保存的表 ${table.tag} 有 ${table.rows} 行，只找到 ${found} 行`];
  return found === 0 || found === table.rows ? [] : [`表 ${table.tag} 只保存了一部分：${table.rows} 行中的 ${found} 行`];
}

function repeatedIds(entries: readonly Entry[]): readonly string[] {
  const distinct = new Set(entries.map((entry) => entry.id));
  return distinct.size === entries.length ? [] : [`有 ${entries.length - distinct.size} 条台账条目重复`];
}

/** Each table that is there was one commit, with its own closing entry; and nothing was taken for a correction. */
function commitProblems(entries: readonly Entry[], rows: ReadonlyMap<string, ReadonlySet<number>>): readonly string[] {
  const commits = entries.filter((entry) => entry.type === 'import.committed');
  const closed = new Map(commits.map(({ payload }) => [payload.fileName.replace(/\.csv$/, ''), payload.recorded]));
  const wrong = [...rows].filter(([tag, found]) => closed.get(tag) !== found.size).map(([tag]) => `表 ${tag} 没有对应的导入记录`);
  const corrected = entries.filter((entry) => entry.type === 'approval.corrected').length;
  return [
    ...wrong,
    ...(commits.length === rows.size ? [] : [`有 ${commits.length} 次导入记录，却有 ${rows.size} 张表的行`]),
    ...(corrected === 0 ? [] : [`有 ${corrected} 条记录被当成更正`]),
  ];
}
