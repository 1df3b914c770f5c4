/** Department cards: the own one to hand out, and others' to take in (exchange package, Trust). */
import { fingerprint as fingerprintOf, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import type { Department } from '#shared/domain/department.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import {
  type CardFile,
  isSignedBy,
  MAX_CARD_BYTES,
  type ReadCard,
  readCardFile,
  writeStatement,
} from '#shared/exchange/department-card.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { OpenedCard, SavedFile, WorkstationApi } from '../api.ts';
import { type Context, localDate, localTime, newEntry, record } from '../context.ts';
import { readWhole, saveBytes } from '../file-transfer.ts';
import { AGAINST_REQUIRED, keyRow, ownFingerprint, revokedKey } from './trust.ts';

const DEPARTMENT_LABELS = {
  name: '名称',
  roles: '职责',
  address: '地址',
  telephone: '电话',
  documentCode: '机关代字',
} as const;
const ROLE_LABELS = { approval: '审批', supervision: '监管' } as const;

// ---- the own card ----

/** The card, with the proof of the key before, and the declarations of own keys that are no longer to be believed. */
export async function saveOwnCard(context: Context, { token }: Parameters<WorkstationApi['saveOwnCard']>[0]): Promise<Result<SavedFile>> {
  const text = await ownCardText(context);
  return saveBytes(context.host.files, token, text.ok ? ok(new TextEncoder().encode(text.value)) : text);
}

export async function ownCardText(context: Context): Promise<Result<string>> {
  const { signer } = context.host;
  const keyring = await signer.keyring();
  if (!keyring.ok) return keyring;
  const { workstation, current, retired } = keyring.value;
  const created = context.now().toISOString();
  const previous = retired.at(-1);
  const replaces = previous && !previous.compromised ? readable(previous.publicKeyPem) : undefined;
  const card = await writeStatement(
    {
      sgcard: 1,
      kind: 'card',
      created: replaces === undefined ? created : new Date(Date.parse(current.createdAt)).toISOString(),
      department: context.department,
      publicKey: current.publicKeyPem,
      workstation: workstation.name,
      ...(replaces === undefined ? {} : { replaces }),
    },
    (bytes) => signer.sign(bytes),
    replaces === undefined ? undefined : (bytes) => signer.sign(bytes, replaces),
  );
  if (!card.ok) return card;
  const texts = [card.value];
  for (const key of retired.filter((each) => each.compromised)) {
    const revocation = await writeStatement(
      { sgcard: 1, kind: 'revocation', created, departmentId: context.department.uscc, publicKey: key.publicKeyPem, reason: 'compromised' },
      (bytes) => signer.sign(bytes, readable(key.publicKeyPem)),
    );
    if (!revocation.ok) return revocation;
    texts.push(revocation.value);
  }
  return ok(texts.join('\n'));
}

function readable(pem: string): string {
  const publicKey = publicKeyFromPem(pem);
  return publicKey.ok ? fingerprintOf(publicKey.value) : '';
}

// ---- others' cards ----

interface CardSession {
  readonly file: CardFile;
  readonly card: ReadCard;
}

export class Cards {
  readonly #sessions = new Map<string, CardSession>();

  constructor(private readonly context: Context) {}

  async open(input: Parameters<WorkstationApi['openCard']>[0]): Promise<Result<OpenedCard>> {
    const { files } = this.context.host;
    const at = { file: input.fileName };
    if (input.size > MAX_CARD_BYTES) {
      await files.abort(input.token);
      return fail('card.too-large', '这个文件太大，不是部门名片。请确认选择的是 .sgcard 文件。', at);
    }
    const bytes = await readWhole(files, input.token, input.size);
    await files.abort(input.token);
    if (!bytes.ok) return bytes;
    const file = readCardFile(bytes.value);
    if (!file.ok) return { ok: false, error: { ...file.error, at } };
    const [card, ...more] = file.value.cards;
    if (!card || more.length > 0) return fail('card.malformed', '这个文件里应当有一张部门名片。请对方重新导出名片。', at);
    if ((card.statement.department.demo ?? false) !== (this.context.department.demo ?? false)) {
      return fail('card.demo-mixed', '演示部门的名片只能在演示模式中使用，正式部门的名片只能在正式数据中使用。', at);
    }
    const openId = createUuid();
    this.#sessions.set(openId, { file: file.value, card });
    return this.#describe(openId, input.fileName, { file: file.value, card });
  }

  async #describe(openId: string, fileName: string, { file, card }: CardSession): Promise<Result<OpenedCard>> {
    const relation = await this.#relation(card);
    if (!relation.ok) return relation;
    const { keys, directory } = this.context.projection;
    const { department, workstation, created } = card.statement;
    const known = department.uscc === this.context.department.uscc ? undefined : directory.get(department.uscc);
    return ok({
      openId,
      fileName,
      department,
      fingerprint: card.fingerprint,
      workstation,
      createdAt: localTime(created),
      relation: relation.value,
      confirmedKeys: keys.usable(department.uscc).map((key) => keyRow(this.context, key)),
      revokes: file.revocations
        .filter(({ statement }) => statement.departmentId === department.uscc)
        .map(({ statement, fingerprint }) => ({
          fingerprint,
          reason: statement.reason,
          known: keys.find(department.uscc, fingerprint) !== undefined,
        })),
      changes: known ? changesOf(known, department) : [],
    });
  }

  async #relation(card: ReadCard): Promise<Result<OpenedCard['relation']>> {
    const { keys, directory } = this.context.projection;
    const { department } = card.statement;
    const own = await ownFingerprint(this.context);
    if (!own.ok) return own;
    if (card.fingerprint === own.value) return ok('own');
    const known = keys.find(department.uscc, card.fingerprint);
    if (known?.trust === 'revoked') return ok('revoked');
    if (known && known.trust !== 'unconfirmed') return ok('known');
    if (this.#replaced(card)) return ok('rotation');
    if (department.uscc === this.context.department.uscc) return ok('ownOther');
    const confirmed = keys.of(department.uscc).some((key) => key.trust !== 'unconfirmed');
    return ok(confirmed || (known && directory.has(department.uscc)) ? 'newKey' : 'newDepartment');
  }

  /** The confirmed key that signed this card as its successor; a revoked one vouches for nothing. */
  #replaced(card: ReadCard) {
    const { replaces, department } = card.statement;
    const previous = replaces === undefined ? undefined : this.context.projection.keys.find(department.uscc, replaces);
    const believed = previous?.trust === 'confirmed' || previous?.trust === 'superseded';
    return believed && isSignedBy(card, previous.publicKeyPem) ? previous : undefined;
  }

  async accept({ openId, against }: Parameters<WorkstationApi['acceptCard']>[0]): Promise<Result<void>> {
    const session = this.#sessions.get(openId);
    if (!session) return fail('card.closed', '这张名片已经关闭。请重新选择文件。');
    const { card, file } = session;
    const { department } = card.statement;
    const relation = await this.#relation(card);
    if (!relation.ok) return relation;
    if (relation.value === 'revoked') return revokedKey(department.name);
    if (relation.value === 'own') return fail('card.own', '这是本机自己的名片，不需要导入。请交给其他部门导入。');
    if (against !== undefined && against.trim().length < 2) return AGAINST_REQUIRED;
    const entries = [
      ...this.#directoryEntries(department),
      ...this.#keyEntries(card, relation.value, against?.trim()),
      ...this.#revocationEntries(file, department.uscc),
    ];
    const saved = await record(this.context, entries);
    if (!saved.ok) return saved;
    this.close(openId);
    return ok(undefined);
  }

  #directoryEntries(department: Department): readonly Entry[] {
    if (department.uscc === this.context.department.uscc) return [];
    const known = this.context.projection.directory.get(department.uscc);
    if (known && changesOf(known, department).length === 0) return [];
    return [newEntry(this.context, 'directory.changed', department.uscc, { department })];
  }

  #keyEntries(card: ReadCard, relation: OpenedCard['relation'], against: string | undefined): readonly Entry[] {
    const { department, publicKey: publicKeyPem, workstation, created, replaces } = card.statement;
    const { fingerprint, text } = card;
    if (relation === 'known') return [];
    const departmentId = department.uscc;
    const common = { departmentId, fingerprint, publicKeyPem, workstation, card: text };
    if (relation === 'rotation') {
      const note = `名片日期 ${localDate(created)}`;
      const payload = { ...common, against: note, means: 'rotation' as const, ...(replaces ? { replaces } : {}), since: created };
      return [newEntry(this.context, 'key.confirmed', departmentId, payload)];
    }
    if (against === undefined) return [newEntry(this.context, 'key.learned', departmentId, { ...common, source: 'card' })];
    return [newEntry(this.context, 'key.confirmed', departmentId, { ...common, against, means: 'person' })];
  }

  /** Signed by the revoked key itself: whoever made it had the key, and could do worse with it. */
  #revocationEntries(file: CardFile, departmentId: string): readonly Entry[] {
    const { keys } = this.context.projection;
    return file.revocations.flatMap(({ statement, fingerprint, text }) => {
      const known = keys.find(departmentId, fingerprint);
      if (statement.departmentId !== departmentId || !known || known.trust === 'revoked') return [];
      const note = `该密钥自己签名的停用声明，${localDate(statement.created)}`;
      const { reason } = statement;
      return [newEntry(this.context, 'key.revoked', departmentId, { departmentId, fingerprint, reason, note, proof: text })];
    });
  }

  close(openId: string): void {
    this.#sessions.delete(openId);
  }
}

function changesOf(known: Department, next: Department): OpenedCard['changes'] {
  const shown = (department: Department, field: keyof typeof DEPARTMENT_LABELS): string =>
    field === 'roles' ? department.roles.map((role) => ROLE_LABELS[role]).join('、') : department[field];
  return (Object.keys(DEPARTMENT_LABELS) as (keyof typeof DEPARTMENT_LABELS)[]).flatMap((field) => {
    const [before, after] = [shown(known, field), shown(next, field)];
    return before === after ? [] : [{ label: DEPARTMENT_LABELS[field], before, after }];
  });
}
