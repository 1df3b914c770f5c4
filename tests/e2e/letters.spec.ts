/** A letter from a record to its answer: written, checked, issued, printed in true size, sent, and replied to in the other window. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Locator, test } from '@playwright/test';
import { issueOpenDraft, onlyParagraph, YEAR } from './letter-steps.ts';
import { expectPrintedAs } from './printed-pages.ts';
import { exportCsv, importTable, registerDepartment } from './steps.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(300_000);

const run = promisify(execFile);

test('办法 25: from a record to an inquiry, its number, its paper, its package, and the answer', async () => {
  const profiles = [await WorkstationApp.newProfile(), await WorkstationApp.newProfile()] as const;
  const sender = await WorkstationApp.start(profiles[0]);
  const recipient = await WorkstationApp.start(profiles[1]);
  const path = (name: string) => join(profiles[0], name);
  try {
    await sender.firstRun(APPROVAL_DEPARTMENT);
    await recipient.firstRun(SUPERVISION_DEPARTMENT);
    await test.step('one record, and whom to write to', async () => {
      await writeFile(path('审批.csv'), exportCsv(1));
      await importTable(sender, path('审批.csv'), { accepted: 1 });
      await registerDepartment(sender, SUPERVISION_DEPARTMENT);
    });
    await test.step('发函 from the record fills the letter; the preview is the PDF', () => begin(sender));
    await test.step('a wrong phrase is found, and a click selects its characters', () => check(sender));
    await test.step('GB/T 9704 7.3.3: a block becomes another kind, by the keyboard alone', () => turnIntoHeading(sender));
    await test.step('everything can be taken back and done again, and is saved by itself', () => undoAndSave(sender));
    await test.step('the preview follows within 300 ms', () => followTyping(sender));
    await test.step('issued: number 1 of the year, and the PDF says so', () => issue(sender, path('公函.pdf')));
    await test.step('printed in true size at the same place', () => expectPrintedAs(sender, path('公函.pdf'), profiles[0]));
    await test.step('goes in a package', () => pack(sender, path('公函.sgx')));
    await test.step('arrives in the other window', () => receive(recipient, path('公函.sgx')));
    await test.step('several pages and a landscape 附件 come out of the printer so', () =>
      printLong(sender, path('长函.pdf'), profiles[0]));
    await test.step('21(二): a letter on paper is registered', () => register(sender));
    await test.step('is answered there: 复函 names title and number', () => reply(recipient, join(profiles[1], '复函.pdf')));
  } catch (error) {
    await sender.picture('sender');
    await recipient.picture('recipient');
    throw error;
  } finally {
    await sender.close();
    await recipient.close();
    await WorkstationApp.remove(...profiles);
  }
});

async function begin(app: WorkstationApp): Promise<void> {
  await app.go('approvals');
  await app.page.getByRole('row').nth(1).dblclick();
  await app.id('approval.letter').click();
  await app.id('letters.begin.inquiry').click();
  await expect(app.id('letter.editor')).toBeVisible();
  await expect(app.id('letter.pages')).not.toHaveAttribute('data-pages', '0');
  await expect(app.page.locator('.letter-page canvas').first()).toBeVisible();
  // the only department of the directory is whom a question goes to
  await expect(app.id('letter-recipients')).toContainText(SUPERVISION_DEPARTMENT.name);
}

async function check(app: WorkstationApp): Promise<void> {
  await app.id('letter-title').fill('高新区行政审批服务局关于商请明确食品经营许可办理标准的函');
  const paragraph = await onlyParagraph(app, '根据工作需要，请贵局明确办理标准。妥否，请批示。');
  const problem = app.page.locator('.letter-problem', { hasText: '请批示' }).first();
  await expect(problem).toBeVisible();
  await problem.click();
  await expect(paragraph).toBeFocused();
  const selected = await paragraph.evaluate((element) => {
    const input = element as HTMLTextAreaElement;
    return input.value.slice(input.selectionStart, input.selectionEnd);
  });
  expect(selected).toContain('请批示');
  await paragraph.fill('根据工作需要，请贵局明确食品经营许可办理标准，并于收到本函后函复我局。');
  await expect(problem).toBeHidden();
}

async function turnIntoHeading(app: WorkstationApp): Promise<void> {
  const text = await app.id('letter-body-b0').inputValue();
  const kind = (name: string) => app.page.getByRole('button', { name: `第 1 块：${name}，类型` });
  await kind('段落').press('Enter');
  await expect(app.page.getByRole('combobox', { name: '第 1 块：段落，类型' })).toBeFocused();
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  await expect(kind('一级标题')).toBeFocused();
  await expect(app.page.locator('.letter-heading-number')).toHaveText(['一、']);
  await app.page.keyboard.press('Control+z');
  await expect(kind('段落')).toBeVisible();
  await expect(app.id('letter-body-b0')).toHaveValue(text);
}

async function undoAndSave(app: WorkstationApp): Promise<void> {
  const body = () => app.page.locator('[data-testid^="letter-body-b"]');
  await app.id('letter-body.add.heading1').click();
  await app.page.keyboard.type('有关情况');
  await app.id('letter-body.add.heading1').click();
  await app.page.keyboard.type('有关请求');
  await expect(app.page.locator('.letter-heading-number')).toHaveText(['一、', '二、']);
  await app.page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(body().nth(1)).toHaveValue('有关请求');
  await expect(app.page.locator('.letter-heading-number')).toHaveText(['一、', '二、']);
  for (let step = 0; step < 5; step++) await app.page.keyboard.press('Control+z');
  await expect(body()).toHaveCount(1);
  await app.page.keyboard.press('Control+y');
  await expect(body()).toHaveCount(2);
  await app.page.keyboard.press('Control+z');
  await expect(body()).toHaveCount(1);
  await expect(app.id('letter.saveState')).toHaveText(/已自动保存 \d\d:\d\d/, { timeout: 15_000 });
}

/** Times from the last key to the moment the new page stands on the screen. */
async function followTyping(app: WorkstationApp): Promise<void> {
  const paragraph = app.id('letter-body-b0');
  const shown = app.page.locator('.letter-preview-scroll');
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const before = await settled(shown);
    await paragraph.press('End');
    const typed = await app.page.evaluate(() => {
      const probe = { at: 0 };
      document.addEventListener(
        'input',
        () => {
          probe.at = performance.now();
        },
        { once: true },
      );
      return Object.assign(window, { probe }) && true;
    });
    expect(typed).toBe(true);
    await app.page.keyboard.type('。');
    await expect.poll(() => shown.getAttribute('data-shown')).not.toBe(before);
    const typedAt = await app.page.evaluate(() => (window as unknown as { probe: { at: number } }).probe.at);
    times.push(Number(await shown.getAttribute('data-shown')) - typedAt);
    await app.page.keyboard.press('Backspace');
  }
  times.sort((a, b) => a - b);
  test.info().annotations.push({ type: 'preview', description: `${times.map(Math.round).join(', ')} ms` });
  console.log(`preview after typing: ${times.map(Math.round).join(', ')} ms`);
  // the limit is 300 ms; a machine that runs other tests beside this one gets twice as long
  expect(times[2]).toBeLessThan(600);
}

/** The time of the last drawing, when none followed for a second. */
async function settled(shown: Locator): Promise<string | null> {
  for (let last = ''; ; ) {
    const now = await shown.getAttribute('data-shown');
    if (now !== null && now === last) return now;
    last = now ?? '';
    await shown.page().waitForTimeout(1000);
  }
}

async function issue(app: WorkstationApp, pdf: string): Promise<void> {
  await app.id('letter.issue').click();
  await expect(app.id('letter.issue.number')).toHaveText(`济高新审函〔${YEAR}〕1号`);
  await app.id('letter.issue.signer').fill('赵局长');
  await app.id('letter.issue.ok').click();
  await expect(app.id('letter.issued')).toBeVisible();
  await app.id('letter.issued.view').click();
  await expect(app.id('letter.detail')).toContainText(`济高新审函〔${YEAR}〕1号`);
  await app.answerSaveDialog(pdf);
  await app.id('letter.savePdf').click();
  await expect(app.page.getByText('已保存：公函.pdf')).toBeVisible();
  const { stdout } = await run('pdftotext', ['-layout', pdf, '-']);
  const text = stdout.replace(/\s/g, '');
  expect(text).toContain(`济高新审函〔${YEAR}〕1号`);
  expect(text).toContain('并于收到本函后函复我局');
  expect(text).toContain(SUPERVISION_DEPARTMENT.name);
}

async function pack(app: WorkstationApp, target: string): Promise<void> {
  await app.id('letter.pack').click();
  await app.answerSaveDialog(target);
  // no key was exchanged: only an open package is possible, and only on purpose
  await app.id('letter.pack.unsealed').check();
  await app.id('letter.pack.reason').fill('对方工作站还没有建立密钥');
  await app.id('letter.pack.ok').click();
  await expect(app.id('letter.packed')).toBeVisible();
  await app.id('letter.packed.close').click();
  await expect(app.id('letter.facts')).toContainText('已装入数据包');
}

async function receive(app: WorkstationApp, file: string): Promise<void> {
  await app.go('packages');
  await app.answerOpenDialog(file);
  await app.id('packages.import').click();
  await app.id('packages.confirmFingerprint').click();
  await app.id('packages.against').locator('input').fill('与王经办电话核对');
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toBeVisible();
  await app.id('packages.close').or(app.id('packages.afterImport')).first().click();
}

/** Three pages and more upright, the last one on its side. */
async function printLong(app: WorkstationApp, pdf: string, folder: string): Promise<void> {
  await app.id('nav.letters').click();
  await app.id('letters.create').click();
  await app.id('letters.begin.inquiry').click();
  await app.id('letter-title').fill('高新区行政审批服务局关于商请逐项明确许可办理标准的函');
  const sentences = Array.from({ length: 60 }, (_, index) => `第${index + 1}项事项的现场核查要求、材料要求和办理时限，请贵局逐项明确。`);
  await onlyParagraph(app, sentences.join(''));
  await app.id('letter.enclosure.add').click();
  await app.id('letter-enclosures-i0').fill('许可办理标准对照表');
  const enclosure = app.page.locator('.letter-enclosure').first();
  await enclosure.getByRole('checkbox').first().check();
  await enclosure.getByRole('checkbox', { name: '横排页' }).check();
  await app.id('letter-enclosures-i0-b0').fill('核查要求与现行标准对照如下，横排以便逐列核对。');
  await issueOpenDraft(app, '赵局长', `济高新审函〔${YEAR}〕2号`);
  await app.answerSaveDialog(pdf);
  await app.id('letter.savePdf').click();
  await expect(app.page.getByText('已保存：长函.pdf')).toBeVisible();
  const pages = await expectPrintedAs(app, pdf, folder);
  const sizes = pages.map(({ width, height }) => [Math.round(width), Math.round(height)]);
  expect(sizes.length).toBeGreaterThanOrEqual(4);
  expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).map(() => [210, 297]));
  expect(sizes.at(-1)).toEqual([297, 210]);
}

async function register(app: WorkstationApp): Promise<void> {
  await app.id('nav.letters').click();
  await app.id('letters.register').click();
  await app.page.getByRole('combobox', { name: '发文机关' }).fill(SUPERVISION_DEPARTMENT.name);
  await app.id('register.title').fill('关于责令停产停业情况的函');
  await app.id('register.number').fill(`济高市监函〔${YEAR}〕7号`);
  await app.page.getByLabel('成文日期').fill(`${YEAR}-01-05`);
  await app.page.keyboard.press('Enter');
  await app.page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(app.id('letter.detail')).toContainText('这是登记的纸质公函');
  await expect(app.id('letter.facts')).toContainText(`济高市监函〔${YEAR}〕7号`);
}

async function reply(app: WorkstationApp, pdf: string): Promise<void> {
  await app.id('nav.letters').click();
  await app.id('letters.tab.received').click();
  await app.id('letters.open').first().click();
  await expect(app.id('letter.facts')).toContainText(`济高新审函〔${YEAR}〕1号`);
  await expect(app.page.locator('.letter-page canvas').first()).toBeVisible();
  await app.id('letter.reply').click();
  await expect(app.id('letter.editor')).toBeVisible();
  await onlyParagraph(
    app,
    `《高新区行政审批服务局关于商请明确食品经营许可办理标准的函》（济高新审函〔${YEAR}〕1号）收悉。经研究，现函复如下：办理标准按现行规定执行。`,
  );
  await app.id('letter.issue').click();
  await app.id('letter.issue.signer').fill('李局长');
  await app.id('letter.issue.ok').click();
  await app.id('letter.issued.view').click();
  await app.answerSaveDialog(pdf);
  await app.id('letter.savePdf').click();
  await expect(app.page.getByText('已保存：复函.pdf')).toBeVisible();
  const { stdout } = await run('pdftotext', [pdf, '-']);
  const text = stdout.replace(/\s/g, '');
  expect(text).toContain(`（济高新审函〔${YEAR}〕1号）收悉`);
  await app.id('nav.letters').click();
  await app.id('letters.tab.received').click();
  await expect(app.page.getByText('已答复')).toBeVisible();
  await app.id('letters.tab.numbers').click();
  const book = app.id(`numbers.book.济高新审函.${YEAR}`);
  await expect(book.getByTestId('numbers.next')).toHaveText('下一个：2 号');
  await book.getByTestId('numbers.voidNext').click();
  await app.id('numbers.void.reason').fill('打印时损坏');
  await app.page.getByRole('button', { name: '作废这个号码' }).click();
  await expect(app.page.getByText('作废：打印时损坏')).toBeVisible();
  await expect(book.getByTestId('numbers.next')).toHaveText('下一个：3 号');
}
