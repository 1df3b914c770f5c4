/** Which sealed files go at unlock: those that no entry names. The danger is one too many: each case below would lose evidence. */
import { readdir, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '#shared/domain/approval.ts';
import { MemorySegmentStore, type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { issue, letterDraft } from './letters-helpers.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments } from './two-departments.ts';

let two: TwoDepartments;

beforeEach(async () => {
  two = await TwoDepartments.create();
});
afterEach(async () => {
  await two.remove();
});

const sealed = (which: 'sender' | 'recipient') => readdir(two.path(`${which}/attachments`));

async function chosen(at: NodeWorkstation, name: string, text = name) {
  await writeFile(two.path(name), text);
  const { token, size } = await at.choose(two.path(name));
  return { token, name, size };
}

/** a file that lies in the vault, and that nothing names yet */
async function letterFile(name: string): Promise<Attachment> {
  const [file] = required(await two.sender.workstation.addLetterFiles([await chosen(two.sender, name)]));
  if (!file) throw new Error('no file');
  return file;
}

const withFile = (file: Attachment) => letterDraft({ enclosures: [{ title: '材料', blocks: [], file }] });

async function isThere(at: NodeWorkstation, file: Attachment): Promise<boolean> {
  const saved = await at.workstation.saveAttachment({ sha256: file.sha256, token: at.target(two.path(`存_${file.name}`)).token });
  return saved.ok;
}

describe('at unlock', () => {
  it('a file that was added and never named goes; those of drafts, letters and templates stay', async () => {
    const [unnamed, drafted, issued] = [await letterFile('没有用.txt'), await letterFile('草稿.txt'), await letterFile('签发.txt')];
    const [given, replaced, template] = [await letterFile('放弃.txt'), await letterFile('换掉.txt'), await letterFile('模板.txt')];
    required(await two.sender.workstation.saveDraft(withFile(drafted)));
    const letter = withFile(issued);
    await issue(two.sender, letter);
    const up = withFile(given);
    required(await two.sender.workstation.saveDraft(up));
    required(await two.sender.workstation.discardDraft(up.letterId));
    const changed = withFile(replaced);
    required(await two.sender.workstation.saveDraft(changed));
    required(await two.sender.workstation.saveDraft({ ...changed, content: letterDraft().content }));
    required(await two.sender.workstation.saveTemplate({ name: '模板', content: withFile(template).content }));
    // six files and the PDF, and all of them as long as this run lasts
    expect(required(await two.sender.workstation.swept())).toBe(0);
    expect(await sealed('sender')).toHaveLength(7);

    await two.restart('sender');
    expect(required(await two.sender.workstation.swept())).toBe(1);
    expect(await sealed('sender')).toHaveLength(6);
    expect(await two.sender.workstation.saveDraft(withFile(unnamed))).toMatchObject({ error: { code: 'attachment.missing' } });
    for (const file of [drafted, issued]) expect(await isThere(two.sender, file)).toBe(true);
    required(await two.sender.workstation.readLetterPdf(letter.letterId));
    // named by entries that count no more: own computers are still told them, with their files
    for (const file of [given, replaced, template]) required(await two.sender.workstation.saveDraft(withFile(file)));
  });

  it('what came in a package stays, and what is needed to write a package again', async () => {
    const attachments = [await chosen(two.sender, '证据.txt')];
    const { recordId } = required(await two.sender.workstation.recordApproval({ draft: draft(1), attachments }));
    const { rowId } = await two.push([recordId]);
    await two.take(two.recipient, 'push.sgxe');
    const before = [await sealed('sender'), await sealed('recipient')];
    expect(before[1]).toHaveLength(1);
    await two.restart('sender');
    await two.restart('recipient');
    for (const { workstation } of [two.sender, two.recipient]) expect(required(await workstation.swept())).toBe(0);
    expect([await sealed('sender'), await sealed('recipient')]).toEqual(before);
    const [evidence] = required(await two.recipient.workstation.approvalDetail(recordId)).approval.attachments ?? [];
    expect(evidence && (await isThere(two.recipient, evidence))).toBe(true);
    // the 清单 inside is named by the recipe of the package alone
    required(await two.sender.workstation.resendPackage({ jobId: 'again', rowId, token: two.sender.target(two.path('again.sgxe')).token }));
  });

  it('a file that is added in that very moment stays, though an earlier run had left the same one unnamed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const left = await letterFile('同一份.txt');
      await two.restart('sender');
      // not waiting for the sweep
      const added = await letterFile('同一份.txt');
      expect(added.sha256).toBe(left.sha256);
      required(await two.sender.workstation.swept());
      expect(await sealed('sender')).toHaveLength(1);
    }
    const last = await letterFile('同一份.txt');
    required(await two.sender.workstation.saveDraft(withFile(last)));
    expect(await isThere(two.sender, last)).toBe(true);
  });
});

describe('beside a ledger that is not whole', () => {
  const open = (store: MemorySegmentStore) =>
    openNodeWorkstation({
      directory: two.path('sender'),
      department: SENDER,
      operator: '王经办',
      passphrase: '测试口令-2026',
      now: () => two.now,
      store,
    });

  it('nothing goes: the entry that can’t be read may name it', async () => {
    const file = await letterFile('证据.txt');
    required(await two.sender.workstation.saveDraft(withFile(file)));
    await two.sender.close();
    // both copies lose what was written last; ledger.head still knows of it
    await truncate(two.path('sender/ledger/ledger.journal'), 200);
    two.sender = await open(new MemorySegmentStore());
    expect(required(await two.sender.workstation.ledgerState()).readOnly).toBe(true);
    expect(required(await two.sender.workstation.swept())).toBe(0);
    expect(await sealed('sender')).toHaveLength(1);
  });

  it('nothing goes in the run in which a copy was mended either; in the next one it does', async () => {
    await letterFile('没有用.txt');
    await two.sender.close();
    const store = new MemorySegmentStore();
    two.sender = await open(store);
    expect(required(await two.sender.workstation.ledgerState()).notices).toHaveLength(1);
    expect(required(await two.sender.workstation.swept())).toBe(0);
    await two.sender.close();
    two.sender = await open(store);
    expect(required(await two.sender.workstation.swept())).toBe(1);
    expect(await sealed('sender')).toEqual([]);
  });
});

it('an entry of another department can’t keep nor take a file here: only what this ledger took in counts', async () => {
  await writeFile(two.path('无关.txt'), RECIPIENT.name);
  const file = await letterFile('没有用.txt');
  // the other department names the same digest in a draft of its own, which never leaves it
  const [same] = required(await two.recipient.workstation.addLetterFiles([await chosen(two.recipient, '没有用.txt')]));
  if (!same) throw new Error('no file');
  expect(same.sha256).toBe(file.sha256);
  required(await two.recipient.workstation.saveDraft(withFile(same)));
  await two.restart('sender');
  await two.restart('recipient');
  expect(required(await two.sender.workstation.swept())).toBe(1);
  expect(required(await two.recipient.workstation.swept())).toBe(0);
});
