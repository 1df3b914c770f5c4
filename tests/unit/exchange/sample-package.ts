/** Departments, entries and packages for the tests of this room; everything is made here, from fixed seeds. */
import { createHash } from 'node:crypto';
import { generateSm2KeyPair, publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import type { Approval } from '#shared/domain/approval.ts';
import type { Department } from '#shared/domain/department.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { uuidv7 } from '#shared/domain/uuid.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { type OpenedBag, type OpenOptions, openPackage } from '#shared/exchange/package-reader.ts';
import { type PackageAttachment, type PackageInput, type WrittenPackage, writePackage } from '#shared/exchange/package-writer.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import { concat } from './raw-zip.ts';

export const SENDER: Department = {
  uscc: '11370800MB2857748X',
  name: '济宁高新区行政审批服务局',
  roles: ['approval'],
  address: '济宁高新区崇文大道',
  telephone: '0537-0000000',
  documentCode: '济高新审',
};
export const RECIPIENT = { uscc: '113708000042312345', name: '济宁高新区市场监督管理局' };
export const KEYS: Sm2KeyPair = generateSm2KeyPair();
const START = Date.parse('2026-11-23T08:00:00.000Z');

/** The same number gives the same id. */
export function id(number: number): string {
  return uuidv7(START + number, createHash('sha256').update(String(number)).digest().subarray(0, 10));
}

export function approval(number: number, more: Partial<Approval> = {}): Approval {
  return {
    matter: '食品经营许可',
    decisionNumber: `济高新审许可〔2026〕${number}号`,
    counterpart: {
      name: `济宁测试食品有限公司${number}`,
      kind: 'organisation',
      contact: '0537-1234567',
      address: '山东省济宁市高新区某路某号',
      identity: { type: 'uscc', value: '91370800MA3C000000' },
    },
    decidedOn: '2026-11-20',
    validity: { from: '2026-11-20', to: '2031-11-19' },
    content: '准予从事预包装食品销售（含冷藏冷冻食品）、热食类食品制售。',
    category: '普通',
    approvedBy: SENDER.name,
    sourceSystem: '手工录入',
    ...more,
  };
}

export function recorded(number: number, more: Partial<Approval> = {}): EntryOf<'approval.recorded'> {
  return {
    id: id(number),
    type: 'approval.recorded',
    at: new Date(START + number).toISOString(),
    actor: { departmentId: SENDER.uscc, operator: '王芳' },
    subject: id(1_000_000 + number),
    payload: { approval: approval(number, more) },
  };
}

export function attachment(content: Uint8Array): PackageAttachment {
  return { ...sourceOfBytes(content), sha256: createHash('sha256').update(content).digest('hex') };
}

export function signerOf(keys: Sm2KeyPair): Pick<PackageInput, 'publicKeyPem' | 'sign'> {
  return { publicKeyPem: publicKeyToPem(keys.publicKey), sign: async (bytes) => ok(signSm2(bytes, keys.privateKey, keys.publicKey)) };
}

/** Two approvals, one of them with an attachment, for {@link RECIPIENT}. */
export function sampleInput(more: Partial<PackageInput> = {}): PackageInput {
  const evidence = attachment(new TextEncoder().encode('营业执照副本（扫描件）'));
  const attachments = [{ sha256: evidence.sha256, name: '营业执照.pdf', size: evidence.size }];
  return {
    id: id(7_000_000),
    purpose: 'approvals',
    title: '2026年11月第4周审批信息',
    sender: SENDER,
    contactName: '王芳',
    recipients: [RECIPIENT],
    sequence: 1,
    createdAt: '2026-11-23T08:00:00.000Z',
    demo: false,
    software: '审管联动离线工作站 0.1.0',
    entries: [recorded(1), recorded(2, { attachments })],
    attachments: [evidence],
    ...signerOf(KEYS),
    ...more,
  };
}

export async function write(input: PackageInput): Promise<{ readonly bytes: Uint8Array; readonly written: WrittenPackage }> {
  const pieces: Uint8Array[] = [];
  const written = await writePackage(input, async (bytes) => void pieces.push(bytes));
  if (!written.ok) throw new Error(`${written.error.code} ${written.error.at?.path} ${written.error.message}`);
  return { bytes: concat(...pieces), written: written.value };
}

export function open(bytes: Uint8Array, options: Partial<OpenOptions> = {}): Promise<Result<OpenedBag>> {
  return openPackage(sourceOfBytes(bytes), { ownDepartmentId: RECIPIENT.uscc, acceptDemo: false, ...options });
}

/** `opened`, or the failure's code; a refusal must say where, and in a whole sentence. */
export async function codeOf(opened: Promise<Result<unknown>>): Promise<string> {
  const result = await opened;
  if (result.ok) return 'opened';
  if (!result.error.at?.path || !result.error.message.endsWith('。'))
    throw new Error(`no place or sentence: ${JSON.stringify(result.error)}`);
  return result.error.code;
}

export type { Entry };
