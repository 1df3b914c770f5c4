/** 议题 (办法 28(一), 30) as they come from a form: whose they are, and that their files are there. */
import type { AgendaItem } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import type { Context } from '../context.ts';

/** A department proposes in its own name, whatever the form says. */
export function ownItems({ department }: Context, items: readonly AgendaItem[]): AgendaItem[] {
  return items.map((item) => ({ ...item, proposerId: department.uscc, proposer: department.name }));
}

/** An entry must not name a file that isn't there: a package with it could never be made. */
export async function requireItemFiles(vault: AttachmentVault, items: readonly AgendaItem[]): Promise<Result<void>> {
  for (const { sha256, name } of items.flatMap(({ files }) => files)) {
    if (await vault.has(sha256)) continue;
    return fail('attachment.missing', `附件“${name}”的文件不在数据目录中，没有保存。请重新添加这个附件。`);
  }
  return ok(undefined);
}

/** What the ledger would refuse to read must not get into it. */
export function invalidMeeting(path: readonly PropertyKey[] | undefined) {
  return fail('meeting.invalid', '填写的内容不完整、太长或者格式不对，没有保存。请按提示修改。', { path: path?.join('.') ?? '' });
}
