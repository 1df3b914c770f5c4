/** How this room turns what goes wrong inside a file into a failed Result. */
import { FailureError, fail, ok, type Place, type Result } from '#shared/domain/result.ts';

/** Leaves the reading of a file from any depth; {@link readOrFail} turns it into a Result. */
export function refuse(code: string, message: string, at?: Place): never {
  throw new FailureError(fail(code, message, at).error);
}

/** The file isn't what its container or its XML promises; `part` says where, for people who can look inside. */
export function refuseDamaged(what: string, part?: string): never {
  throw damaged(what, part);
}

export function damaged(what: string, part?: string): FailureError {
  const where = part === undefined ? '' : `（${part}）`;
  const message = `文件已损坏：${what}${where}。请用 Excel 或 WPS 表格打开检查，另存为 .xlsx 后再导入；打不开的，请向提供文件的系统重新导出。`;
  return new FailureError(fail('table.damaged', message, part === undefined ? undefined : { path: part }).error);
}

/** Runs `work`; a thrown FailureError becomes a failed Result, anything else keeps flying. */
export function readOrFail<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, error: error.failure };
    throw error;
  }
}
