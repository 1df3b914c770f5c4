/** Letters that begin something: case files that came with less than their lists say, a 函告 to its end, a question to its answer. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { todayIn } from '#shared/domain/dates.ts';
import { type NodeWorkstation, required } from '../../build/node-workstation.ts';
import { importPackage } from './counterparts.ts';
import { type Delivery, exchangeCards, importHere, withMarket } from './delivery-flow.ts';
import { importAndFollow, issueOpenDraft, onlyParagraph, packLetter, YEAR } from './letter-steps.ts';
import { exportCsv, importTable, registerDepartment } from './steps.ts';
import { dayAgo } from './supervision-steps.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(300_000);

const run = promisify(execFile);
const CODE = '济高市监函';

test('办法 21(二), 21(三), 25: case files both ways, a notice from its arrival to the decision told, a question and its answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workstation-handling-'));
  const app = await WorkstationApp.start(join(folder, 'own'));
  try {
    await app.firstRun(APPROVAL_DEPARTMENT);
    await registerDepartment(app, SUPERVISION_DEPARTMENT);
    await withMarket(
      app,
      folder,
      async (name) => app.picture(name),
      async (delivery) => {
        await test.step('cards go both ways', () => exchangeCards(delivery));
        const sent = await test.step('the market sends both letters', () => sendLetters(delivery));
        await test.step('the case file is checked item by item', () => checkTransfer(delivery, sent.transfer));
        await test.step('the sender sees what was missing', () => tellMissing(delivery, sent.transfer));
        await test.step('21(三): step by step to the decision', () => decide(delivery, sent.notice));
        await test.step('21(三): the decision is told, and both sides say so', () => tellDecision(delivery, sent.notice));
        await test.step('21(二): a case file begun in the window, and what was missing on its receipt', () => handOver(delivery));
        await test.step('办法 25: a question, its day, its answer, and the archive', () => ask(delivery));
      },
    );
  } catch (error) {
    await app.picture('handling');
    throw error;
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

const today = () => todayIn('Asia/Shanghai', new Date());

async function issue(market: NodeWorkstation, letterId: string, title: string): Promise<string> {
  const { content, recipientIds, transfer } = required(await market.workstation.letterDetail(letterId));
  if (!content) throw new Error('no draft');
  // what a clerk writes into the gaps of the template
  const body = [{ type: 'paragraph' as const, text: '有关情况和材料见附件，请研究处理。' }];
  required(await market.workstation.saveDraft({ letterId, content: { ...content, title, body }, about: [], recipientIds, transfer }));
  required(await market.workstation.issueLetter({ letterId, code: CODE, date: today(), signer: '李局长' }));
  return letterId;
}

async function sendLetters({ app, market, path }: Delivery) {
  const files: { readonly token: string; readonly name: string; readonly size: number }[] = [];
  for (const name of ['现场照片一.jpg', '现场照片二.jpg']) {
    await writeFile(path(name), `evidence ${name}`);
    files.push(await market.choose(path(name)));
  }
  const recipientId = APPROVAL_DEPARTMENT.uscc;
  const transfer = await issue(
    market,
    required(await market.workstation.beginTransfer({ records: [], files, recipientId })).letterId,
    '关于移送有关案卷材料的函',
  );
  const begun = required(await market.workstation.beginLetter({ kind: 'revokeNotice', about: [] }));
  const draft = { ...begun, content: { ...begun.content, recipients: [APPROVAL_DEPARTMENT.name] }, recipientIds: [recipientId] };
  required(await market.workstation.saveDraft(draft));
  const notice = await issue(market, begun.letterId, '关于建议撤销食品经营许可的函');
  const { token } = market.target(path('公函.sgxe'));
  required(
    await market.workstation.exportLetters({ jobId: 'letters', token, recipients: [recipientId], letters: [transfer, notice], title: '' }),
  );
  await app.go('packages');
  await importHere(app, path('公函.sgxe'));
  await app.id('packages.close').click();
  return { transfer, notice };
}

async function checkTransfer({ app, path, look }: Delivery, letterId: string): Promise<void> {
  await app.go('home');
  await expect(app.id('home.handling')).toContainText('待核收');
  await look('handling-home');
  await app.id(`home.handling.${letterId}`).click();
  await expect(app.id('transfers.check')).toBeVisible();
  await app.id('transfers.check.by').fill('王经办');
  await app.id('transfers.check.0.complete').click();
  await app.id('transfers.check.ok').click();
  // nobody has looked at the second one
  await expect(app.id('failure')).toHaveAttribute('data-failure-code', 'transfer.items');
  await app.id('transfers.check.1.missing').click();
  await look('handling-check');
  await app.id('transfers.check.ok').click();
  await expect(app.id('transfers.result')).toHaveAttribute('data-lacking', '1');
  await app.answerSaveDialog(path('送达回证.pdf'));
  await app.id('transfers.receipt').click();
  await look('handling-checked');
  await app.page.keyboard.press('Escape');
  await expect(app.id(`transfers.row.${letterId}`)).toHaveAttribute('data-state', 'lacking');
}

async function tellMissing({ app, market, path }: Delivery, letterId: string): Promise<void> {
  await app.go('packages');
  await app.answerSaveDialog(path('回执.sgxe'));
  await app.id(`packages.receipt.${SUPERVISION_DEPARTMENT.uscc}`).first().click();
  await app.id('packages.receipt.export').click();
  await expect(app.id('packages.receipt.close')).toBeVisible();
  await app.id('packages.receipt.close').click();
  await importPackage(market, path('回执.sgxe'));
  const { row, checks } = required(await market.workstation.transferDetail(letterId));
  expect(row).toMatchObject({ state: 'lacking', lacking: 1 });
  expect(checks).toMatchObject([{ receivedBy: '王经办', items: [{ state: 'complete' }, { state: 'missing' }] }]);
}

/** 21(三): who, when and on which day stands at each step; what proves a step can be had back. */
async function decide({ app, look, path }: Delivery, reviewId: string): Promise<void> {
  await app.go('handling');
  await app.id('handling.tab.reviews').click();
  await expect(app.id(`reviews.row.${reviewId}`)).toHaveAttribute('data-next', 'received');
  await app.id(`reviews.open.${reviewId}`).click();
  await expect(app.id('reviews.step.received')).toContainText('前完成认领');
  for (const step of ['decided', 'notified']) await expect(app.id(`reviews.take.${step}`)).toBeDisabled();
  await take(app, 'received', '');
  await expect(app.id('reviews.step.evidenceReviewed')).toContainText('今天收到');
  await app.id('reviews.target').fill(dayAgo(-14));
  await app.page.keyboard.press('Enter');
  await app.id('reviews.target.save').click();
  await expect(app.page.getByText('自定办结日已保存').first()).toBeVisible();
  await writeFile(path('审核表.txt'), '照片与现场一致');
  await app.answerOpenDialog(path('审核表.txt'));
  await take(app, 'evidenceReviewed', '照片属实', async () => {
    await app.id('reviews.step.addAttachment').click();
    await expect(app.id('reviews.step.attachments')).toContainText('审核表.txt');
  });
  await take(app, 'heard', '监管部门认为应当撤销', () => app.id('reviews.step.persons').fill('赵科长'));
  await take(app, 'meeting', '一致同意撤销', () => app.id('reviews.step.persons').fill('审批局、市场监管局'));
  await take(app, 'decided', '以欺骗手段取得许可', () => app.id('reviews.act.revoke').click());
  for (const words of [today(), '王经办', '收到当天', '参加：审批局、市场监管局', '一致同意撤销']) {
    await expect(app.id('reviews.step.meeting')).toContainText(words);
  }
  await app.answerSaveDialog(path('另存的审核表.txt'));
  await app.id('reviews.file.evidenceReviewed').click();
  await expect.poll(() => readFile(path('另存的审核表.txt'), 'utf8').catch(() => '')).toBe('照片与现场一致');
  // nobody was told yet: without a letter the last step can't be noted
  await expect(app.id('reviews.take.notified')).toBeDisabled();
  await expect(app.id('reviews.step.notified')).toContainText('请先点“起草处理决定告知函”');
  await look('handling-review');
}

async function take(app: WorkstationApp, step: string, note: string, more: () => Promise<void> = async () => undefined) {
  await app.id(`reviews.take.${step}`).click();
  await more();
  await app.id('reviews.step.note').fill(note);
  await app.id('reviews.step.ok').click();
  await expect(app.id(`reviews.step.${step}`)).toHaveAttribute('data-done', 'true');
  await expect(app.id('reviews.step.ok')).toHaveCount(0);
}

/** 依法作出处理决定，同时推送至监管部门: the letter goes, the last step is noted, and both sides say so. */
async function tellDecision({ app, market, look, path }: Delivery, reviewId: string): Promise<void> {
  await app.id('reviews.decisionLetter').click();
  await expect(app.id('page.letter')).toContainText('处理决定');
  await look('handling-letter');
  const opening = await app.id('letter-body-b0').inputValue();
  expect(opening).toContain(`《关于建议撤销食品经营许可的函》（${CODE}〔${YEAR}〕2号）`);
  await app.id('letter-title').fill('关于撤销食品经营许可处理决定的函');
  await onlyParagraph(app, `《关于建议撤销食品经营许可的函》（${CODE}〔${YEAR}〕2号）收悉。经研究，我局依法决定撤销该食品经营许可。`);
  await issueOpenDraft(app, '赵局长', `济高新审函〔${YEAR}〕1号`);
  await packLetter(app, path('处理决定.sgxe'));
  await app.go('handling');
  await app.id('handling.tab.reviews').click();
  await app.id(`reviews.open.${reviewId}`).click();
  await take(app, 'notified', '');
  await app.page.keyboard.press('Escape');
  const row = app.id(`reviews.row.${reviewId}`);
  await expect(row).toHaveAttribute('data-next', '');
  await expect(row).toContainText('已办结');
  await importPackage(market, path('处理决定.sgxe'));
  const [theirs] = required(await market.workstation.reviewDetails());
  expect(theirs).toMatchObject({ reviewId, own: true, next: undefined });
  expect(theirs?.decisionLetter).toContain('撤销食品经营许可处理决定');
}

/** Three pages, told by the tree alone. */
const PDF = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Count 3 /Kids [3 0 R 4 0 R 5 0 R]>> endobj
3 0 obj <</Type /Page /Parent 2 0 R>> endobj
4 0 obj <</Type /Page /Parent 2 0 R>> endobj
5 0 obj <</Type /Page /Parent 2 0 R>> endobj
trailer <</Root 1 0 R>>
%%EOF`;

/** 办法 21(二), the other way round: begun in the window from a record and files; the market counts less than the list says. */
async function handOver({ app, market, path, look }: Delivery): Promise<void> {
  await writeFile(path('审批.csv'), exportCsv(1));
  await importTable(app, path('审批.csv'), { accepted: 1 });
  await writeFile(path('询问笔录.pdf'), PDF);
  await writeFile(path('现场照片.jpg'), 'a picture');
  await app.go('handling');
  await app.id('handling.tab.transfers').click();
  await app.id('transfers.begin').click();
  await app.id('transfers.begin.recipient').click();
  await app.page.locator('.ant-select-item-option', { hasText: SUPERVISION_DEPARTMENT.name }).click();
  await app.id('transfers.begin.reason').fill('依法作出吊销许可证件的决定');
  await app.id('transfers.begin.records').click();
  await app.page.keyboard.type('商贸1');
  await app.page.locator('.ant-select-item-option', { hasText: '济宁测试商贸1有限公司' }).click();
  await app.answerOpenDialog(path('询问笔录.pdf'), path('现场照片.jpg'));
  await app.id('transfers.begin.addAttachment').click();
  await expect(app.page.getByText('现场照片.jpg')).toBeVisible();
  await look('handling-begin-transfer');
  await app.id('transfers.begin.ok').click();
  await expect(app.id('transfers.items.pages.1')).toHaveValue('3');
  await app.id('transfers.items.pages.0').fill('2');
  await app.id('transfers.items.save').click();
  await expect(app.page.getByText('清单已保存')).toBeVisible();
  await app.id('transfers.letter').click();
  await expect(app.id('letter-enclosures-i0')).toHaveValue('案卷移送清单');
  await issueOpenDraft(app, '赵局长', `济高新审函〔${YEAR}〕2号`);
  await packLetter(app, path('移送.sgxe'));
  await importPackage(market, path('移送.sgxe'));
  const [row] = required(await market.workstation.transfers()).filter(({ own }) => !own);
  expect(row).toMatchObject({ state: 'toCheck', items: 3, pages: 6 });
  const items = [
    { index: 0, state: 'complete', pages: 2, note: '' },
    { index: 1, state: 'pagesDiffer', pages: 2, note: '少第 3 页' },
    { index: 2, state: 'missing', pages: 0, note: '盘里没有' },
  ] as const;
  const signed = { receivedBy: '李联络员', receivedOn: today(), note: '' };
  required(await market.workstation.checkTransfer({ letterId: row?.letterId ?? '', items, ...signed }));
  const { token } = market.target(path('核收回执.sgxe'));
  required(await market.workstation.exportReceipt({ jobId: 'receipt', token, recipient: APPROVAL_DEPARTMENT.uscc }));
  await importAndFollow(app, path('核收回执.sgxe'));
  await expect(app.id('transfers.result')).toHaveAttribute('data-lacking', '2');
  await app.answerSaveDialog(path('送达回证二.pdf'));
  await app.id('transfers.receipt').click();
  await expect(app.page.getByText('送达回证已保存')).toBeVisible();
  const text = (await run('pdftotext', [path('送达回证二.pdf'), '-'])).stdout.replace(/\s/g, '');
  for (const words of ['李联络员', '少第3页', '盘里没有', '清单3页，实收2页']) expect(text).toContain(words);
  await app.page.keyboard.press('Escape');
}

/** 办法 25: asked with a day, told on that day, answered, and found by what the answer says. */
async function ask({ app, market, path, look }: Delivery): Promise<void> {
  await app.go('handling');
  await app.id('handling.tab.inquiries').click();
  await app.id('inquiries.ask').click();
  await app.id('letter-title').fill('关于商请明确食品经营许可面积计算标准的函');
  await onlyParagraph(app, '根据工作需要，请贵局明确经营场所面积的计算标准，并函复我局。');
  await app.page.locator('#letter-dueOn').fill(today());
  await app.page.keyboard.press('Enter');
  await issueOpenDraft(app, '赵局长', `济高新审函〔${YEAR}〕3号`);
  await packLetter(app, path('函询.sgxe'));
  await app.go('home');
  const reminder = app.id('home.handling').getByRole('button', { name: '面积计算标准' });
  await expect(reminder).toContainText(`等待 ${SUPERVISION_DEPARTMENT.name} 答复`);
  await look('handling-inquiry-due');
  await reminder.click();
  await expect(app.id('inquiries.count')).toHaveAttribute('data-count', '1');
  await expect(app.id('inquiries')).toContainText('今天到期');
  await answer(market, path('函询.sgxe'), path('答复.sgxe'));
  await importAndFollow(app, path('答复.sgxe'));
  await expect(app.id('letter.facts')).toContainText('复函');
  await app.go('home');
  await expect(reminder).toHaveCount(0);
  await app.go('handling');
  await app.id('handling.tab.inquiries').click();
  await expect(app.id('inquiries.count')).toHaveAttribute('data-count', '0');
  await app.id('inquiries.show.answered').click();
  await app.id('inquiries.search').locator('input').fill('使用面积');
  await expect(app.id('inquiries.count')).toHaveAttribute('data-count', '1');
  await expect(app.id('inquiries')).toContainText('按使用面积计算');
  await app.id('inquiries.search').locator('input').fill('建筑面积');
  await expect(app.id('inquiries.count')).toHaveAttribute('data-count', '0');
}

async function answer(market: NodeWorkstation, question: string, target: string): Promise<void> {
  await importPackage(market, question);
  const [row] = required(await market.workstation.inquiries({ text: '面积计算标准', show: 'open' }));
  if (!row) throw new Error('the question did not come');
  const { letterId, from, title, number } = row.question;
  const begun = required(await market.workstation.beginLetter({ kind: 'reply', about: [], answers: { letterId, from, title, number } }));
  const body = [{ type: 'paragraph' as const, text: `《${title}》（${number}）收悉。经营场所面积按使用面积计算。` }];
  required(await market.workstation.saveDraft({ ...begun, content: { ...begun.content, body } }));
  required(await market.workstation.issueLetter({ letterId: begun.letterId, code: CODE, date: today(), signer: '李局长' }));
  const recipients = [APPROVAL_DEPARTMENT.uscc];
  const { token } = market.target(target);
  required(await market.workstation.exportLetters({ jobId: 'reply', token, recipients, letters: [begun.letterId], title: '' }));
}
