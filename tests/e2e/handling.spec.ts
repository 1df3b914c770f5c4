/** Letters that begin something: a case file that came with less than its list says, and a 函告 on its way to the decision. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { todayIn } from '#shared/domain/dates.ts';
import { type NodeWorkstation, required } from '../../build/node-workstation.ts';
import { importPackage } from './counterparts.ts';
import { type Delivery, exchangeCards, importHere, withMarket } from './delivery-flow.ts';
import { registerDepartment } from './steps.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(240_000);

const CODE = '济高市监函';

test('办法 21(二), 21(三): a case file with one file missing, and a notice from its arrival to the decision', async () => {
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

async function decide({ app, look }: Delivery, reviewId: string): Promise<void> {
  await app.go('handling');
  await app.id('handling.tab.reviews').click();
  await expect(app.id(`reviews.row.${reviewId}`)).toHaveAttribute('data-next', 'received');
  await app.id(`reviews.open.${reviewId}`).click();
  await expect(app.id('reviews.take.decided')).toBeDisabled();
  const take = async (step: string, note: string) => {
    await app.id(`reviews.take.${step}`).click();
    await app.id('reviews.step.note').fill(note);
    if (step === 'decided') await app.id('reviews.act.revoke').click();
    await app.id('reviews.step.ok').click();
    await expect(app.id(`reviews.step.${step}`)).toHaveAttribute('data-done', 'true');
    await expect(app.id('reviews.step.ok')).toHaveCount(0);
  };
  await take('received', '');
  await take('evidenceReviewed', '照片属实');
  await take('heard', '监管部门认为应当撤销');
  await take('decided', '以欺骗手段取得许可');
  await look('handling-review');
  await app.id('reviews.decisionLetter').click();
  await expect(app.id('page.letter')).toContainText('处理决定');
  await look('handling-letter');
}
