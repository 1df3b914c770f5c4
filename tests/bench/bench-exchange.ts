/**
 * A record with gigabytes of evidence on its way: attached, sealed into a package, opened and imported by another
 * department, each in the real application with a profile of its own.
 */
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeUscc } from '#shared/domain/codes.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import type { FigureDefinition } from './figures.ts';
import { type Called, call, chooseFiles, chooseTarget, watchForWorkstation } from './page-workstation.ts';
import { ProcessTree, watchPeak } from './process-tree.ts';

const MEGABYTE = 1_000_000;
const FILES = 4;
/** a large package, on a slow and busy machine */
const LIMIT = 1_800_000;
/** milliseconds until the memory of what went before has been given back */
const SETTLE = 3000;
const COMPARED = '与密钥确认单逐组核对';

const STEPS = [
  ['attach', 'seal and keep the attachments'],
  ['export', 'write the sealed package, read back'],
  ['open', 'open and check the package'],
  ['take', 'import, keep the attachments'],
] as const;

export const EXCHANGE_DEFINITIONS: readonly FigureDefinition[] = [
  ...STEPS.flatMap(([key, title]): readonly FigureDefinition[] => [
    { key: `${key}Speed`, title: `large package: ${title}`, unit: 'MB/s' },
    { key: `${key}Time`, title: 'the same, time', unit: 'ms' },
    { key: `${key}Memory`, title: 'the same, highest memory above idle, PSS', unit: 'MB', expectation: 300 },
    ...(key === 'attach'
      ? []
      : [{ key: `${key}Silence`, title: 'the same, longest time without progress', unit: 'ms', expectation: 2000 } as const]),
  ]),
  { key: 'sealSpeed', title: 'large package: digests and sealing alone, without flush and reading back', unit: 'MB/s', expectation: 100 },
];

/** Figures by their keys above. `folder`: needs room for four times `megabytes`; emptied afterwards. */
export async function benchExchange(folder: string, megabytes: number, say: (text: string) => void): Promise<Record<string, number>> {
  await mkdir(folder, { recursive: true });
  const profiles = [await WorkstationApp.newProfile(), await WorkstationApp.newProfile()] as const;
  const [sender, recipient] = profiles;
  const paths = { card: join(folder, 'recipient.sgcard'), own: join(folder, 'sender.sgcard'), package: join(folder, 'large.sgxe') };
  try {
    say(`large package: ${FILES} files of ${megabytes / FILES} MB`);
    const files = await makeFiles(folder, megabytes);
    await withApplication(recipient, async (app) => {
      await app.firstRun(SUPERVISION_DEPARTMENT);
      await call(app.page, 'saveOwnCard', { token: await chooseTarget(app, paths.card) });
    });
    const sent = await withApplication(sender, (app) => send(app, { ...paths, files, megabytes }, say));
    for (const file of files) await rm(file);
    const taken = await withApplication(recipient, (app) => take(app, { ...paths, megabytes }, say));
    return { ...sent, ...taken };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await WorkstationApp.remove(...profiles);
  }
}

async function withApplication<T>(profile: string, work: (app: WorkstationApp) => Promise<T>): Promise<T> {
  const app = await WorkstationApp.start(profile);
  try {
    app.page.setDefaultTimeout(LIMIT);
    await watchForWorkstation(app.page);
    return await work(app);
  } finally {
    await app.close();
  }
}

interface Paths {
  readonly card: string;
  readonly own: string;
  readonly package: string;
  readonly megabytes: number;
}

async function send(app: WorkstationApp, paths: Paths & { readonly files: readonly string[] }, say: (text: string) => void) {
  await app.firstRun(APPROVAL_DEPARTMENT);
  await call(app.page, 'saveOwnCard', { token: await chooseTarget(app, paths.own) });
  await acceptCard(app, paths.card);
  const attachments = await chooseFiles(app, ...paths.files);
  const attach = await measured(app, 'attach', paths.megabytes, say, () => call(app.page, 'recordApproval', { draft: DRAFT, attachments }));
  const token = await chooseTarget(app, paths.package);
  const exported = await measured(app, 'export', paths.megabytes, say, () =>
    call(app.page, 'exportPackage', {
      jobId: 'export',
      token,
      recipients: [SUPERVISION_DEPARTMENT.uscc],
      records: [attach.value.recordId],
      title: '大附件',
    }),
  );
  const { committing } = exported.progress;
  return { ...attach.figures, ...exported.figures, sealSpeed: paths.megabytes / ((exported.milliseconds - committing) / 1000) };
}

async function take(app: WorkstationApp, paths: Paths, say: (text: string) => void) {
  await app.unlock();
  await acceptCard(app, paths.own);
  const [chosen] = await chooseFiles(app, paths.package);
  if (!chosen) throw new Error('the package is missing');
  const opened = await measured(app, 'open', paths.megabytes, say, () =>
    call(app.page, 'openPackage', { jobId: 'open', token: chosen.token, fileName: chosen.name, size: chosen.size }),
  );
  const { openId, attachments } = opened.value;
  if (attachments !== FILES) throw new Error(`${attachments} of ${FILES} attachments are in the package`);
  const taken = await measured(app, 'take', paths.megabytes, say, () => call(app.page, 'importPackage', { jobId: 'import', openId }));
  if (taken.value.records !== 1) throw new Error('the record was not imported');
  return { ...opened.figures, ...taken.figures };
}

async function acceptCard(app: WorkstationApp, path: string): Promise<void> {
  const [chosen] = await chooseFiles(app, path);
  if (!chosen) throw new Error('the card is missing');
  const { token, name, size } = chosen;
  const { openId } = (await call(app.page, 'openCard', { token, fileName: name, size })).value;
  await call(app.page, 'acceptCard', { openId, against: COMPARED });
}

/** One step with the memory that it takes above what the application holds before it. */
async function measured<T>(
  app: WorkstationApp,
  key: string,
  megabytes: number,
  say: (text: string) => void,
  work: () => Promise<Called<T>>,
): Promise<Called<T> & { readonly figures: Readonly<Record<string, number>> }> {
  await app.page.waitForTimeout(SETTLE);
  const tree = new ProcessTree(app.pid);
  const idle = tree.memory()?.pss;
  const computed = tree.cpuMilliseconds();
  const peak = watchPeak(tree);
  const done = await work();
  const highest = peak.stop()?.pss;
  const { reports, longestSilence, backwards, committing } = done.progress;
  const cpu = tree.cpuMilliseconds() - computed;
  say(
    `${key}: ${Math.round(done.milliseconds)} ms, computing ${cpu} ms, ${reports} reports (back ${backwards}), last step ${Math.round(committing)} ms`,
  );
  if (backwards > 0) throw new Error(`${key}: the progress went back`);
  return {
    ...done,
    figures: {
      [`${key}Speed`]: megabytes / (done.milliseconds / 1000),
      [`${key}Time`]: done.milliseconds,
      ...(idle !== undefined && highest !== undefined ? { [`${key}Memory`]: highest - idle } : {}),
      ...(reports > 0 ? { [`${key}Silence`]: longestSilence } : {}),
    },
  };
}

/** Files that no two blocks of are equal, so nothing on the way can save itself work. */
async function makeFiles(folder: string, megabytes: number): Promise<readonly string[]> {
  const paths = Array.from({ length: FILES }, (_, index) => join(folder, `现场影像${index + 1}.mp4`));
  const block = Buffer.alloc(MEGABYTE);
  for (let start = 0; start < MEGABYTE; start += 65_536) {
    crypto.getRandomValues(block.subarray(start, Math.min(MEGABYTE, start + 65_536)));
  }
  let number = 0;
  for (const path of paths) {
    const file = await open(path, 'wx');
    for (let done = 0; done < megabytes / FILES; done += 1) {
      block.writeUInt32LE(number);
      number += 1;
      await file.write(block);
    }
    await file.close();
    if ((await stat(path)).size !== (megabytes / FILES) * MEGABYTE) throw new Error('the disk is full');
  }
  return paths;
}

const DRAFT = {
  matter: '食品经营许可',
  decisionNumber: '济高新审食许〔2026〕1号',
  counterpartName: '济宁测试商贸有限公司',
  uscc: makeUscc('91', '370800', 'MA000001'),
  contact: '0537-0000002',
  address: '济宁高新区柳行街道',
  decidedOn: '2026-11-02',
  validFrom: '2026-11-02',
  validTo: '2031-11-01',
  content: '热食类食品制售',
  category: '普通',
  approvedBy: APPROVAL_DEPARTMENT.name,
};
