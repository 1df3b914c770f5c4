/**
 * The proof doesn't need this program. Every command of docs/verify-by-hand.md is run as it stands on the page, on what a
 * workstation wrote and on altered copies; and a department that has nothing but sh, openssl, sed and zip sends, receives
 * and answers packages. Skipped where one of these tools is missing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeUscc } from '#shared/domain/codes.ts';
import type { Department } from '#shared/domain/department.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { Vectors } from '../../../build/exchange-vectors.ts';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from '../workstation/two-departments.ts';
import { attachment, id, recorded } from './sample-package.ts';

const script = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const has = (command: string, ...words: string[]) => spawnSync(command, words).status === 0;
const hasOpenSsl = /^OpenSSL [3-9]/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');
const hasTools = hasOpenSsl && has('zip', '-v') && has('unzip', '-v') && has('sha256sum', '--version') && has('pdftotext', '-v');

const page = readFileSync('docs/verify-by-hand.md', 'utf8');
const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text]) => text ?? '');
const [FILE_DIGEST = '', BAG = '', FINGERPRINT = '', CARD = '', SUCCESSOR = '', UNSEAL = ''] = blocks;

/** A department without our program: keys, cards and packages are made by scripts. */
const OUTSIDE: Department = { ...RECIPIENT, uscc: makeUscc('11', '370800', 'MB000009'), name: '高新区生态环境分局' };

let two: TwoDepartments;
let desk = '';

beforeEach(async () => {
  two = await TwoDepartments.create();
  desk = two.path('desk');
  mkdirSync(desk);
  copyFileSync(script('open-envelope-with-openssl.sh'), join(desk, 'open-envelope-with-openssl.sh'));
});
afterEach(() => two.remove());

const at = (name: string) => join(desk, name);

/** What the page says that its second step shows, and nothing else. */
const BAG_PASSES = '清单齐全\n没有多余文件\nVerified OK\n';

/** One block of the page as a terminal runs it, in the auditor's folder; `C` is the poorest locale. */
function run(block: string) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const { status, stdout } = spawnSync('sh', ['-c', `{\n${block}} 2>&1`], { cwd: desk, encoding: 'utf8', env });
  return { passes: status === 0, output: stdout };
}

/** Passes when a person sees exactly what the page says: in a terminal nothing stops at the first failure. */
function checkBag() {
  rmSync(at('包'), { recursive: true, force: true });
  const { output } = run(BAG);
  return { passes: output === BAG_PASSES, output };
}

/** A card's statement is proven when the page's words come, then the fingerprint. */
function checkCard() {
  const { output } = run(CARD);
  const [words, fingerprint = ''] = output.split('\n');
  return { passes: words === 'Verified OK', fingerprint: fingerprint.trim() };
}

const shell = (name: string, words: readonly string[], more: NodeJS.ProcessEnv = {}) =>
  execFileSync('sh', [script(name), ...words], { cwd: desk, env: { ...process.env, ...more } });

function makeKey(name: string): string {
  execFileSync('openssl', ['genpkey', '-algorithm', 'SM2', '-out', name], { cwd: desk });
  return name;
}

const ownFingerprint = async (who: NodeWorkstation) => required(await who.workstation.ownKeys()).fingerprint;
const paper = (name: string) => execFileSync('pdftotext', ['-layout', two.path(name), '-'], { encoding: 'utf8' }).replace(/\s/g, '');

async function saveCard(who: NodeWorkstation): Promise<string> {
  required(await who.workstation.saveOwnCard({ token: who.target(two.path('own.sgcard')).token }));
  copyFileSync(two.path('own.sgcard'), at('部门名片.sgcard'));
  rmSync(two.path('own.sgcard'));
  return readFileSync(at('部门名片.sgcard'), 'utf8');
}

async function writeUnsealed(): Promise<string> {
  const records = await two.record(draft(1), draft(2));
  const { rowId, fileSm3 } = await two.push(records, 'push.sgx', { sealed: false, unsealedReason: '供审计核验' });
  copyFileSync(two.path('push.sgx'), at('数据包.sgx'));
  required(await two.sender.workstation.saveHandoverSheet({ rowId, token: two.sender.target(two.path('handover.pdf')).token }));
  return fileSm3;
}

/** Changes the unpacked bag and packs it again. */
function repack(change: (bag: string) => void): void {
  run(`mkdir 改 && LC_ALL=C.UTF-8 unzip -q 数据包.sgx -d 改 && rm 数据包.sgx\n`);
  const [folder = ''] = readdirSync(at('改'));
  change(join(at('改'), folder));
  execFileSync('zip', ['-q', '-r', at('数据包.sgx'), folder], { cwd: at('改') });
}

const inBag = (bag: string, command: string) => execFileSync('sh', ['-e', '-c', command], { cwd: bag });
const REWRITE_MANIFEST = 'find data -type f -exec sha256sum {} + > manifest-sha256.txt';
const REWRITE_TAGS = 'sha256sum bagit.txt bag-info.txt manifest-sha256.txt sgx/package.json sgx/signer.pem > tagmanifest-sha256.txt';

describe.skipIf(!hasTools)('the page for auditors, on what the workstation wrote', () => {
  it('has six blocks of commands, each of which is run below', () => {
    expect(blocks).toHaveLength(6);
    expect(page.match(/^```/gm)).toHaveLength(12);
  });

  it('an unsealed package: digest as on the 交接单, Verified OK, fingerprint as on the 密钥确认单', async () => {
    const fileSm3 = await writeUnsealed();
    const digest = run(FILE_DIGEST);
    expect(digest.output.replace(/\s/g, '')).toBe(fileSm3);
    expect(paper('handover.pdf')).toContain(fileSm3);
    expect(checkBag()).toEqual({ passes: true, output: BAG_PASSES });
    const { output } = run(FINGERPRINT);
    expect(output.trim()).toBe(await ownFingerprint(two.sender));
    required(await two.sender.workstation.saveKeySheet({ token: two.sender.target(two.path('key.pdf')).token }));
    expect(paper('key.pdf')).toContain(output.replace(/\s/g, '').slice(0, 16));
  });

  it.each<readonly [string, (bag: string) => void]>([
    ['a record altered', (bag) => inBag(bag, "sed -i 's/0537-0000002/0537-6666666/' data/entries.ndjson")],
    ['a record altered, manifest rewritten', (bag) => inBag(bag, `sed -i 's/普通/特许/' data/entries.ndjson; ${REWRITE_MANIFEST}`)],
    ['… and tag manifest', (bag) => inBag(bag, `sed -i 's/普通/特许/' data/entries.ndjson; ${REWRITE_MANIFEST}; ${REWRITE_TAGS}`)],
    ['the list for people altered', (bag) => inBag(bag, 'printf x >> data/print/清单.xlsx')],
    ['a file added to the payload', (bag) => inBag(bag, 'echo x > data/print/补充.txt')],
    ['a file added beside the payload', (bag) => inBag(bag, 'echo x > 说明.txt')],
    ['a file left out', (bag) => inBag(bag, 'rm data/print/清单.xlsx')],
    ['… and its line too', (bag) => inBag(bag, `rm data/print/清单.xlsx; ${REWRITE_MANIFEST}`)],
    ['the descriptor altered', (bag) => inBag(bag, 'sed -i \'s/"sequence": 1/"sequence": 2/\' sgx/package.json')],
    ['the descriptor no longer listed', (bag) => inBag(bag, "sed -i '/package.json/d' tagmanifest-sha256.txt; echo >> sgx/package.json")],
    [
      'another key beside the signature',
      (bag) => inBag(bag, `openssl genpkey -algorithm SM2 | openssl pkey -pubout > sgx/signer.pem; ${REWRITE_TAGS}`),
    ],
  ])('an altered package: %s', async (_name, change) => {
    await writeUnsealed();
    repack(change);
    expect(checkBag().passes).toBe(false);
  });

  it('one signed anew with another key passes, as the page says, and shows that key’s fingerprint', async () => {
    await writeUnsealed();
    const key = at(makeKey('另一把.pem'));
    const sign = `openssl dgst -sm3 -sign ${key} -sigopt distid:1234567812345678 -out sgx/signature.der tagmanifest-sha256.txt`;
    repack((bag) => inBag(bag, `openssl pkey -in ${key} -pubout -out sgx/signer.pem; ${REWRITE_TAGS}; ${sign}`));
    expect(checkBag().passes).toBe(true);
    const { output } = run(FINGERPRINT);
    expect(output).toMatch(/^([0-9A-F]{4} ){15}[0-9A-F]{4} ?\n$/);
    expect(output.trim()).not.toBe(await ownFingerprint(two.sender));
  });

  it('a card, the card after a change of key, and the declaration that ends a leaked key', async () => {
    await saveCard(two.sender);
    expect(checkCard()).toEqual({ passes: true, fingerprint: await ownFingerprint(two.sender) });
    const before = await ownFingerprint(two.sender);
    copyFileSync(at('名片公钥.pem'), at('原公钥.pem'));
    required(await two.sender.keystore.rotateKey('测试口令-2026', false));
    await saveCard(two.sender);
    expect(checkCard()).toEqual({ passes: true, fingerprint: await ownFingerprint(two.sender) });
    expect(run(SUCCESSOR)).toEqual({ passes: true, output: 'Verified OK\n' });
    const leaked = await ownFingerprint(two.sender);
    expect(leaked).not.toBe(before);
    required(await two.sender.keystore.rotateKey('测试口令-2026', true));
    const lines = (await saveCard(two.sender)).split('\n').filter((line) => line !== '');
    const declaration = lines.findIndex((line) => line.includes('"kind":"revocation"'));
    writeFileSync(at('部门名片.sgcard'), `${lines.slice(declaration, declaration + 2).join('\n')}\n`);
    expect(checkCard()).toEqual({ passes: true, fingerprint: leaked });
  });

  it('an altered card, and a successor that the old key did not sign', async () => {
    const text = await saveCard(two.sender);
    expect(checkCard().passes).toBe(true);
    writeFileSync(at('部门名片.sgcard'), text.replace('0537-0000001', '0537-6666666'));
    expect(checkCard().passes).toBe(false);
    required(await two.sender.keystore.rotateKey('测试口令-2026', false));
    await saveCard(two.sender);
    run(CARD);
    execFileSync('openssl', ['pkey', '-in', makeKey('另一把.pem'), '-pubout', '-out', '原公钥.pem'], { cwd: desk });
    expect(run(SUCCESSOR).passes).toBe(false);
  });
});

/** The outside department's card is made by a script, and a person confirmed it at `who`. */
async function introduce(who: NodeWorkstation, more: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) {
  writeFileSync(at('department.json'), canonicalJson(OUTSIDE));
  shell('make-card-with-openssl.sh', ['department.json', '环保窗口', '私钥.pem', 'outside.sgcard', ...more], environment);
  const chosen = await who.choose(at('outside.sgcard'));
  return required(await who.workstation.openCard({ token: chosen.token, fileName: chosen.name, size: chosen.size }));
}

async function confirm(who: NodeWorkstation): Promise<void> {
  const { openId } = await introduce(who);
  required(await who.workstation.acceptCard({ openId, against: '与盖章的密钥确认单逐组核对' }));
}

/** Sealed for the outside department, by the workstation of the sender. */
async function push(records: readonly string[]) {
  const { token } = two.sender.target(two.path('sealed.sgxe'));
  const input = { jobId: 'push', token, recipients: [OUTSIDE.uscc], records, title: '' };
  const [row] = required(await two.sender.workstation.exportPackage(input));
  if (!row) throw new Error('no row');
  return row;
}

interface OutsidePackage {
  readonly purpose: 'approvals' | 'receipt';
  readonly number: number;
  readonly recipient: Department;
  readonly entries: readonly Entry[];
  readonly attachments?: readonly Uint8Array[];
}

function makePackage({ purpose, number, recipient, entries, attachments = [] }: OutsidePackage): void {
  const descriptor = {
    format: 1,
    id: id(500 + number),
    purpose,
    title: '没有本软件的部门制作',
    sender: { department: OUTSIDE, workstation: { id: id(499), name: '环保窗口' } },
    recipients: [{ uscc: recipient.uscc, name: recipient.name }],
    sequence: number,
    created: '2026-11-23T03:00:00.000Z',
    counts: { entries: entries.length, attachments: attachments.length },
    schemas: { entry: 3, approval: 1 },
    demo: false,
    producer: { software: 'openssl and zip' },
  };
  writeFileSync(at('package.json'), JSON.stringify(descriptor, null, 2));
  writeFileSync(at('entries.ndjson'), entries.map((entry) => `${canonicalJson(entry)}\n`).join(''));
  const files = attachments.map((content, index) => {
    writeFileSync(at(`附件${index}`), content);
    return `附件${index}`;
  });
  shell('make-package-with-openssl.sh', ['package.json', 'entries.ndjson', '私钥.pem', two.path('outside.sgx'), ...files]);
}

const outsideFact = { at: '2026-11-23T03:00:00.000Z', actor: { departmentId: OUTSIDE.uscc, operator: '周经办' } };

describe.skipIf(!hasTools)('a department that has only sh, openssl and zip', () => {
  beforeEach(() => {
    makeKey('私钥.pem');
  });

  it('introduces itself with a card, and its package is imported; a missing number is noticed', async () => {
    await confirm(two.recipient);
    const evidence = new TextEncoder().encode('许可证副本');
    const { sha256, size } = attachment(evidence);
    const entry = { ...recorded(1, { attachments: [{ sha256, size, name: '许可证.pdf' }] }), ...outsideFact };
    makePackage({ purpose: 'approvals', number: 2, recipient: RECIPIENT, entries: [entry], attachments: [evidence] });
    const opened = required(await two.open(two.recipient, 'outside.sgx'));
    expect(opened).toMatchObject({ trust: 'confirmed', senderId: OUTSIDE.uscc, sealed: false, newEntries: 1, missing: [1] });
    expect(required(await two.recipient.workstation.importPackage({ jobId: 'i', openId: opened.openId }))).toEqual({
      appended: 1,
      records: 1,
    });
    expect(await two.rows(two.recipient)).toHaveLength(1);
  });

  it('its package isn’t imported while nobody compared its key, nor after the key has ended itself', async () => {
    makePackage({ purpose: 'approvals', number: 1, recipient: RECIPIENT, entries: [{ ...recorded(1), ...outsideFact }] });
    const importNow = async () => {
      const { openId } = required(await two.open(two.recipient, 'outside.sgx'));
      return two.recipient.workstation.importPackage({ jobId: 'i', openId });
    };
    expect(await importNow()).toMatchObject({ ok: false, error: { code: 'package.key-unconfirmed' } });
    await confirm(two.recipient);
    execFileSync('mv', ['私钥.pem', '旧私钥.pem'], { cwd: desk });
    makeKey('私钥.pem');
    shell('make-card-with-openssl.sh', ['department.json', '', '旧私钥.pem', 'end'], { REVOKE: 'compromised' });
    shell('make-card-with-openssl.sh', ['department.json', '环保窗口', '私钥.pem', 'new.sgcard']);
    writeFileSync(at('both.sgcard'), `${readFileSync(at('new.sgcard'), 'utf8')}\n${readFileSync(at('end'), 'utf8')}`);
    const chosen = await two.recipient.choose(at('both.sgcard'));
    const card = required(await two.recipient.workstation.openCard({ token: chosen.token, fileName: chosen.name, size: chosen.size }));
    expect(card).toMatchObject({ relation: 'newKey', revokes: [{ reason: 'compromised', known: true }] });
    required(await two.recipient.workstation.acceptCard({ openId: card.openId }));
    expect(await importNow()).toMatchObject({ ok: false, error: { code: 'package.key-revoked' } });
  });

  it('changes its key: the old one signs the new card, and nobody is asked again', async () => {
    await confirm(two.recipient);
    execFileSync('mv', ['私钥.pem', '旧私钥.pem'], { cwd: desk });
    makeKey('私钥.pem');
    expect((await introduce(two.recipient)).relation).toBe('newKey');
    expect((await introduce(two.recipient, ['旧私钥.pem'])).relation).toBe('rotation');
    const forged = readFileSync(at('outside.sgcard'), 'utf8').replace('环保窗口', '环保大厅');
    writeFileSync(at('forged.sgcard'), forged);
    const chosen = await two.recipient.choose(at('forged.sgcard'));
    const refused = await two.recipient.workstation.openCard({ token: chosen.token, fileName: chosen.name, size: chosen.size });
    expect(refused).toMatchObject({ ok: false, error: { code: 'card.signature' } });
  });

  it('opens what the workstation sealed for it, proves it by the page, and answers with a receipt that is believed', async () => {
    await confirm(two.sender);
    const records = await two.record(draft(1), draft(2));
    const sent = await push(records);
    expect(sent.sealed).toBe(true);
    copyFileSync(two.path('sealed.sgxe'), at('数据包.sgxe'));
    expect(run(UNSEAL).passes).toBe(true);
    expect(checkBag()).toEqual({ passes: true, output: BAG_PASSES });
    expect(run(FINGERPRINT).output.trim()).toBe(await ownFingerprint(two.sender));
    const lines = execFileSync('sh', ['-c', 'cat 包/*/data/entries.ndjson'], { cwd: desk, encoding: 'utf8' }).trim().split('\n');
    const received = lines.map((line) => JSON.parse(line) as Entry).map(({ subject }) => subject);
    expect(received.sort()).toEqual([...records].sort());
    const claims = records.map(
      (subject, index): Entry => ({
        ...outsideFact,
        id: id(300 + index),
        type: 'claim.made',
        subject,
        payload: { packageId: sent.packageId },
      }),
    );
    makePackage({ purpose: 'receipt', number: 1, recipient: SENDER, entries: claims });
    expect((await two.take(two.sender, 'outside.sgx')).trust).toBe('confirmed');
    const row = required(await two.sender.workstation.packages()).find(({ rowId }) => rowId === sent.rowId);
    expect(row).toMatchObject({ claimed: 2, stage: 'answered' });
  });

  it('the script unseals the test vectors to the same bytes, one chunk and two, for each recipient', () => {
    const vectors = 'tests/fixtures/exchange';
    const expected = JSON.parse(readFileSync(`${vectors}/expected.json`, 'utf8')) as Vectors;
    const sealed = expected.packages.flatMap(({ file, envelope }) => (envelope ? [{ file, envelope }] : []));
    expect(sealed.map(({ envelope }) => envelope.chunks.length)).toEqual([1, 2]);
    for (const { file, envelope } of sealed) {
      copyFileSync(`${vectors}/${file}`, at('数据包.sgxe'));
      for (const name of envelope.keys) {
        copyFileSync(`${vectors}/${expected.keys[name].file}`, at('私钥.pem'));
        expect(run(UNSEAL).passes).toBe(true);
        expect(
          createHash('sha256')
            .update(readFileSync(at('数据包.sgx')))
            .digest('hex'),
        ).toBe(envelope.inside.sha256);
        expect(checkBag()).toEqual({ passes: true, output: BAG_PASSES });
      }
    }
  });

  it('a sealed file: altered, cut, or for another key; what the script lets through, the page’s second step refuses', async () => {
    await confirm(two.sender);
    await push(await two.record(draft(1)));
    const sealed = readFileSync(two.path('sealed.sgxe'));
    const start = 8 + sealed.readUInt32LE(4);
    for (const place of [start, start + 3000, sealed.length - 40]) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(place) ^ 1, place);
      writeFileSync(at('数据包.sgxe'), altered);
      run(UNSEAL);
      expect(checkBag().passes, `byte ${place}`).toBe(false);
    }
    writeFileSync(at('数据包.sgxe'), sealed.subarray(0, -100));
    expect(run(UNSEAL).passes && checkBag().passes).toBe(false);
    writeFileSync(at('数据包.sgxe'), sealed);
    makeKey('私钥.pem');
    expect(run(UNSEAL).passes).toBe(false);
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
    expect(await two.open(two.recipient, 'sealed.sgxe')).toMatchObject({ ok: false, error: { code: 'package.envelope.not-for-this-key' } });
  });
});
