/**
 * The keys of a profile. A random data key seals ledger and attachments; it is wrapped by the passphrase and by the
 * recovery code. The SM2 signing key is sealed by a key derived from the data key and never leaves this process.
 *
 * `keystore.json` also holds what the lock screen shows (department, operator). It is written durably; an unreadable
 * one blocks the profile instead of being replaced.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint, generateSm2KeyPair, publicKeyFromPem, publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import { unwrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import type { Department } from '#shared/domain/department.ts';
import type { OwnKeyring } from '#shared/domain/own-keyring.ts';
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Unlocked } from '#shared/ipc.ts';
import { errorCode, fileFailure, writeDurably } from './durable-file.ts';
import { defaultWorkstationName, KEYSTORE_VERSION, type KeystoreFile, parseKeystore, type SigningKey } from './keystore-file.ts';
import {
  createRecoveryCode,
  deriveSubkey,
  normalizeRecoveryCode,
  SCRYPT_COST,
  type ScryptCost,
  seal,
  unseal,
  unwrapKey,
  wrapKey,
} from './sealed-key.ts';
import { UnlockAttempts } from './unlock-attempts.ts';

const DEFAULT_IDLE_MINUTES = 10;
const PASSPHRASE_CONTEXT = 'sgx keystore 1 passphrase';
const RECOVERY_CONTEXT = 'sgx keystore 1 recovery';
const SIGNING_CONTEXT = 'sgx keystore 1 sm2';

export class Keystore {
  readonly #path: string;
  readonly #attempts: UnlockAttempts;
  #file: KeystoreFile | undefined;
  #problem: Failure | undefined;
  #dataKey: Buffer | undefined;
  /** fingerprint → key pair of this computer, the present one and those before */
  #pairs = new Map<string, Sm2KeyPair>();
  #busy: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly directory: string,
    now: () => number = Date.now,
    private readonly cost: ScryptCost = SCRYPT_COST,
  ) {
    this.#path = join(directory, 'keystore.json');
    this.#attempts = new UnlockAttempts(join(directory, 'unlock-attempts.json'), now);
  }

  async load(): Promise<void> {
    await this.#attempts.load();
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return;
      this.#problem = fileFailure(error, 'keystore', '读取密钥文件').error;
      return;
    }
    const parsed = parseKeystore(text);
    if (parsed.ok) this.#file = parsed.value;
    else this.#problem = parsed.error;
  }

  get problem(): Failure | undefined {
    return this.#problem;
  }

  get state(): 'firstRun' | 'locked' | 'unlocked' | 'blocked' {
    if (this.#problem) return 'blocked';
    if (!this.#file) return 'firstRun';
    return this.#dataKey ? 'unlocked' : 'locked';
  }

  get department(): Department | undefined {
    return this.#file?.department;
  }

  get workstationName(): string {
    return this.#file?.workstation.name ?? defaultWorkstationName();
  }

  get operator(): string | undefined {
    return this.#file?.operator;
  }

  get idleMinutes(): number {
    return this.#file?.idleMinutes ?? DEFAULT_IDLE_MINUTES;
  }

  get waitMilliseconds(): number {
    return this.#attempts.wait();
  }

  /** First run: makes all keys. Error: `keystore.exists`. */
  create(input: {
    readonly department: Department;
    readonly operator: string;
    readonly passphrase: string;
    /** the demo's known keys; a real profile always makes its own */
    readonly signingKey?: Sm2KeyPair;
    /** the demo's known computer; a real profile always names its own */
    readonly workstation?: OwnKeyring['workstation'];
  }): Promise<Result<Unlocked & { recoveryCode: string }>> {
    return this.#inTurn(async () => {
      if (this.state !== 'firstRun') return fail('keystore.exists', '这个数据目录里已经有一套密钥，不能再次初始化。请直接解锁。');
      const dataKey = randomBytes(32);
      const recoveryCode = createRecoveryCode();
      const pair = input.signingKey ?? generateSm2KeyPair();
      const createdAt = new Date().toISOString();
      const file: KeystoreFile = {
        version: KEYSTORE_VERSION,
        createdAt,
        department: input.department,
        operator: input.operator,
        idleMinutes: DEFAULT_IDLE_MINUTES,
        workstation: input.workstation ?? { id: createUuid(), name: defaultWorkstationName() },
        passphrase: await wrapKey(dataKey, input.passphrase, PASSPHRASE_CONTEXT, this.cost),
        recovery: await wrapKey(dataKey, recoveryCode, RECOVERY_CONTEXT, this.cost),
        signing: sealPair(dataKey, pair, createdAt),
        retired: [],
      };
      const saved = await this.#save(file);
      if (!saved.ok) return saved;
      const opened = this.#take(dataKey);
      return opened.ok ? ok({ ...opened.value, recoveryCode }) : opened;
    });
  }

  /** Errors: `keystore.wrong-passphrase`, `keystore.wait`. */
  unlock(passphrase: string): Promise<Result<Unlocked>> {
    return this.#inTurn(async () => {
      const dataKey = await this.#tryPassphrase(passphrase);
      return dataKey.ok ? this.#take(dataKey.value) : dataKey;
    });
  }

  /** A new passphrase by the recovery code; the used code is replaced by a new one. */
  recover(code: string, newPassphrase: string): Promise<Result<Unlocked & { recoveryCode: string }>> {
    return this.#inTurn(async () => {
      const file = this.#file;
      if (!file) return notReady();
      const normalized = normalizeRecoveryCode(code);
      if (!normalized) return fail('keystore.malformed-code', '恢复码输入有误：共 8 组、每组 4 个字符。请对照纸上的恢复码逐组核对。');
      const waiting = this.#mustWait();
      if (waiting) return waiting;
      const dataKey = await unwrapKey(file.recovery, normalized, RECOVERY_CONTEXT);
      if (!dataKey) {
        await this.#attempts.failed();
        return fail('keystore.wrong-code', '恢复码不对。请确认这是本数据目录最近一次生成的恢复码：换过口令或恢复码之后，旧的就失效了。');
      }
      await this.#attempts.succeeded();
      const recoveryCode = createRecoveryCode();
      const saved = await this.#save({
        ...file,
        passphrase: await wrapKey(dataKey, newPassphrase, PASSPHRASE_CONTEXT, this.cost),
        recovery: await wrapKey(dataKey, recoveryCode, RECOVERY_CONTEXT, this.cost),
      });
      if (!saved.ok) return saved;
      const opened = this.#take(dataKey);
      return opened.ok ? ok({ ...opened.value, recoveryCode }) : opened;
    });
  }

  changePassphrase(current: string, next: string): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const dataKey = await this.#tryPassphrase(current);
      if (!dataKey.ok) return dataKey;
      const file = this.#file as KeystoreFile;
      return this.#save({ ...file, passphrase: await wrapKey(dataKey.value, next, PASSPHRASE_CONTEXT, this.cost) });
    });
  }

  newRecoveryCode(passphrase: string): Promise<Result<{ recoveryCode: string }>> {
    return this.#inTurn(async () => {
      const dataKey = await this.#tryPassphrase(passphrase);
      if (!dataKey.ok) return dataKey;
      const recoveryCode = createRecoveryCode();
      const file = this.#file as KeystoreFile;
      const saved = await this.#save({ ...file, recovery: await wrapKey(dataKey.value, recoveryCode, RECOVERY_CONTEXT, this.cost) });
      return saved.ok ? ok({ recoveryCode }) : saved;
    });
  }

  async setIdleMinutes(minutes: number): Promise<Result<void>> {
    return this.#file ? this.#save({ ...this.#file, idleMinutes: minutes }) : notReady();
  }

  /** Name, roles, address … may change; the USCC is the department's identity in every entry and stays. */
  async changeDepartment(department: Department, operator: string): Promise<Result<void>> {
    const file = this.#file;
    if (!file || !this.#dataKey) return notReady();
    if (department.uscc !== file.department.uscc) {
      return fail('keystore.uscc-fixed', '统一社会信用代码是台账中本部门的身份，不能更改。单位变更代码时，请新建数据目录（--profile）。');
    }
    return this.#save({ ...file, department, operator });
  }

  async setWorkstationName(name: string): Promise<Result<void>> {
    const file = this.#file;
    return file && this.#dataKey ? this.#save({ ...file, workstation: { ...file.workstation, name } }) : notReady();
  }

  /**
   * A new signing key; the one before is kept to open what was sealed for it, and, unless it is `compromised`, to sign its
   * successor's card. Asks for the passphrase: whoever finds the window open must not be able to do this.
   */
  rotateKey(passphrase: string, compromised: boolean): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const dataKey = await this.#tryPassphrase(passphrase);
      if (!dataKey.ok) return dataKey;
      const file = this.#file as KeystoreFile;
      const now = new Date().toISOString();
      const signing = sealPair(dataKey.value, generateSm2KeyPair(), now);
      const saved = await this.#save({ ...file, signing, retired: [...file.retired, { ...file.signing, retiredAt: now, compromised }] });
      if (!saved.ok) return saved;
      const taken = this.#take(dataKey.value);
      return taken.ok ? ok(undefined) : taken;
    });
  }

  lock(): void {
    this.#dataKey?.fill(0);
    this.#dataKey = undefined;
    this.#pairs.clear();
  }

  publicKeyPem(): Result<string> {
    return this.#file && this.#dataKey ? ok(this.#file.signing.publicKeyPem) : notReady();
  }

  /** Which keys there are; never the keys themselves. */
  keyring(): Result<OwnKeyring> {
    const file = this.#file;
    if (!file || !this.#dataKey) return notReady();
    const { workstation, signing, retired } = file;
    return ok({
      workstation,
      current: { publicKeyPem: signing.publicKeyPem, createdAt: signing.createdAt },
      retired: retired.map(({ publicKeyPem, createdAt, retiredAt, compromised }) => ({ publicKeyPem, createdAt, retiredAt, compromised })),
    });
  }

  /** SM2 with SM3, DER, by the present key or by one before it. Error: `keystore.unknown-key`. */
  sign(bytes: Uint8Array, by?: string): Result<Uint8Array> {
    if (!this.#file || !this.#dataKey) return notReady();
    const pair = this.#pairs.get(by ?? fingerprintOf(this.#file.signing));
    return pair ? ok(signSm2(bytes, pair.privateKey, pair.publicKey)) : unknownKey();
  }

  /** The content key of a package sealed for the key with this fingerprint. Errors: `keystore.unknown-key`, `keystore.unwrap`. */
  unwrap(by: string, wrapped: Uint8Array): Result<Uint8Array> {
    if (!this.#file || !this.#dataKey) return notReady();
    const pair = this.#pairs.get(by);
    if (!pair) return unknownKey();
    const secret = unwrapSm2(wrapped, pair.privateKey);
    return secret ? ok(secret) : fail('keystore.unwrap', '数据包的密钥不能用本机的密钥解开，文件可能已损坏或被改动。请发送方重新导出。');
  }

  #mustWait(): { readonly ok: false; readonly error: Failure } | undefined {
    const wait = this.#attempts.wait();
    return wait > 0 ? fail('keystore.wait', `输错次数过多，请等 ${Math.ceil(wait / 1000)} 秒后再试。`) : undefined;
  }

  async #tryPassphrase(passphrase: string): Promise<Result<Buffer>> {
    if (!this.#file) return notReady();
    const waiting = this.#mustWait();
    if (waiting) return waiting;
    const dataKey = await unwrapKey(this.#file.passphrase, passphrase, PASSPHRASE_CONTEXT);
    if (!dataKey) {
      await this.#attempts.failed();
      return fail('keystore.wrong-passphrase', '口令不对。请检查大小写和输入法后再试；忘记口令可用恢复码重设。');
    }
    await this.#attempts.succeeded();
    return ok(dataKey);
  }

  #take(dataKey: Buffer): Result<Unlocked> {
    const file = this.#file as KeystoreFile;
    const pairs = [file.signing, ...file.retired].map((key) => openPair(dataKey, key));
    if (pairs.includes(undefined))
      return fail('keystore.damaged', '密钥文件中的签名密钥已损坏。请从备份恢复数据目录中的 keystore.json，台账没有改动。');
    this.#dataKey = dataKey;
    this.#pairs = new Map(pairs.flatMap((pair) => (pair ? [[fingerprint(pair.publicKey), pair] as const] : [])));
    return ok({ dataKey: new Uint8Array(dataKey), department: file.department, operator: file.operator });
  }

  async #save(file: KeystoreFile): Promise<Result<void>> {
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await writeDurably(this.#path, `${JSON.stringify(file, null, 2)}\n`);
      this.#file = file;
      return ok(undefined);
    } catch (error) {
      return fileFailure(error, 'keystore', '保存密钥文件');
    }
  }

  /** One attempt at a time: parallel guesses would go round the waiting. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#busy.then(work);
    this.#busy = turn.catch(() => undefined);
    return turn;
  }
}

function sealPair(dataKey: Buffer, pair: Sm2KeyPair, createdAt: string): SigningKey {
  const privateKey = Buffer.from(pair.privateKey, 'hex');
  const box = seal(deriveSubkey(dataKey, SIGNING_CONTEXT), privateKey, SIGNING_CONTEXT);
  privateKey.fill(0);
  return { publicKeyPem: publicKeyToPem(pair.publicKey), privateKey: box, createdAt };
}

function openPair(dataKey: Buffer, key: SigningKey): Sm2KeyPair | undefined {
  const publicKey = publicKeyFromPem(key.publicKeyPem);
  const privateKey = unseal(deriveSubkey(dataKey, SIGNING_CONTEXT), key.privateKey, SIGNING_CONTEXT);
  if (!privateKey || !publicKey.ok) return undefined;
  const pair = { privateKey: privateKey.toString('hex'), publicKey: publicKey.value };
  privateKey.fill(0);
  return pair;
}

function fingerprintOf(key: SigningKey): string {
  const publicKey = publicKeyFromPem(key.publicKeyPem);
  return publicKey.ok ? fingerprint(publicKey.value) : '';
}

function unknownKey() {
  return fail('keystore.unknown-key', '这个数据包是用本机没有的密钥加密的，不能打开。请在收件的那台电脑上打开，或请发送方重新导出。');
}

function notReady(): { readonly ok: false; readonly error: Failure } {
  return fail('keystore.locked', '工作站已锁定。请先解锁。');
}
