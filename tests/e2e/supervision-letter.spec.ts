/** Supervision information that no platform carries: by letter to the other department's window, and its answer back (办法 21(二)). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectPaperSays, importAndFollow, issueOpenDraft, onlyParagraph, packLetter, savePaper, swapCards, YEAR } from './letter-steps.ts';
import { expectPrintedAs } from './printed-pages.ts';
import { dayAgo, fillPenalty, PENALTY } from './supervision-steps.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(240_000);

const NUMBER = `济高新审函〔${YEAR}〕1号`;

test('办法 21(二): from a revoked licence to its letter, its paper, the other window, the 复函 and back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workstation-supervision-letter-'));
  const market = await WorkstationApp.start(join(folder, 'market'));
  const approval = await WorkstationApp.start(join(folder, 'approval'));
  const path = (name: string) => join(folder, name);
  try {
    await Promise.all([market.firstRun(SUPERVISION_DEPARTMENT), approval.firstRun(APPROVAL_DEPARTMENT)]);
    const names = [SUPERVISION_DEPARTMENT.name, APPROVAL_DEPARTMENT.name] as const;
    await test.step('cards go both ways', () => swapCards(market, approval, names, folder));
    await test.step('a penalty is recorded, and 发函 fills its letter', () => begin(market, path('决定书.txt')));
    await test.step('issued with number, day and signer; saved as PDF and Word, printed in true size', async () => {
      await issueOpenDraft(market, '李局长', NUMBER);
      await savePaper(market, path('推送函'));
      await expectPaperSays(path('推送函'), NUMBER, PENALTY.counterpartName, PENALTY.decisionNumber, APPROVAL_DEPARTMENT.name);
      await expectPrintedAs(market, path('推送函.pdf'), folder);
    });
    await test.step('packed, and imported by the other window, which opens the letter itself', async () => {
      await packLetter(market, path('推送函.sgxe'));
      await importAndFollow(approval, path('推送函.sgxe'));
      await expect(approval.id('letter.facts')).toContainText(NUMBER);
      await expect(approval.id('letter.detail')).toContainText('决定书.txt');
    });
    await test.step('复函: title first, then the number in brackets (GB/T 9704)', () => reply(approval, path('复函')));
    await test.step('the first sees the reply beside its letter', async () => {
      await packLetter(approval, path('复函.sgxe'));
      await importAndFollow(market, path('复函.sgxe'));
      await seeReply(market);
    });
  } catch (error) {
    await market.picture('market');
    await approval.picture('approval');
    throw error;
  } finally {
    await market.close();
    await approval.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

async function begin(app: WorkstationApp, evidence: string): Promise<void> {
  await app.go('supervision');
  await app.id('supervision.new').click();
  await fillPenalty(app, dayAgo(3));
  await writeFile(evidence, '行政处罚决定书');
  await app.answerOpenDialog(evidence);
  await app.id('supervision.field.addAttachment').click();
  await app.id('supervision.save').click();
  await expect(app.id('supervision.saved')).toBeVisible();
  await app.id('supervision.view').click();
  await app.id('supervision.letter').click();
  await app.id('letters.begin.supervisionPush').click();
  await expect(app.id('letter.editor')).toBeVisible();
  await expect(app.id('letter-title')).toHaveValue(new RegExp(`${PENALTY.counterpartName}.*监管信息的函$`));
  await expect(app.id('letter-recipients')).toContainText(APPROVAL_DEPARTMENT.name);
  // no approval was chosen: the letter says what is missing, a click goes there, and typing fills it
  const gap = app.page.locator('.letter-problem', { hasText: '事项名称' }).first();
  await gap.click();
  await app.page.keyboard.type('食品经营许可（济高新审〔2026〕12号）');
  await expect(gap).toBeHidden();
}

async function reply(app: WorkstationApp, paper: string): Promise<void> {
  await app.id('letter.reply').click();
  await expect(app.id('letter.editor')).toBeVisible();
  const refers = `的函》（${NUMBER}）收悉`;
  const first = app.id('letter-body-b0');
  await expect(first).toHaveValue(new RegExp(`《.*${PENALTY.counterpartName}.*${escaped(refers)}`));
  const opening = /^.*?收悉。/u.exec(await first.inputValue())?.[0] ?? '';
  await onlyParagraph(app, `${opening}经研究，现函复如下：我局已完成认领，将依法注销该食品经营许可。`);
  await issueOpenDraft(app, '赵局长', NUMBER);
  await savePaper(app, paper);
  await expectPaperSays(paper, refers, '我局已完成认领', SUPERVISION_DEPARTMENT.name);
}

const escaped = (text: string) => text.replace(/[()[\]]/g, '\\$&');

async function seeReply(app: WorkstationApp): Promise<void> {
  await expect(app.id('letter.detail')).toContainText('复函');
  await app.page.getByRole('button', { name: '所答复的函' }).click();
  await expect(app.id('letter.facts')).toContainText('已答复');
  await expect(app.id('letter.facts')).toContainText(NUMBER);
  await app.page.getByRole('button', { name: '已有复函' }).click();
  await expect(app.id('letter.facts')).toContainText(APPROVAL_DEPARTMENT.name);
  await expect(app.page.locator('.letter-page canvas').first()).toBeVisible();
}
