/**
 * The shape of `keystore.json`, its versions and how an older one is brought up. What can't be read is reported and left
 * as it is, never replaced by defaults.
 */
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { departmentSchema } from '#shared/domain/department.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { uuidv7 } from '#shared/domain/uuid.ts';
import { sealedBoxSchema, wrappedKeySchema } from './sealed-key.ts';

export const KEYSTORE_VERSION = 2;

/** An SM2 key pair; the private key sealed by a key derived from the data key. */
const signingKeySchema = z.object({ publicKeyPem: z.string(), privateKey: sealedBoxSchema, createdAt: z.string() });

/** A key that this computer used before: still needed to open what was sealed for it. */
const retiredKeySchema = signingKeySchema.extend({
  retiredAt: z.string(),
  /** somebody else may have it: it vouches for nothing, not even for its successor */
  compromised: z.boolean(),
});

const keystoreSchema = z.object({
  version: z.literal(KEYSTORE_VERSION),
  createdAt: z.string(),
  department: departmentSchema,
  operator: z.string(),
  idleMinutes: z.number().int().min(1).max(120),
  /** this computer among those of the department: it counts its own packages */
  workstation: z.object({ id: z.uuid(), name: z.string().max(50) }),
  passphrase: wrappedKeySchema,
  recovery: wrappedKeySchema,
  signing: signingKeySchema,
  /** oldest first */
  retired: z.array(retiredKeySchema),
});
export type KeystoreFile = z.infer<typeof keystoreSchema>;
export type SigningKey = z.infer<typeof signingKeySchema>;

/** Version 1 (0.1.0): one key, no computer. */
const versionOneSchema = keystoreSchema.omit({ workstation: true, retired: true }).extend({
  version: z.literal(1),
  signing: signingKeySchema.omit({ createdAt: true }),
});

/** The computer's id comes from the key, so that it stays the same until the migrated file is written. */
function fromVersionOne(file: z.infer<typeof versionOneSchema>): KeystoreFile {
  const digest = createHash('sha256').update(file.signing.publicKeyPem).digest();
  const created = Date.parse(file.createdAt);
  return {
    ...file,
    version: KEYSTORE_VERSION,
    workstation: { id: uuidv7(Number.isNaN(created) ? 0 : created, digest), name: defaultWorkstationName() },
    signing: { ...file.signing, createdAt: file.createdAt },
    retired: [],
  };
}

/** What the machine is called; a person may give it a better name. */
export function defaultWorkstationName(): string {
  return hostname().trim().slice(0, 50) || '本机';
}

/** Errors: `keystore.damaged`, `keystore.newer-version`. */
export function parseKeystore(text: string): Result<KeystoreFile> {
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
  const old = versionOneSchema.safeParse(raw);
  if (old.success) return ok(fromVersionOne(old.data));
  const parsed = keystoreSchema.safeParse(raw);
  if (!parsed.success) return fail('keystore.damaged', '密钥文件 keystore.json 内容不完整，不能解锁。请从备份恢复这个文件；台账没有改动。');
  return ok(parsed.data);
}
