/**
 * What is in the test vectors of the exchange format (tests/fixtures/exchange/): invented departments, keys that everybody
 * knows, fixed times and ids. Only signatures, content keys and wrapped keys are drawn at random, when the vectors are made.
 */
import { createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { fingerprint, publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import type { Approval } from '#shared/domain/approval.ts';
import { makeUscc } from '#shared/domain/codes.ts';
import type { Department } from '#shared/domain/department.ts';
import { ok } from '#shared/domain/result.ts';
import { uuidv7 } from '#shared/domain/uuid.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { type CardStatement, type RevocationStatement, type Sign, writeStatement } from '#shared/exchange/department-card.ts';
import type { PackageInput, PrintFile } from '#shared/exchange/package-writer.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { meetingEntries } from './exchange-vector-meetings.ts';
import { required } from './node-workstation.ts';

export const KEY_NAMES = ['sender', 'sender-next', 'recipient', 'other-recipient'] as const;
export type KeyName = (typeof KEY_NAMES)[number];

const CREATED = '2026-11-23T08:00:00.000Z';

/** Derived from a sentence: whoever reads this has them. Nothing that they sign is taken into a real ledger. */
export function vectorKey(name: KeyName): Sm2KeyPair {
  const privateKey = createHash('sha256').update(`exchange package test vectors, demo key ${name}`).digest('hex');
  return { privateKey, publicKey: sm2.getPublicKeyFromPrivateKey(privateKey) };
}

function vectorId(number: number): string {
  return uuidv7(Date.parse(CREATED) + number, createHash('sha256').update(`test vector ${number}`).digest().subarray(0, 10));
}

function department(number: string, name: string, role: 'approval' | 'supervision'): Department {
  return {
    uscc: makeUscc('11', '370800', number),
    name,
    roles: [role],
    address: '示例路1号',
    telephone: '0537-0000000',
    documentCode: '示例审',
    demo: true,
  };
}

export const VECTOR_SENDER = department('EX000001', '示例区行政审批服务局', 'approval');
export const VECTOR_RECIPIENT = department('EX000002', '示例区市场监督管理局', 'supervision');
export const VECTOR_OTHER = department('EX000003', '示例区应急管理局', 'supervision');
const SENDER_COMPUTER = { id: vectorId(1), name: '一号窗口' };
const RECIPIENT_COMPUTER = { id: vectorId(2), name: '二楼办公室' };

const SMALL_EVIDENCE = new TextEncoder().encode('示例附件\n');
/** more than a chunk of the envelope; nothing that compresses */
const LARGE_EVIDENCE = Uint8Array.from({ length: 70_000 }, (_, index) => (index * index * 31 + (index >> 3)) & 0xff);

const record = (number: number) => vectorId(100 + number);

function approval(number: number, evidence: Uint8Array): Approval {
  return {
    matter: '食品经营许可',
    decisionNumber: `示例审〔2026〕${number}号`,
    counterpart: {
      name: '示例食品有限公司',
      kind: 'organisation',
      contact: '0537-0000001',
      address: '示例路2号',
      identity: { type: 'uscc', value: makeUscc('91', '370800', 'EX000004') },
    },
    decidedOn: '2026-11-20',
    validity: { from: '2026-11-20', to: '2031-11-19' },
    content: '热食类食品制售',
    category: '普通',
    approvedBy: VECTOR_SENDER.name,
    sourceSystem: '手工录入',
    attachments: [{ sha256: createHash('sha256').update(evidence).digest('hex'), name: '附件.txt', size: evidence.length }],
  };
}

const fact = (number: number, from: Department) => ({
  id: vectorId(200 + number),
  at: new Date(Date.parse(CREATED) - 60_000 + number).toISOString(),
  actor: { departmentId: from.uscc, operator: '示例经办人' },
});

const recorded = (number: number, evidence: Uint8Array): Entry => ({
  ...fact(number, VECTOR_SENDER),
  type: 'approval.recorded',
  subject: record(number),
  payload: { approval: approval(number, evidence) },
});

const corrected: Entry = {
  ...fact(3, VECTOR_SENDER),
  type: 'approval.corrected',
  subject: record(2),
  payload: { approval: { ...approval(2, LARGE_EVIDENCE), note: '更正联系方式' }, revision: 2, reason: '联系方式有误' },
};

const supervised: Entry = {
  ...fact(41, VECTOR_SENDER),
  type: 'supervision.recorded',
  subject: record(3),
  payload: {
    supervision: {
      kind: 'suspension',
      decisionNumber: '示例罚〔2026〕1号',
      counterpart: approval(1, SMALL_EVIDENCE).counterpart,
      decidedOn: '2026-11-20',
      facts: '示例违法事实',
      legalBasis: '示例法律依据',
      content: '责令停产停业',
      madeBy: VECTOR_SENDER.name,
      approvals: [{ recordId: record(1), matter: '食品经营许可', decisionNumber: '示例审〔2026〕1号' }],
      sourceSystem: '手工录入',
    },
  },
};

/** Stands for the PDF: a reader doesn't look into it. */
const LETTER_PDF = new TextEncoder().encode('%PDF-1.4\n% 示例公函\n');

const issuedLetter: Entry = {
  ...fact(31, VECTOR_SENDER),
  type: 'letter.issued',
  subject: vectorId(301),
  payload: {
    content: {
      kind: 'inquiry',
      letterhead: VECTOR_SENDER.name,
      title: '关于食品经营许可\n办理标准的函',
      recipients: [VECTOR_RECIPIENT.name],
      body: [
        { type: 'heading', level: 1, text: '一、核查要求' },
        { type: 'paragraph', text: '现就食品经营许可现场核查要求函询如下，请研究后函复。' },
        {
          type: 'table',
          columns: [
            { title: '事项名称', width: 3 },
            { title: '件数', width: 1, align: 'right' },
          ],
          rows: [['食品经营许可', '2']],
        },
      ],
      enclosures: [{ title: '示例附件', blocks: [], file: { ...digestOf(SMALL_EVIDENCE), name: '附件.txt' } }],
      signatories: [VECTOR_SENDER.name],
      date: '2026-11-23',
      seal: true,
      annotation: '联系人：示例经办人，联系电话：0537-0000000',
      copies: [],
      urgency: '',
    },
    about: [record(1)],
    recipientIds: [VECTOR_RECIPIENT.uscc],
    dueOn: '2026-12-07',
    number: { code: '示例审函', year: 2026, sequence: 1 },
    signer: '示例负责人',
    pdf: { ...digestOf(LETTER_PDF), name: '示例审函〔2026〕1号.pdf' },
  },
};

function digestOf(bytes: Uint8Array): { readonly sha256: string; readonly size: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

/** Stands for the PDF, as above. */
const MINUTES_PDF = new TextEncoder().encode('%PDF-1.4\n% 示例例会纪要\n');

function meeting() {
  return meetingEntries({
    id: vectorId,
    fact,
    convener: VECTOR_SENDER,
    party: VECTOR_RECIPIENT,
    evidence: digestOf(SMALL_EVIDENCE),
    pdf: digestOf(MINUTES_PDF),
  });
}

function answers(): readonly Entry[] {
  const packageId = vectorId(11);
  const imported = {
    purpose: 'approvals' as const,
    title: '示例：两块',
    sender: VECTOR_SENDER.uscc,
    sequence: 3,
    series: SENDER_COMPUTER.id,
    records: [record(1), record(2)],
    fingerprint: fingerprint(vectorKey('sender').publicKey),
    fileSha256: createHash('sha256').update('a file').digest('hex'),
    sealed: true,
  };
  return [
    { ...fact(11, VECTOR_RECIPIENT), type: 'package.imported', subject: packageId, payload: imported },
    { ...fact(12, VECTOR_RECIPIENT), type: 'claim.made', subject: record(1), payload: { packageId, note: '已转业务科' } },
    { ...fact(13, VECTOR_RECIPIENT), type: 'claim.returned', subject: record(2), payload: { packageId, reason: '不属于本部门职责' } },
    {
      ...fact(14, VECTOR_RECIPIENT),
      type: 'gap.reported',
      subject: VECTOR_SENDER.uscc,
      payload: { series: SENDER_COMPUTER.id, missing: [2] },
    },
  ];
}

export type VectorInput = Omit<PackageInput, 'sign' | 'publicKeyPem'> & { readonly signer: KeyName };

/** Of the package with this name; deterministic. `card`: the recipient's card, for the directory. */
export function vectorInputs(card: string): Readonly<Record<string, VectorInput>> {
  const attachment = (content: Uint8Array) => ({
    ...sourceOfBytes(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const { uscc, name } = VECTOR_RECIPIENT;
  const common = {
    sender: VECTOR_SENDER,
    workstation: SENDER_COMPUTER,
    contactName: '示例经办人',
    createdAt: CREATED,
    demo: true,
    software: 'exchange package test vectors',
    attachments: [],
    signer: 'sender' as const,
  };
  const print: readonly PrintFile[] = [{ name: '清单.txt', bytes: new TextEncoder().encode('示例审〔2026〕2号\n') }];
  return {
    approvals: {
      ...common,
      id: vectorId(10),
      purpose: 'approvals',
      title: '示例：一条审批信息',
      recipients: [{ uscc, name }],
      sequence: 1,
      entries: [recorded(1, SMALL_EVIDENCE)],
      attachments: [attachment(SMALL_EVIDENCE)],
    },
    'two-chunks': {
      ...common,
      id: vectorId(11),
      purpose: 'approvals',
      title: '示例：两块',
      recipients: [
        { uscc, name },
        { uscc: VECTOR_OTHER.uscc, name: VECTOR_OTHER.name, sequence: 1 },
      ],
      sequence: 3,
      previous: vectorId(12),
      entries: [recorded(2, LARGE_EVIDENCE), corrected],
      attachments: [attachment(LARGE_EVIDENCE)],
      print,
    },
    supervision: {
      ...common,
      id: vectorId(17),
      purpose: 'supervision',
      title: '示例：一条监管信息',
      recipients: [{ uscc, name }],
      sequence: 5,
      previous: vectorId(16),
      entries: [supervised],
    },
    letters: {
      ...common,
      id: vectorId(16),
      purpose: 'letters',
      title: '示例：一份公函',
      recipients: [{ uscc, name }],
      sequence: 4,
      previous: vectorId(11),
      entries: [issuedLetter],
      attachments: [attachment(SMALL_EVIDENCE), attachment(LETTER_PDF)],
      print: [{ name: '示例审函〔2026〕1号.pdf', bytes: LETTER_PDF }],
    },
    meetings: {
      ...common,
      id: vectorId(18),
      purpose: 'meetings',
      title: '示例：一次例会',
      recipients: [{ uscc, name }],
      sequence: 6,
      previous: vectorId(17),
      entries: meeting().convener,
      attachments: [attachment(SMALL_EVIDENCE), attachment(MINUTES_PDF)],
      print: [{ name: '会议纪要_示例例会纪要（第11期）.pdf', bytes: MINUTES_PDF }],
    },
    'meetings-party': {
      ...common,
      id: vectorId(19),
      purpose: 'meetings',
      title: '示例：参会部门的答复',
      sender: VECTOR_RECIPIENT,
      workstation: RECIPIENT_COMPUTER,
      recipients: [{ uscc: VECTOR_SENDER.uscc, name: VECTOR_SENDER.name }],
      sequence: 2,
      previous: vectorId(13),
      entries: meeting().party,
      attachments: [attachment(SMALL_EVIDENCE)],
      signer: 'recipient',
    },
    receipt: {
      ...common,
      id: vectorId(13),
      purpose: 'receipt',
      title: '示例：回执',
      sender: VECTOR_RECIPIENT,
      workstation: RECIPIENT_COMPUTER,
      recipients: [{ uscc: VECTOR_SENDER.uscc, name: VECTOR_SENDER.name }],
      sequence: 1,
      entries: answers(),
      signer: 'recipient',
    },
    directory: {
      ...common,
      id: vectorId(14),
      purpose: 'directory',
      title: '示例：名录',
      recipients: [{ uscc: VECTOR_OTHER.uscc, name: VECTOR_OTHER.name }],
      sequence: 2,
      previous: vectorId(11),
      entries: [{ ...fact(21, VECTOR_SENDER), type: 'card.listed', subject: uscc, payload: { card } }],
    },
    sync: {
      ...common,
      id: vectorId(15),
      purpose: 'sync',
      title: '示例：同步',
      recipients: [{ uscc: VECTOR_SENDER.uscc, name: VECTOR_SENDER.name }],
      sequence: 1,
      entries: answers(),
    },
  };
}

export const signBy =
  (name: KeyName): Sign =>
  async (bytes) => {
    const { privateKey, publicKey } = vectorKey(name);
    return ok(signSm2(bytes, privateKey, publicKey));
  };

function cardOf(from: Department, key: KeyName, workstation: string, replaces?: KeyName): CardStatement {
  return {
    sgcard: 1,
    kind: 'card',
    created: CREATED,
    department: from,
    publicKey: publicKeyToPem(vectorKey(key).publicKey),
    workstation,
    ...(replaces ? { replaces: fingerprint(vectorKey(replaces).publicKey) } : {}),
  };
}

export async function recipientCard(): Promise<string> {
  return required(await writeStatement(cardOf(VECTOR_RECIPIENT, 'recipient', RECIPIENT_COMPUTER.name), signBy('recipient')));
}

/** A first card, the card of a successor, and the card after a leak, which ends the key before. */
export async function senderCards(): Promise<Readonly<Record<string, string>>> {
  const write = async (...words: Parameters<typeof writeStatement>) => required(await writeStatement(...words));
  const next = cardOf(VECTOR_SENDER, 'sender-next', SENDER_COMPUTER.name);
  const end: RevocationStatement = {
    sgcard: 1,
    kind: 'revocation',
    created: CREATED,
    departmentId: VECTOR_SENDER.uscc,
    publicKey: publicKeyToPem(vectorKey('sender').publicKey),
    reason: 'compromised',
  };
  return {
    card: await write(cardOf(VECTOR_SENDER, 'sender', SENDER_COMPUTER.name), signBy('sender')),
    'card-successor': await write(
      cardOf(VECTOR_SENDER, 'sender-next', SENDER_COMPUTER.name, 'sender'),
      signBy('sender-next'),
      signBy('sender'),
    ),
    'card-after-leak': `${await write(next, signBy('sender-next'))}\n${await write(end, signBy('sender'))}`,
  };
}
