/** 联络员 (办法 27, 28): each department's own officers with their history, and which departments have none. */
import { isRealDate } from '#shared/domain/dates.ts';
import { fillLetter } from '#shared/domain/letter-templates.ts';
import { inOffice, liaisonSchema } from '#shared/domain/liaison.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { LiaisonState } from '#shared/ledger/liaison-register.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, departmentName, entriesNow, localTime, newEntry, record, today } from '../context.ts';
import { saveDraft } from '../letters/letter-drafts.ts';
import { isOwn } from './meeting-parties.ts';
import type { LiaisonList, LiaisonRow, LiaisonsApi } from './meetings-api.ts';

const LIAISON_GONE = fail('liaison.not-found', '台账中没有这位联络员，或者不是本部门的联络员。请刷新后再试。');

/** Own first, then by department; those in office before those who were. */
export function liaisonList(context: Context): LiaisonList {
  const rows = [...context.projection.liaisons.values()].map((state) => rowOf(context, state)).sort(compareRows);
  const covered = new Set(rows.filter((row) => row.inOffice).map(({ departmentId }) => departmentId));
  const departments = [context.department.uscc, ...context.projection.directory.keys()];
  const without = [...new Set(departments)]
    .filter((departmentId) => !covered.has(departmentId))
    .map((departmentId) => ({
      departmentId,
      departmentName: departmentName(context, departmentId),
      own: isOwn(context, departmentId),
    }));
  return { rows, without };
}

function rowOf(context: Context, { liaisonId, departmentId, filed, history }: LiaisonState): LiaisonRow {
  return {
    liaisonId,
    departmentId,
    departmentName: departmentName(context, departmentId),
    own: isOwn(context, departmentId),
    liaison: filed.payload.liaison,
    inOffice: inOffice(filed.payload.liaison, today(context)),
    letterId: filed.payload.letterId,
    filedAt: localTime(filed.at),
    history: history.map(({ at, actor, payload }) => ({
      at: localTime(at),
      by: actor.operator,
      reason: payload.reason,
      liaison: payload.liaison,
    })),
  };
}

function compareRows(a: LiaisonRow, b: LiaisonRow): number {
  const order = (row: LiaisonRow) =>
    [row.own ? '0' : '1', row.departmentName, row.inOffice ? '0' : '1', row.liaison.from, row.liaisonId].join('\n');
  return order(a) < order(b) ? -1 : 1;
}

/** 27: 因工作变动需要调整的，由所在单位确定; so only the own ones, and a change says why. */
export async function saveLiaison(
  context: Context,
  { liaisonId, liaison, reason }: Parameters<LiaisonsApi['saveLiaison']>[0],
): Promise<Result<{ readonly liaisonId: string }>> {
  const known = liaisonId === undefined ? undefined : ownLiaison(context, liaisonId);
  if (liaisonId !== undefined && !known) return LIAISON_GONE;
  const parsed = liaisonSchema.safeParse({ ...liaison, name: liaison.name.trim(), duties: [...new Set(liaison.duties)] });
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return fail('liaison.invalid', '联络员资料不完整、太长或者格式不对，没有保存。请按提示修改。', { path });
  }
  const { from, until, telephone, mobile } = parsed.data;
  if (!isRealDate(from)) return fail('liaison.from', '任职日期不对。请重新填写。', { path: 'from' });
  if (until !== '' && (!isRealDate(until) || until < from)) {
    return fail('liaison.until', '离任日期不对，或者早于任职日期。请重新填写。', { path: 'until' });
  }
  if (telephone.trim() === '' && mobile.trim() === '') {
    return fail('liaison.contact-required', '请填写联络员的办公电话或者手机号码。', { path: 'telephone' });
  }
  const id = liaisonId ?? createUuid();
  if (known && canonicalJson(known.filed.payload.liaison) === canonicalJson(parsed.data)) return ok({ liaisonId: id });
  if (known && reason.trim().length < 2) return fail('liaison.reason-required', '调整联络员，请写明原因。', { path: 'reason' });
  if (reason.length > 500) return fail('liaison.invalid', '调整原因太长。请缩短。', { path: 'reason' });
  const saved = await record(context, [newEntry(context, 'liaison.filed', id, { liaison: parsed.data, reason: reason.trim() })]);
  return saved.ok ? ok({ liaisonId: id }) : saved;
}

/** 27: 报审批或监管部门备案. Those who have left are named as replaced; the officers then name the letter. */
export async function beginLiaisonLetter(
  context: Context,
  vault: AttachmentVault,
  liaisonIds: readonly string[],
): Promise<Result<{ readonly letterId: string }>> {
  const chosen: LiaisonState[] = [];
  for (const liaisonId of new Set(liaisonIds)) {
    const found = ownLiaison(context, liaisonId);
    if (!found) return LIAISON_GONE;
    chosen.push(found);
  }
  const day = today(context);
  const current = chosen.filter(({ filed }) => filed.payload.liaison.until === '' || filed.payload.liaison.until >= day);
  if (current.length === 0) return fail('liaison.none-chosen', '请选择至少一位在任的联络员（办法第二十七条）。');
  const replaced = chosen.filter((each) => !current.includes(each)).map(({ filed }) => filed.payload.liaison.name);
  const recipients = filedWith(context);
  const { name, telephone } = context.department;
  const content = fillLetter('liaisonFiling', {
    from: { name, telephone },
    recipients: recipients.map((each) => each.name),
    contact: { name: context.operator },
    liaisons: current.map(({ filed }) => {
      const { liaison } = filed.payload;
      return { name: liaison.name, office: liaison.section, position: liaison.position, telephone: liaison.telephone || liaison.mobile };
    }),
    ...(replaced.length > 0 ? { replaced: replaced.join('、') } : {}),
  });
  const letterId = createUuid();
  const drafted = await saveDraft(context, vault, { letterId, content, about: [], recipientIds: recipients.map(({ uscc }) => uscc) });
  if (!drafted.ok) return drafted;
  const now = entriesNow(context);
  const named = chosen.map(({ liaisonId, filed }) =>
    now('liaison.filed', liaisonId, { liaison: filed.payload.liaison, reason: '起草联络员备案函', letterId }),
  );
  const saved = await record(context, named);
  return saved.ok ? ok({ letterId }) : saved;
}

/** The other side: supervision departments file with those that approve, and these with those that supervise. */
function filedWith({ department, projection }: Context) {
  const wanted = department.roles.includes('approval') ? 'supervision' : 'approval';
  return [...projection.directory.values()].filter(({ roles }) => roles.includes(wanted)).slice(0, 200);
}

function ownLiaison(context: Context, liaisonId: string): LiaisonState | undefined {
  const found = context.projection.liaisons.get(liaisonId);
  return found && isOwn(context, found.departmentId) ? found : undefined;
}
