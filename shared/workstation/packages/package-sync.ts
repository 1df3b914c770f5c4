/**
 * Between the computers of one department: each tells the others everything it knows, and the union of the entries makes
 * them the same (architecture.md, Single writer per fact). What was told is a stretch of the ledger's segments.
 */
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { canonicalJson, MAX_ENTRIES_BYTES } from '#shared/exchange/entry-lines.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { WorkstationApi } from '../api.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import type { Context } from '../context.ts';
import { ownFingerprint } from '../trust/trust.ts';
import { collectAttachments, type SentPackage, sendPackage } from './package-sending.ts';

/** room for the last segment: a segment of 1,000 entries is rarely more */
const SOFT_LIMIT_BYTES = MAX_ENTRIES_BYTES - 16 * 1024 * 1024;

export async function exportSync(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['exportSync']>[0],
): Promise<Result<SentPackage & { readonly more: boolean }>> {
  const own = await ownFingerprint(context);
  if (!own.ok) return own;
  const departmentId = context.department.uscc;
  const others = context.projection.keys.usable(departmentId).filter((key) => key.fingerprint !== own.value);
  if (others.length === 0) {
    const message = '本部门还没有登记其他电脑。请在另一台电脑上导出部门名片，在本机的“部门名录”里导入并核对；反过来也做一次。';
    return fail('sync.no-other', message);
  }
  const first = nextSegment(context) + 1;
  const collected = await collect(context, first);
  if (!collected.ok) return collected;
  const { entries, last, more } = collected.value;
  if (entries.length === 0) return fail('sync.nothing', '上次同步以后没有新的内容，不需要再生成同步包。');
  const attachments = await collectAttachments(vault, entries);
  if (!attachments.ok) return attachments;
  const sent = await sendPackage(context, vault, {
    output: input,
    recipients: [departmentId],
    purpose: 'sync',
    title: `本部门同步 ${entries.length} 条`,
    records: [],
    entries,
    attachments: attachments.value,
    print: () => [],
    segments: { first, last },
  });
  return sent.ok ? ok({ ...sent.value, more }) : sent;
}

/** The last segment that an earlier sync of this computer told. */
function nextSegment(context: Context): number {
  let last = 0;
  for (const state of context.projection.packages.values()) {
    const recipe = state.direction === 'out' && state.purpose === 'sync' ? context.projection.packages.recipe(state.packageId) : undefined;
    // A recipe of another computer counts the segments of its own ledger; that computer's packages have its series.
    if (recipe?.segments && state.series === context.series) last = Math.max(last, recipe.segments.last);
  }
  return last;
}

async function collect(
  context: Context,
  first: number,
): Promise<Result<{ readonly entries: readonly Entry[]; readonly last: number; readonly more: boolean }>> {
  const segments = await context.ledger.read(first);
  if (!segments.ok) return segments;
  const entries: Entry[] = [];
  let bytes = 0;
  let last = first - 1;
  for await (const segment of segments.value) {
    entries.push(...segment.entries);
    for (const entry of segment.entries) bytes += canonicalJson(entry).length * 2;
    last = segment.seq;
    if (bytes > SOFT_LIMIT_BYTES) break;
  }
  return ok({ entries: unique(entries), last, more: last < context.ledger.segments });
}

/** A stretch of the ledger, as {@link exportSync} put it into a package. */
export async function segmentEntries(context: Context, first: number, last: number): Promise<Result<readonly Entry[]>> {
  const segments = await context.ledger.read(first);
  if (!segments.ok) return segments;
  const entries: Entry[] = [];
  for await (const segment of segments.value) {
    if (segment.seq > last) break;
    entries.push(...segment.entries);
  }
  return ok(unique(entries));
}

function unique(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}
