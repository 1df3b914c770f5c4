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
import { z } from 'zod';
import { generateSm2KeyPair, publicKeyFromPem, publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import { type Department, departmentSchema } from '#shared/domain/department.ts';
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts';
import type { Unlocked } from '#shared/ipc.ts';
import { errorCode, fileFailure, writeDurably } from './durable-file.ts';
import {
  createRecoveryCode,
  deriveSubkey,
  normalizeRecoveryCode,
  SCRYPT_COST,
  type ScryptCost,
  seal,
  sealedBoxSchema,
  unseal,
  unwrapKey,
  wrapKey,
  wrappedKeySchema,
} from './sealed-key.ts';
import { UnlockAttempts } from './unlock-attempts.ts';

export const KEYSTORE_VERSION = 1;
const DEFAULT_IDLE_MINUTES = 10;
const PASSPHRASE_CONTEXT = 'sgx keystore 1 passphrase';
const RECOVERY_CONTEXT = 'sgx keystore 1 recovery';
const SIGNING_CONTEXT = 'sgx keystore 1 sm2';

const keystoreSchema = z.object({
  version: z.literal(KEYSTORE_VERSION),
  createdAt: z.string(),
  department: departmentSchema,
  operator: z.string(),
  idleMinutes: z.number().int().min(1).max(120),
  passphrase: wrappedKeySchema,
  recovery: wrappedKeySchema,
  signing: z.object({ publicKeyPem: z.string(), privateKey: sealedBoxSchema }),
});
type KeystoreFile = z.infer<typeof keystoreSchema>;

export class Keystore {
  readonly #path: string;
  readonly #attempts: UnlockAttempts;
  #file: KeystoreFile | undefined;
  #problem: Failure | undefined;
  #dataKey: Buffer | undefined;
  #privateKey: string | undefined;
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
  }): Promise<Result<Unlocked & { recoveryCode: string }>> {
    return this.#inTurn(async () => {
      if (this.state !== 'firstRun') return fail('keystore.exists', '这个数据目录里已经有一套密钥，不能再次初始化。请直接解锁。');
      const dataKey = randomBytes(32);
      const recoveryCode = createRecoveryCode();
      const pair = input.signingKey ?? generateSm2KeyPair();
      const file: KeystoreFile = {
        version: KEYSTORE_VERSION,
        createdAt: new Date().toISOString(),
        department: input.department,
        operator: input.operator,
        idleMinutes: DEFAULT_IDLE_MINUTES,
        passphrase: await wrapKey(dataKey, input.passphrase, PASSPHRASE_CONTEXT, this.cost),
        recovery: await wrapKey(dataKey, recoveryCode, RECOVERY_CONTEXT, this.cost),
        signing: {
          publicKeyPem: publicKeyToPem(pair.publicKey),
          privateKey: seal(deriveSubkey(dataKey, SIGNING_CONTEXT), Buffer.from(pair.privateKey, 'hex'), SIGNING_CONTEXT),
        },
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

  lock(): void {
    this.#dataKey?.fill(0);
    this.#dataKey = undefined;
    this.#privateKey = undefined;
  }

  publicKeyPem(): Result<string> {
    return this.#file && this.#dataKey ? ok(this.#file.signing.publicKeyPem) : notReady();
  }

  /** SM2 with SM3, DER; the only use of the private key. */
  sign(bytes: Uint8Array): Result<Uint8Array> {
    if (!this.#privateKey || !this.#file) return notReady();
    const publicKey = publicKeyFromPem(this.#file.signing.publicKeyPem);
    return publicKey.ok ? ok(signSm2(bytes, this.#privateKey, publicKey.value)) : publicKey;
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
    const privateKey = unseal(deriveSubkey(dataKey, SIGNING_CONTEXT), file.signing.privateKey, SIGNING_CONTEXT);
    if (!privateKey) return fail('keystore.damaged', '密钥文件中的签名密钥已损坏。请从备份恢复数据目录中的 keystore.json，台账没有改动。');
    this.#dataKey = dataKey;
    this.#privateKey = privateKey.toString('hex');
    privateKey.fill(0);
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

function notReady(): { readonly ok: false; readonly error: Failure } {
  return fail('keystore.locked', '工作站已锁定。请先解锁。');
}

function parseKeystore(text: string): Result<KeystoreFile> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail('keystore.damaged', '密钥文件 keystore.json 已损坏，不能解锁。请从备份恢复这个文件；台账没有改动，也不会被改动。');
  }
  const version = z.object({ version: z.number() }).safeParse(raw);
  if (version.success && version.data.version > KEYSTORE_VERSION) {
    return fail('keystore.newer-version', '这个数据目录由更新版本的程序建立，本版本不能打开。请安装新版本后再打开，数据没有改动。');
  }
  const parsed = keystoreSchema.safeParse(raw);
  if (!parsed.success) return fail('keystore.damaged', '密钥文件 keystore.json 内容不完整，不能解锁。请从备份恢复这个文件；台账没有改动。');
  return ok(parsed.data);
}
