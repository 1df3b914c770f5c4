/** Runs the list's query in the worker, whenever the query or the data changes. */
import { ok } from '#shared/domain/result.ts';
import type { ApprovalListInfo, ApprovalQuery } from '#shared/workstation/api.ts';
import { workstation } from '../app/workstation-client.ts';
import { type Async, useAsync } from './use-async.ts';

/** `answer` counts the answers, so that the grid knows when to read its rows again */
export type ListAnswer = ApprovalListInfo & { readonly answer: number };

let answers = 0;

export function useListAnswer(query: ApprovalQuery): Async<ListAnswer> {
  return useAsync<ListAnswer>(async () => {
    const result = await workstation().queryApprovals(query);
    if (!result.ok) return result;
    answers += 1;
    return ok({ ...result.value, answer: answers });
  }, [query]);
}

const CHUNK = 500;

/**
 * The selected ids in the order of the list, without records of other departments: only the department that made a
 * record may push it (办法 20(一)).
 */
export async function ownSelected(selected: ReadonlySet<string>, total: number): Promise<readonly string[]> {
  const own: string[] = [];
  let seen = 0;
  for (let offset = 0; offset < total && seen < selected.size; offset += CHUNK) {
    const page = await workstation().approvalPage(offset, CHUNK);
    if (!page.ok) break;
    for (const row of page.value) {
      if (!selected.has(row.recordId)) continue;
      seen += 1;
      if (row.own) own.push(row.recordId);
    }
  }
  return own;
}
