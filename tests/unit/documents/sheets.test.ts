/** The one-page sheets, as independent programs see the real files. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handoverSheetPdf } from '#shared/documents/handover-sheet.ts';
import { keySheetPdf } from '#shared/documents/key-sheet.ts';
import { bundledFonts } from '../../../build/node-workstation.ts';
import { HEX, handoverInput, hasPdfPrograms, isEmbeddedSubset, keySheetInput, look, readQr, value } from './sheets.ts';

const fonts = bundledFonts();
const withoutSpace = (text: string) => text.replace(/\s/g, '');

describe.skipIf(!hasPdfPrograms)('密钥确认单 (skipped where poppler or qpdf is missing)', () => {
  it('is one A4 page of PDF 1.4 with all fonts embedded as subsets, and says who made it and when', async () => {
    const { info, fonts: embedded } = look(value(await keySheetPdf(keySheetInput(), fonts)));
    expect(info).toMatch(/^Pages: +1$/m);
    expect(info).toMatch(/^Page size: .*\(A4\)$/m);
    expect(info).toMatch(/^PDF version: +1\.4$/m);
    expect(info).toMatch(/^Title: +密钥确认单（宁新区行政审批服务局）$/m);
    expect(info).toMatch(/^Author: +宁新区行政审批服务局$/m);
    expect(info).toMatch(/^CreationDate: .*Nov 26 \d\d:30:00 2026/m);
    expect(embedded).toHaveLength(3);
    for (const font of embedded) expect(font).toSatisfy(isEmbeddedSubset);
  });

  it('shows the fingerprint in four lines of four groups, and the same in its QR code', async () => {
    const bytes = value(await keySheetPdf(keySheetInput(), fonts));
    const { text } = look(bytes);
    const lines = text.split('\n').filter((line) => /^(\s*[0-9A-F]{4}){4}\s*$/.test(line));
    expect(lines.map(withoutSpace)).toEqual(HEX.match(/.{16}/g));
    expect(readQr(bytes)).toBe(`SGKEY:11370811MB2857345X:${HEX}`);
  });

  it('says how to compare, what to do when the key is lost, and has lines for both departments', async () => {
    const text = withoutSpace(look(value(await keySheetPdf(keySheetInput(), fonts))).text);
    const expected = ['11370811MB2857345X', '审批部门、监管部门', '审批二科三号机', '2026年11月3日', '16组必须全部相同', '遗失或泄露'];
    for (const part of [...expected, '经办人签名：', '单位（盖章）：', '核对人：', '核对方式：']) expect(text).toContain(part);
  });

  it('refuses what is no fingerprint', async () => {
    const short = await keySheetPdf({ ...keySheetInput(), fingerprint: HEX.slice(1) }, fonts);
    expect(short).toMatchObject({ ok: false, error: { code: 'document.digest' } });
    const letters = await keySheetPdf({ ...keySheetInput(), fingerprint: HEX.replace('9', 'O') }, fonts);
    expect(letters).toMatchObject({ ok: false, error: { code: 'document.digest' } });
  });

  it('gives the same bytes for the same input and clock', async () => {
    const [first, second] = [await keySheetPdf(keySheetInput(), fonts), await keySheetPdf(keySheetInput(), bundledFonts())];
    expect(Buffer.compare(value(first), value(second))).toBe(0);
  });
});

describe.skipIf(!hasPdfPrograms)('交接单, 办法 20(一) (skipped where poppler or qpdf is missing)', () => {
  it('is one A4 page that names the package, both departments, the three working days and how to check the digest', async () => {
    const { info, fonts: embedded, text } = look(value(await handoverSheetPdf(handoverInput(), fonts)));
    expect(info).toMatch(/^Pages: +1$/m);
    expect(info).toMatch(/^Page size: .*\(A4\)$/m);
    for (const font of embedded) expect(font).toSatisfy(isEmbeddedSubset);
    const plain = withoutSpace(text);
    const parts = ['019ac0de-7a11-7c3e-8d15-0123456789ab', '第12包', '12,345条记录，78个附件', '123,456,789字节', '审批信息-第12包.sgxe'];
    const departments = ['宁新区行政审批服务局（11370811MB2857345X）', '宁新区市场监督管理局（11370811MB28573XX1）'];
    for (const part of [...parts, ...departments, '应于接收后3个工作日内认领', '移交人：', '接收人：', '□U盘', '□光盘', '□内网']) {
      expect(plain).toContain(part);
    }
    expect(text).toContain('openssl dgst -sm3 文件名');
    expect(plain).not.toContain('未加密');
  });

  it('shows the digest of the file in groups, and the same in its QR code', async () => {
    const bytes = value(await handoverSheetPdf(handoverInput(), fonts));
    const { text } = look(bytes);
    const groups = text.match(/(?<![\w-])[0-9a-f]{4}(?= [0-9a-f]{4}|\s*$)/gm) ?? [];
    expect(groups.join('')).toContain(HEX.toLowerCase());
    expect(readQr(bytes)).toBe(`SGPKG:019ac0de-7a11-7c3e-8d15-0123456789ab:${HEX.toLowerCase()}`);
  });

  it('warns when the package is not sealed', async () => {
    const { text } = look(value(await handoverSheetPdf(handoverInput({ sealed: false }), fonts)));
    expect(withoutSpace(text)).toContain('未加密！内有个人信息');
  });

  it('stays on one page and keeps the codes with the longest that a package can hold: 200, 100, 255 characters, 50 recipients', {
    timeout: 120_000,
  }, async () => {
    for (const character of ['𠮷', '祎', 'W', 'Щ', '，', '😀']) {
      const name = character.repeat(character.length > 1 ? 50 : 100);
      const recipients = Array.from({ length: 50 }, () => ({ name, uscc: '11370811MB28573XX1' }));
      const sender = { name, uscc: '11370811MB2857345X' };
      const hostile = { title: name + name, fileName: `${character.repeat(120)}.sgxe`, sealed: false, sender };
      const many = look(value(await handoverSheetPdf(handoverInput({ ...hostile, recipients }), fonts)));
      const one = look(value(await handoverSheetPdf(handoverInput({ ...hostile, recipients: recipients.slice(0, 1) }), fonts)));
      expect(many.info).toMatch(/^Pages: +1$/m);
      expect(one.info).toMatch(/^Pages: +1$/m);
      expect(withoutSpace(many.text)).toContain('等50个部门');
      for (const { text } of [many, one]) expect(withoutSpace(text)).toContain('（11370811MB2857345X）');
      expect(withoutSpace(one.text)).toContain('（11370811MB28573XX1）');
    }
  });
});

describe('both sheets', () => {
  it('are made, on one page (they throw otherwise), whatever text they are given', { timeout: 120_000 }, async () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.nat(60), async (one, other, count) => {
        const department = { name: one, uscc: '11370811MB2857345X', address: other, telephone: one };
        const recipients = Array.from({ length: count + 1 }, () => ({ name: other, uscc: one.slice(0, 18) }));
        const key = await keySheetPdf({ ...keySheetInput(department), workstation: other, keyMadeOn: one }, fonts);
        const input = {
          title: one,
          purpose: other,
          created: one,
          fileName: other,
          sender: department,
          recipients,
          packageId: one.slice(0, 36),
        };
        expect([key.ok, (await handoverSheetPdf(handoverInput(input), fonts)).ok]).toEqual([true, true]);
      }),
      { numRuns: 15 },
    );
  });
});
