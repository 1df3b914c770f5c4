/** sgx/package.json: what a package says of itself. Covered by the tag manifest, hence by the signature. */
import { z } from 'zod';
import { APPROVAL_SCHEMA_VERSION } from '#shared/domain/approval.ts';
import { departmentSchema } from '#shared/domain/department.ts';
import { ENTRY_SCHEMA_VERSION, packagePurposeSchema } from '#shared/ledger/entry.ts';
import { refuse } from './failures.ts';

/** The format this code writes and reads; a reader refuses a greater one with a sentence that asks for an upgrade. */
export const PACKAGE_FORMAT = 1;
export const MAX_RECIPIENTS = 50;
export const DESCRIPTOR_PATH = 'sgx/package.json';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
/** text of one line: it goes into bag-info.txt too */
const line = z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u);
const version = z.number().int().min(1);

export const descriptorSchema = z.object({
  format: z.literal(PACKAGE_FORMAT),
  /** given by this project's writer only: the ZIP is byte for byte the canonical one; absent for other tools' ZIPs */
  container: z.literal('stored-1').optional(),
  id: uuid,
  purpose: packagePurposeSchema,
  title: line.min(1).max(200),
  sender: z.object({
    department: departmentSchema,
    /** the computer that counts its packages; absent when the sender has one only */
    workstation: z.object({ id: uuid, name: line.max(50) }).optional(),
  }),
  recipients: z
    .array(
      z.object({
        uscc: departmentSchema.shape.uscc,
        name: line.min(1).max(100),
        /** its own count; absent: that of the package */
        sequence: z.number().int().min(1).optional(),
        previous: uuid.optional(),
      }),
    )
    .min(1)
    .max(MAX_RECIPIENTS),
  /** per sender, computer and recipient, without holes: that of the first recipient */
  sequence: z.number().int().min(1),
  /** the package before this one, of the same computer to the first recipient */
  previous: uuid.optional(),
  /** UTC, milliseconds */
  created: z.iso.datetime({ precision: 3 }),
  counts: z.object({ entries: z.number().int().min(1), attachments: z.number().int().min(0) }),
  schemas: z.object({ entry: version, approval: version }),
  /** made by a demo profile: never mixes with real data */
  demo: z.boolean(),
  producer: z.object({ software: line.min(1).max(200) }),
});
export type Descriptor = z.infer<typeof descriptorSchema>;

/** The number of this package for one of its recipients. */
export function sequenceFor({ recipients, sequence }: Descriptor, uscc: string): number {
  return recipients.find((recipient) => recipient.uscc === uscc)?.sequence ?? sequence;
}

/** UTF-8 JSON, members in the schema's order, two spaces, LF at the end. */
export function encodeDescriptor(descriptor: Descriptor): Uint8Array {
  const checked = checkDescriptor(descriptor);
  return new TextEncoder().encode(`${JSON.stringify(checked, null, 2)}\n`);
}

/** Throws a FailureError: `package.format.newer`, `package.schema.newer` or `package.descriptor.invalid`. */
export function decodeDescriptor(bytes: Uint8Array): Descriptor {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return refuse('package.descriptor.invalid', { path: DESCRIPTOR_PATH, detail: 'JSON' });
  }
  refuseNewer(value);
  return checkDescriptor(value);
}

/** Says "newer" before it says "wrong": a later format may have changed any other member. */
function refuseNewer(value: unknown): void {
  const format = z.object({ format: version }).safeParse(value);
  if (format.success && format.data.format > PACKAGE_FORMAT) {
    refuse('package.format.newer', { path: DESCRIPTOR_PATH, detail: String(format.data.format) });
  }
  const schemas = z.object({ schemas: z.object({ entry: version, approval: version }) }).safeParse(value);
  if (!schemas.success) return;
  const { entry, approval } = schemas.data.schemas;
  if (entry > ENTRY_SCHEMA_VERSION || approval > APPROVAL_SCHEMA_VERSION) {
    refuse('package.schema.newer', { path: DESCRIPTOR_PATH, detail: `${entry}.${approval}` });
  }
}

/** Members that format 1 doesn't know are ignored: whatever must be understood raises the format number. */
function checkDescriptor(value: unknown): Descriptor {
  const parsed = descriptorSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return refuse('package.descriptor.invalid', { path: DESCRIPTOR_PATH, detail: parsed.error.issues[0]?.path.join('.') ?? '' });
}
