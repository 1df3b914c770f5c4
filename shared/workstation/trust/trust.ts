/**
 * Whom this department believes (exchange package, Trust): keys of other departments with who confirmed them when against
 * what, revocation, coordinators, and the keys of this department's own computers. Every decision is an entry.
 */
import { fingerprint as fingerprintOf, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Entry, RevocationReason } from '#shared/ledger/entry.ts';
import type { KeyEntry, KeyState } from '#shared/ledger/key-register.ts';
import type { DirectoryRow, KeyRow, OwnKeys, PackageTrust, WorkstationApi } from '../api.ts';
import { type Context, departmentName, localDate, localTime, newEntry, record } from '../context.ts';

export const REVOCATION_LABELS: Readonly<Record<RevocationReason, string>> = {
  lost: '丢失',
  compromised: '泄露',
  retired: '停用',
  mistaken: '登记错误',
};

// ---- what is believed ----

export interface TrustVerdict {
  readonly trust: PackageTrust;
  /** who decided what when; empty where there is nothing to say */
  readonly note: string;
}

/** Whether a package of this department, signed by this key at this time, is believed. */
export function judgeKey(context: Context, departmentId: string, fingerprint: string, createdAt: string): TrustVerdict {
  const { keys } = context.projection;
  const key = keys.find(departmentId, fingerprint);
  switch (key?.trust) {
    case 'confirmed':
      return { trust: 'confirmed', note: lastWord(context, key) };
    case 'revoked':
      return { trust: 'revoked', note: lastWord(context, key) };
    case 'superseded':
      // What the old key signed before it was replaced still holds.
      return { trust: createdAt <= (key.supersededAt ?? '') ? 'confirmed' : 'superseded', note: lastWord(context, key) };
    default: {
      const others = keys.of(departmentId).filter((each) => each.trust !== 'unconfirmed' && each.fingerprint !== fingerprint);
      const last = others.at(-1);
      return last ? { trust: 'changed', note: lastWord(context, last) } : { trust: 'unknown', note: '' };
    }
  }
}

function lastWord(context: Context, key: KeyState): string {
  const entry = key.history.findLast((each) => each.type === (key.trust === 'revoked' ? 'key.revoked' : 'key.confirmed'));
  return entry ? `${localTime(entry.at)} ${entry.actor.operator}：${describeKeyEntry(context, entry)}` : '';
}

export function describeKeyEntry(context: Context, entry: KeyEntry): string {
  switch (entry.type) {
    case 'key.learned':
      return { card: '由部门名片登记，未核对', package: '由数据包登记，未核对', directory: `由协调部门的名录包登记，未核对` }[
        entry.payload.source
      ];
    case 'key.confirmed':
      switch (entry.payload.means) {
        case 'rotation':
          return `由原密钥签名更换，自动确认（${entry.payload.against}）`;
        case 'coordinator':
          return `由协调部门确认（${entry.payload.against}）`;
        case 'own':
          return entry.payload.departmentId === context.department.uscc ? '本机密钥' : entry.payload.against;
        default:
          return `核对并确认（${entry.payload.against}）`;
      }
    case 'key.revoked':
      return `吊销：${REVOCATION_LABELS[entry.payload.reason]}（${entry.payload.note}）`;
  }
}

export function keyRow(context: Context, key: KeyState): KeyRow {
  const history = key.history.map((entry) => ({
    at: localTime(entry.at),
    operator: entry.actor.operator,
    text: describeKeyEntry(context, entry),
  }));
  const replaced = key.supersededAt && { at: localTime(key.supersededAt), operator: '', text: '由该部门的新密钥接替' };
  return {
    departmentId: key.departmentId,
    fingerprint: key.fingerprint,
    workstation: key.workstation,
    trust: key.trust,
    history: replaced ? [...history, replaced].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) : history,
  };
}

export function directoryRows(context: Context): readonly DirectoryRow[] {
  const { directory, keys, packages } = context.projection;
  const counts = new Map<string, { out: number; in: number }>();
  for (const each of packages.values()) {
    const count = counts.get(each.departmentId) ?? { out: 0, in: 0 };
    count[each.direction] += 1;
    counts.set(each.departmentId, count);
  }
  return [...directory.values()].map((department): DirectoryRow => {
    const all = keys.of(department.uscc);
    const best = bestOf(all);
    const count = counts.get(department.uscc);
    const confirmed = best?.history.find((entry) => entry.type === 'key.confirmed');
    return {
      department,
      fingerprint: best?.fingerprint ?? '',
      keyState: best?.trust ?? 'none',
      confirmedAt: confirmed ? localTime(confirmed.at) : '',
      keys: all.map((key) => keyRow(context, key)),
      coordinator: isCoordinator(context, department.uscc),
      canSeal: all.some((key) => key.trust === 'confirmed'),
      packagesOut: count?.out ?? 0,
      packagesIn: count?.in ?? 0,
    };
  });
}

/** The one that tells most about the department: what can be used, before what waits, before what is over. */
function bestOf(keys: readonly KeyState[]): KeyState | undefined {
  const order = ['confirmed', 'unconfirmed', 'superseded', 'revoked'] as const;
  for (const trust of order) {
    const found = keys.findLast((key) => key.trust === trust);
    if (found) return found;
  }
  return undefined;
}

export function isCoordinator(context: Context, departmentId: string): boolean {
  return context.projection.coordinators.get(departmentId)?.payload.coordinator === true;
}

// ---- decisions ----

export const AGAINST_REQUIRED = fail('key.against-required', '请填写与谁、用什么方式核对的指纹，例如“与王某某电话核对”。');

export async function confirmKnownKey(context: Context, input: Parameters<WorkstationApi['confirmKnownKey']>[0]): Promise<Result<void>> {
  const key = context.projection.keys.find(input.departmentId, input.fingerprint);
  if (!key) return unknownKey();
  if (key.trust === 'revoked') return revokedKey(departmentName(context, input.departmentId));
  if (key.trust !== 'unconfirmed') return fail('key.already-confirmed', '这把密钥已经确认过，不需要再确认。');
  const against = input.against.trim();
  if (against.length < 2) return AGAINST_REQUIRED;
  const { departmentId, fingerprint, publicKeyPem } = key;
  const payload = { departmentId, fingerprint, publicKeyPem, against, means: 'person' as const };
  return saved(context, [newEntry(context, 'key.confirmed', departmentId, payload)]);
}

/** Final: a key that may be in other hands is never believed again; the department makes a new one. */
export async function revokeKey(context: Context, input: Parameters<WorkstationApi['revokeKey']>[0]): Promise<Result<void>> {
  const { departmentId, fingerprint, reason } = input;
  const key = context.projection.keys.find(departmentId, fingerprint);
  if (!key) return unknownKey();
  if (key.trust === 'revoked') return fail('key.already-revoked', '这把密钥已经吊销。');
  const own = await ownFingerprint(context);
  if (!own.ok) return own;
  if (own.value === fingerprint) {
    return fail('key.own', '这是本机正在使用的密钥。如已泄露或要停用，请在“设置”的“签名密钥”里更换密钥。');
  }
  const note = input.note.trim();
  if (note.length < 2) return fail('key.note-required', '请写明依据，例如“对方来函（济高新市监函〔2026〕3号）告知电脑被盗”。');
  return saved(context, [newEntry(context, 'key.revoked', departmentId, { departmentId, fingerprint, reason, note })]);
}

export async function nameCoordinator(context: Context, input: Parameters<WorkstationApi['nameCoordinator']>[0]): Promise<Result<void>> {
  const { departmentId, coordinator } = input;
  const department = context.projection.directory.get(departmentId);
  if (!department) return fail('directory.not-found', '部门名录里没有这个部门。请先登记。');
  if (coordinator && !department.roles.includes('approval')) {
    return fail('coordinator.not-approval', '只有审批部门可以作为协调部门（办法第十九条、第二十七条）。');
  }
  if (coordinator && context.projection.keys.usable(departmentId).length === 0) {
    return fail('coordinator.no-key', `“${department.name}”的密钥还没有核对，不能作为协调部门。请先导入它的部门名片并核对指纹。`);
  }
  return saved(context, [newEntry(context, 'coordinator.named', departmentId, { coordinator, note: input.note.trim() })]);
}

async function saved(context: Context, entries: readonly Entry[]): Promise<Result<void>> {
  const done = await record(context, entries);
  return done.ok ? ok(undefined) : done;
}

export function unknownKey() {
  return fail('key.unknown', '名录里没有这把密钥。请先导入对方的部门名片。');
}

export function revokedKey(name: string) {
  return fail('key.revoked', `“${name}”的这把密钥已经吊销，不能再确认。请对方更换密钥后重新导出名片。`);
}

// ---- own keys ----

export async function ownFingerprint(context: Context): Promise<Result<string>> {
  const pem = await context.host.signer.publicKeyPem();
  if (!pem.ok) return pem;
  const publicKey = publicKeyFromPem(pem.value);
  return publicKey.ok ? ok(fingerprintOf(publicKey.value)) : publicKey;
}

function fingerprintOfPem(pem: string): string {
  const publicKey = publicKeyFromPem(pem);
  return publicKey.ok ? fingerprintOf(publicKey.value) : '';
}

/**
 * This computer's keys, as the key file has them, become facts of the ledger when they are new: so a change of key is
 * recorded even when the program ended right after it. `more` goes into the same commit.
 */
export async function recordOwnKeys(context: Context, more: readonly Entry[] = []): Promise<Result<void>> {
  if (context.ledger.readOnly) return ok(undefined);
  const entries = await ownKeyEntries(context);
  if (!entries.ok) return entries;
  const all = [...more, ...entries.value];
  return all.length === 0 ? ok(undefined) : saved(context, all);
}

async function ownKeyEntries(context: Context): Promise<Result<readonly Entry[]>> {
  const keyring = await context.host.signer.keyring();
  if (!keyring.ok) return keyring;
  const departmentId = context.department.uscc;
  const { keys } = context.projection;
  const { workstation, current, retired } = keyring.value;
  const entries = [...retired, current].flatMap((key, index): readonly Entry[] => {
    const fingerprint = fingerprintOfPem(key.publicKeyPem);
    const known = keys.find(departmentId, fingerprint);
    const previous = retired[index - 1];
    const replaces = previous && !previous.compromised ? fingerprintOfPem(previous.publicKeyPem) : undefined;
    const payload = { departmentId, fingerprint, publicKeyPem: key.publicKeyPem, against: '本机密钥', workstation: workstation.name };
    const confirmed = newEntry(context, 'key.confirmed', departmentId, {
      ...payload,
      means: 'own',
      ...(replaces === undefined ? {} : { replaces, since: key.createdAt }),
    });
    const compromised = retired[index]?.compromised === true && known?.trust !== 'revoked';
    const note = '在本机更换密钥时声明泄露';
    const revoked = newEntry(context, 'key.revoked', departmentId, { departmentId, fingerprint, reason: 'compromised', note });
    return [...(known && known.trust !== 'unconfirmed' ? [] : [confirmed]), ...(compromised ? [revoked] : [])];
  });
  return ok(entries);
}

export async function ownKeys(context: Context): Promise<Result<OwnKeys>> {
  const keyring = await context.host.signer.keyring();
  if (!keyring.ok) return keyring;
  const { workstation, current } = keyring.value;
  const fingerprint = fingerprintOfPem(current.publicKeyPem);
  const departmentId = context.department.uscc;
  return ok({
    departmentId,
    fingerprint,
    workstation: workstation.name,
    createdAt: localDate(current.createdAt),
    others: context.projection.keys
      .of(departmentId)
      .filter((key) => key.fingerprint !== fingerprint)
      .map((key) => keyRow(context, key)),
  });
}
