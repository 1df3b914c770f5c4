import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, generateSm2KeyPair } from '#shared/crypto/sm2.ts';
import { fail } from '#shared/domain/result.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { openPackage } from '#shared/exchange/package-reader.ts';
import { writePackage } from '#shared/exchange/package-writer.ts';
import { readWhole } from '#shared/exchange/zip-content.ts';
import { readZip } from '#shared/exchange/zip-reader.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import {
  approval,
  attachment,
  codeOf,
  id,
  KEYS,
  open,
  RECIPIENT,
  recorded,
  SENDER,
  sampleInput,
  signerOf,
  write,
} from './sample-package.ts';

async function filesOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const archive = await readZip(sourceOfBytes(bytes));
  const files = new Map<string, Buffer>();
  for (const entry of archive.entries) files.set(entry.name.slice(37), Buffer.from(await readWhole(archive, entry)));
  return files;
}

describe('package round trip', () => {
  it('gives back descriptor, entries, attachments, key and digests', async () => {
    const input = sampleInput({ previous: id(6_000_000), sequence: 2 });
    const { bytes, written } = await write(input);
    expect(written.size).toBe(bytes.length);
    expect(written.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(written.sm3).toBe(createHash('sm3').update(bytes).digest('hex'));
    const opened = await open(bytes);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value.entries).toEqual(input.entries);
    expect(opened.value.descriptor).toMatchObject({
      format: 1,
      container: 'stored-1',
      id: input.id,
      purpose: 'approvals',
      title: input.title,
      sender: { department: SENDER },
      recipients: [RECIPIENT],
      sequence: 2,
      previous: id(6_000_000),
      created: input.createdAt,
      counts: { entries: 2, attachments: 1 },
      schemas: { entry: 4, approval: 1 },
      demo: false,
    });
    expect(opened.value.publicKeyPem).toBe(input.publicKeyPem);
    expect(opened.value.fingerprint).toBe(fingerprint(KEYS.publicKey));
    expect(opened.value.fileSha256).toBe(written.sha256);
    expect(opened.value.attachments).toEqual(input.attachments.map(({ sha256, size }) => ({ sha256, size })));
    const pieces: Uint8Array[] = [];
    for await (const piece of opened.value.readAttachment(input.attachments[0]?.sha256 ?? '')) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('营业执照副本（扫描件）');
  });

  it('holds for any texts and attachments', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const evidence = fc.uniqueArray(fc.uint8Array({ maxLength: 2000 }), { maxLength: 4, selector: (bytes) => bytes.join() });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 6 }), evidence, async (rows, contents) => {
        const attachments = contents.map(attachment);
        const named = attachments.map(({ sha256, size }, index) => ({ sha256, size, name: `附件${index}.pdf` }));
        const entries = rows.map(([matter, content, note], index) =>
          recorded(index, { matter, content, note, ...(index === 0 ? { attachments: named } : {}) }),
        );
        const { bytes } = await write(sampleInput({ entries, attachments }));
        const opened = await open(bytes);
        if (!opened.ok) throw new Error(opened.error.code);
        expect(opened.value.entries).toEqual(entries);
        for (const [index, content] of contents.entries()) {
          const pieces: Uint8Array[] = [];
          for await (const piece of opened.value.readAttachment(attachments[index]?.sha256 ?? '')) pieces.push(piece);
          expect(Buffer.concat(pieces).equals(content)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('carries receipts: 已接收, 认领, 退回 (办法 20(一))', async () => {
    const common = { at: '2026-11-24T01:00:00.000Z', actor: { departmentId: SENDER.uscc, operator: '李强' } };
    const entries: Entry[] = [
      {
        ...common,
        id: id(1),
        type: 'package.imported',
        subject: id(50),
        payload: {
          purpose: 'approvals',
          title: '审批信息',
          sender: RECIPIENT.uscc,
          sequence: 1,
          records: [id(60), id(61)],
          fingerprint: fingerprint(KEYS.publicKey),
          fileSha256: '0'.repeat(64),
        },
      },
      { ...common, id: id(2), type: 'claim.made', subject: id(60), payload: { packageId: id(50) } },
      { ...common, id: id(3), type: 'claim.returned', subject: id(61), payload: { packageId: id(50), reason: '不属于本部门监管范围' } },
    ];
    const { bytes } = await write(sampleInput({ purpose: 'receipt', entries, attachments: [] }));
    const opened = await open(bytes);
    expect(opened.ok && opened.value.entries).toEqual(entries);
  });
});

describe('writing is deterministic', () => {
  it('gives the same bytes but for the signature, whatever the order of members and attachments', async () => {
    const two = [attachment(Uint8Array.of(1)), attachment(Uint8Array.of(2))];
    const named = two.map(({ sha256, size }) => ({ sha256, size, name: 'a' }));
    const entry = recorded(1, { attachments: named });
    const turned = JSON.parse(JSON.stringify(entry), (_key, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    ) as typeof entry;
    const first = await filesOf((await write(sampleInput({ entries: [entry], attachments: two }))).bytes);
    const second = await filesOf((await write(sampleInput({ entries: [turned], attachments: [...two].reverse() }))).bytes);
    expect([...first.keys()]).toEqual([...second.keys()]);
    for (const [path, content] of first) {
      if (path === 'sgx/signature.der') expect(content.equals(second.get(path) as Buffer)).toBe(false);
      else expect(content.equals(second.get(path) as Buffer), path).toBe(true);
    }
  });

  it('writes the bag of docs/package-format.md', async () => {
    const files = await filesOf((await write(sampleInput())).bytes);
    expect([...files.keys()]).toEqual([
      'bagit.txt',
      'bag-info.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'sgx/package.json',
      'sgx/signer.pem',
      'sgx/signature.der',
      `data/attachments/${sampleInput().attachments[0]?.sha256}`,
      'data/entries.ndjson',
    ]);
    expect(files.get('bagit.txt')?.toString()).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    const payload = [...files].filter(([path]) => path.startsWith('data/'));
    const octets = payload.reduce((sum, [, content]) => sum + content.length, 0);
    expect(files.get('bag-info.txt')?.toString()).toBe(
      [
        `Source-Organization: ${SENDER.name}`,
        'Contact-Name: 王芳',
        `External-Identifier: ${id(7_000_000)}`,
        'Bagging-Date: 2026-11-23',
        `Payload-Oxum: ${octets}.2`,
        'Bag-Software-Agent: 审管联动离线工作站 0.1.0',
        'Internal-Sender-Description: 2026年11月第4周审批信息',
        '',
      ].join('\n'),
    );
    const line = ([path, content]: readonly [string, Buffer]) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`;
    expect(files.get('manifest-sha256.txt')?.toString()).toBe(payload.map(line).join(''));
    const signed = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'sgx/package.json', 'sgx/signer.pem'];
    expect(files.get('tagmanifest-sha256.txt')?.toString()).toBe(signed.map((path) => line([path, files.get(path) as Buffer])).join(''));
  });

  it('dates the bag by the day in China', async () => {
    const late = await filesOf((await write(sampleInput({ createdAt: '2026-12-31T16:00:00.000Z' }))).bytes);
    expect(late.get('bag-info.txt')?.toString()).toContain('Bagging-Date: 2027-01-01\n');
  });

  it('keeps a line break out of bag-info.txt', async () => {
    const files = await filesOf((await write(sampleInput({ contactName: '王芳\r\nPayload-Oxum: 0.0' }))).bytes);
    expect(files.get('bag-info.txt')?.toString()).toContain('Contact-Name: 王芳 Payload-Oxum: 0.0\nExternal');
  });
});

describe('writing refuses, and nothing goes out', () => {
  const other = generateSm2KeyPair();
  const evidence = attachment(Uint8Array.of(1, 2, 3));
  const named = { sha256: evidence.sha256, size: 3, name: 'a' };
  it.each([
    ['no entries', { entries: [], attachments: [] }, 'package.entries.empty'],
    [
      'an entry of another department',
      { entries: [{ ...recorded(1), actor: { departmentId: RECIPIENT.uscc, operator: '李强' } }], attachments: [] },
      'package.entry.foreign-actor',
    ],
    ['an entry twice', { entries: [recorded(1), recorded(1)], attachments: [] }, 'package.entry.duplicate-id'],
    ['an entry that may not travel', { purpose: 'receipt', entries: [recorded(1)], attachments: [] }, 'package.entry.type'],
    ['an attachment that is missing', { entries: [recorded(1, { attachments: [named] })], attachments: [] }, 'package.attachment.missing'],
    [
      'an attachment of another size',
      { entries: [recorded(1, { attachments: [{ ...named, size: 4 }] })], attachments: [evidence] },
      'package.attachment.size',
    ],
    ['an attachment nobody names', { entries: [recorded(1)], attachments: [evidence] }, 'package.attachment.unreferenced'],
    [
      'an attachment whose content changed',
      { entries: [recorded(1, { attachments: [named] })], attachments: [{ ...evidence, read: async () => Uint8Array.of(1, 2, 4) }] },
      'package.write.attachment-changed',
    ],
    ['a title of two lines', { title: '一\n二' }, 'package.descriptor.invalid'],
    ['no recipient', { recipients: [] }, 'package.descriptor.invalid'],
    ['sequence 0', { sequence: 0 }, 'package.descriptor.invalid'],
    ['a key that is not the signer’s', { publicKeyPem: sampleInput().publicKeyPem, sign: signerOf(other).sign }, 'package.write.signer'],
    ['a broken key', { publicKeyPem: 'x' }, 'package.write.signer'],
    ['a signer that fails', { sign: async () => fail('keystore.locked', '密钥已锁定。请先解锁。', { path: 'key' }) }, 'keystore.locked'],
    [
      'an attachment that makes it too large',
      { entries: [recorded(1, { attachments: [{ ...named, size: 4_294_967_295 }] })], attachments: [{ ...evidence, size: 4_294_967_295 }] },
      'package.size.too-large',
    ],
  ] as const)('%s', async (_what, more, code) => {
    const written: Uint8Array[] = [];
    const input = sampleInput(more as Parameters<typeof sampleInput>[0]);
    expect(await codeOf(writePackage(input, async (bytes) => void written.push(bytes)))).toBe(code);
    expect(written).toEqual([]);
  });

  it('stops when cancelled', async () => {
    const abort = new AbortController();
    const stopped = writePackage(
      sampleInput(),
      async () => undefined,
      () => abort.abort(),
      abort.signal,
    );
    expect(await codeOf(stopped)).toBe('package.cancelled');
  });
});

describe('opening: for whom, and in which profile', () => {
  it('refuses a package for somebody else', async () => {
    const { bytes } = await write(sampleInput());
    expect(await codeOf(open(bytes, { ownDepartmentId: SENDER.uscc }))).toBe('package.recipient.not-own');
    const two = await write(sampleInput({ recipients: [{ uscc: '11370800MB28577999', name: '别的单位' }, RECIPIENT] }));
    expect(await codeOf(open(two.bytes))).toBe('opened');
  });

  it('keeps demo and real apart, in both directions', async () => {
    const real = (await write(sampleInput())).bytes;
    const demo = (await write(sampleInput({ demo: true, sender: { ...SENDER, demo: true } }))).bytes;
    const sly = (await write(sampleInput({ demo: false, sender: { ...SENDER, demo: true } }))).bytes;
    expect(await codeOf(open(real, { acceptDemo: true }))).toBe('package.real-in-demo');
    expect(await codeOf(open(demo, { acceptDemo: true }))).toBe('opened');
    expect(await codeOf(open(demo))).toBe('package.demo.in-real');
    expect(await codeOf(open(sly))).toBe('package.demo.in-real');
  });

  it('reports progress and can be cancelled', async () => {
    const { bytes } = await write(sampleInput());
    const fractions: number[] = [];
    await open(bytes, { onProgress: ({ fraction }) => void fractions.push(fraction ?? -1) });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((left, right) => left - right));
    expect(await codeOf(open(bytes, { signal: AbortSignal.abort() }))).toBe('package.cancelled');
  });

  it('says so when the file gets shorter or changes under its hands', async () => {
    // larger than what is read ahead, so that it is read again
    const scan = attachment(new Uint8Array(200_000).fill(7));
    const entries = [recorded(1, { attachments: [{ sha256: scan.sha256, size: scan.size, name: 'a' }] })];
    const { bytes } = await write(sampleInput({ entries, attachments: [scan] }));
    const short = { size: bytes.length, read: async (offset: number, length: number) => bytes.slice(offset, offset + length - 1) };
    expect(await codeOf(openPackage(short, { ownDepartmentId: RECIPIENT.uscc, acceptDemo: false }))).toBe('package.read-short');
    const opened = await open(bytes);
    if (!opened.ok) throw new Error(opened.error.code);
    const readAll = async (sha256: string) => {
      for await (const _piece of opened.value.readAttachment(sha256));
    };
    await readAll(scan.sha256);
    bytes[bytes.indexOf(7, 5000) + 100_000] = 0;
    await expect(readAll(scan.sha256)).rejects.toMatchObject({ failure: { code: 'package.zip.crc' } });
    await expect(readAll('0'.repeat(64))).rejects.toMatchObject({ failure: { code: 'package.attachment.missing' } });
  });

  it('takes an approval at the longest its schema allows', async () => {
    const long = approval(1, { content: '长'.repeat(4000), note: '注'.repeat(2000), matter: '事'.repeat(500) });
    const { bytes } = await write(sampleInput({ entries: [{ ...recorded(1), payload: { approval: long } }], attachments: [] }));
    expect(await codeOf(open(bytes))).toBe('opened');
  });
});
