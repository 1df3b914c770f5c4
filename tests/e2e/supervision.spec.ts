import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeUscc } from '#shared/domain/codes.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../build/node-workstation.ts';
import { acceptCard, importPackage, saveCard } from './counterparts.ts';
import { importCard } from './delivery-flow.ts';
import { exportList, leafAndPrint } from './supervision-list.ts';
import { dayAgo, fillPenalty, PENALTY } from './supervision-steps.ts';
import { SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(180_000);

const APPROVAL = {
  uscc: makeUscc('11', '370800', 'MB000077'),
  name: '高新区行政审批服务局',
  roles: ['approval'] as const,
  address: '济宁高新区海川路9号',
  telephone: '0537-0000001',
  documentCode: '济高新审',
};
const COUNTERPART = PENALTY.counterpartName;

/**
 * The department that supervises works in the window, the one that approves without it: both are the real application, and
 * the file between them is the real file.
 */
test('办法 21(二): recorded in the window, pushed sealed, claimed by the approval department, corrected, and back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workstation-supervision-'));
  const app = await WorkstationApp.start(join(folder, 'own'));
  await mkdir(join(folder, 'approval'));
  const approval = await openNodeWorkstation({
    directory: join(folder, 'approval'),
    department: { ...APPROVAL, roles: [...APPROVAL.roles] },
    operator: '李审批',
    passphrase: '测试口令-2026',
  });
  try {
    await app.firstRun(SUPERVISION_DEPARTMENT);
    await test.step('keys are exchanged and an approval arrives', () => begin(app, approval, folder));
    await test.step('a draft says what is missing, then is kept with its evidence', () => recordPenalty(app, folder));
    await test.step('it is pushed sealed; the recipient claims it', () => pushAndClaim(app, approval, folder));
    await test.step('a correction says what changed and why', () => correct(app));
    await test.step('supervision information of others is claimed in the window', () => claimTheirs(app, approval, folder));
    await test.step('the list leaves as a workbook with the columns that are chosen; one record after the other goes onto paper', async () => {
      await exportList(app, folder);
      await leafAndPrint(app);
    });
  } catch (error) {
    await app.picture('supervision');
    throw error;
  } finally {
    await app.close();
    await approval.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

async function begin(app: WorkstationApp, approval: NodeWorkstation, folder: string): Promise<void> {
  const [own, theirs, packagePath] = [join(folder, 'own.sgcard'), join(folder, 'approval.sgcard'), join(folder, '审批.sgxe')];
  await saveCard(approval, theirs);
  await app.go('directory');
  await app.answerSaveDialog(own);
  await app.id('directory.saveCard').click();
  await expect(app.id('key-papers.show')).toBeVisible();
  await importCard(app, theirs, APPROVAL.name);
  await acceptCard(approval, own);
  const draft = {
    ...{
      matter: '食品经营许可',
      decisionNumber: '济高新审〔2026〕12号',
      counterpartName: COUNTERPART,
      contact: '0537-1',
      address: '柳行街道',
    },
    ...{ uscc: makeUscc('91', '370800', 'MA000011'), decidedOn: '2026-01-05', validFrom: '2026-01-05', validTo: '长期' },
    ...{ content: '热食类食品制售', approvedBy: APPROVAL.name },
  };
  const { recordId } = required(await approval.workstation.recordApproval({ draft, attachments: [] }));
  const output = { jobId: 'a', token: approval.target(packagePath).token, recipients: [SUPERVISION_DEPARTMENT.uscc] };
  required(await approval.workstation.exportPackage({ ...output, records: [recordId], title: '' }));
  await takePackage(app, packagePath);
}

async function takePackage(app: WorkstationApp, path: string): Promise<void> {
  await app.go('packages');
  await app.answerOpenDialog(path);
  await app.id('packages.import').click();
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toBeVisible();
  await app.id('packages.close').click();
}

async function recordPenalty(app: WorkstationApp, folder: string): Promise<void> {
  await app.go('supervision');
  await app.id('supervision.new').click();
  await app.id('supervision.save').click();
  await expect(app.id('supervision.field.kind.problem')).toContainText('没有填写监管信息类别');
  await expect(app.id('supervision.field.facts.problem')).toContainText('办法第二十一条（三）');
  await fillPenalty(app, dayAgo(3));
  // 21(二): what may affect an approval should name it
  await expect(app.page.getByText('没有选择涉及的审批决定')).toBeVisible();
  await app.id('supervision.approvals').click();
  await app.page.keyboard.type('济高新审');
  await app.page.locator('.ant-select-item-option', { hasText: '食品经营许可' }).click();
  await expect(app.id('supervision.approval')).toContainText('济高新审〔2026〕12号');
  await writeFile(join(folder, '决定书.txt'), '行政处罚决定书');
  await app.answerOpenDialog(join(folder, '决定书.txt'));
  await app.id('supervision.field.addAttachment').click();
  await app.id('supervision.save').click();
  await expect(app.id('supervision.saved')).toBeVisible();
  await app.id('supervision.view').click();
  await expect(app.id('supervision.detail')).toContainText('推送期限');
  await expect(app.id('supervision.detail')).toContainText('个工作日');
  await app.id('supervision.detail.approval').click();
  await expect(app.id('approval.supervisions')).toContainText('吊销许可证件');
}

async function pushAndClaim(app: WorkstationApp, approval: NodeWorkstation, folder: string): Promise<void> {
  const [path, receipt] = [join(folder, '监管.sgxe'), join(folder, '回执.sgxe')];
  await app.go('supervision');
  await expect(app.id('supervision.count')).toContainText('1');
  await app.page.getByRole('row').filter({ hasText: '吊销许可证件' }).first().dblclick();
  await app.id('supervision.detail.push').click();
  await expect(app.id('packages.title')).toHaveValue(/^监管信息推送/);
  await app.id('packages.recipient').click();
  await app.page.locator('.ant-select-item-option', { hasText: APPROVAL.name }).click();
  await app.page.keyboard.press('Escape');
  await app.id('packages.next').click();
  await app.answerSaveDialog(path);
  await app.id('packages.export').click();
  await expect(app.id('packages.done')).toBeVisible();
  await app.id('packages.done.close').click();
  const bytes = await readFile(path);
  for (const secret of [COUNTERPART, '吊销许可证件', '行政处罚决定书']) expect(bytes.includes(secret)).toBe(false);

  expect((await importPackage(approval, path)).purpose).toBe('supervision');
  required(await approval.workstation.queryApprovals({ ...EVERYTHING, kinds: ['supervision'] }));
  const records = required(await approval.workstation.approvalIds());
  expect(required(await approval.workstation.claim({ records })).claimed).toBe(1);
  const { token } = approval.target(receipt);
  required(await approval.workstation.exportReceipt({ jobId: 'r', token, recipient: SUPERVISION_DEPARTMENT.uscc }));
  await takePackage(app, receipt);
  await app.go('supervision');
  await expect(app.page.locator('[data-status="claimed"]')).toBeVisible();
}

const EVERYTHING = {
  ...{ text: '', direction: 'all' as const, statuses: [], overdueOnly: false, decidedFrom: undefined, decidedTo: undefined },
  ...{ matters: [], recipients: [], sources: [], sort: { field: 'recordedAt' as const, order: 'descending' as const } },
};

async function correct(app: WorkstationApp): Promise<void> {
  await app.page.getByRole('row').filter({ hasText: '吊销许可证件' }).first().dblclick();
  await app.id('supervision.correct').click();
  await app.id('supervision.field.content').fill('吊销食品经营许可证（许可证编号 JY000001）');
  await app.id('supervision.save').click();
  await expect(app.id('changes')).toContainText('JY000001');
  await app.id('form.reason').fill('补充许可证编号');
  await app.id('form.confirm').click();
  await expect(app.id('supervision.timeline')).toContainText('更正（第 2 版）');
  await expect(app.id('supervision.timeline')).toContainText('补充许可证编号');
}

async function claimTheirs(app: WorkstationApp, approval: NodeWorkstation, folder: string): Promise<void> {
  const path = join(folder, '他们的监管.sgxe');
  const draft = {
    ...{ kind: '检查发现问题', counterpartName: COUNTERPART, uscc: makeUscc('91', '370800', 'MA000011'), decidedOn: dayAgo(1) },
    ...{ facts: '现场核查发现经营场所已搬迁', madeBy: APPROVAL.name },
  };
  const { recordId } = required(await approval.workstation.recordSupervision({ draft, approvals: [], attachments: [] }));
  const output = { jobId: 'b', token: approval.target(path).token, recipients: [SUPERVISION_DEPARTMENT.uscc] };
  required(await approval.workstation.exportPackage({ ...output, records: [recordId], title: '' }));
  await takePackage(app, path);
  await app.go('inbox');
  // both kinds wait together: the approval and the finding
  await expect(app.id('inbox.count')).toContainText('2');
  await app.page.getByRole('row').filter({ hasText: '检查发现问题' }).first().dblclick();
  await expect(app.id('supervision.detail')).toContainText('经营场所已搬迁');
  await expect(app.id('supervision.correct')).toBeDisabled();
  await app.id('supervision.claim').click();
  await app.id('inbox.claim.ok').click();
  await expect(app.id('supervision.timeline')).toContainText('本部门认领');
  await app.go('inbox');
  await expect(app.id('inbox.count')).toContainText('1');
}
