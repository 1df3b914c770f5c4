/**
 * Writing letters as a clerk does: the first one after unlocking, the next, a long one, and the page that follows the keys.
 * In the real application, with a 仿宋 and a 楷体 installed as on a department's machine where the test fonts are there.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { LetterContent } from '#shared/domain/letter.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { testFontFolder } from '../../build/test-fonts.mjs';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import type { FigureDefinition, Figures } from './figures.ts';
import { probe } from './page-probe.ts';
import { call, watchForWorkstation } from './page-workstation.ts';

/** keys whose way to the screen is measured one by one, and keys typed in a row */
const SINGLE_KEYS = 10;
const KEYS_IN_A_ROW = 40;
/** milliseconds between two keys of somebody who types fast */
const TYPING_MS = 90;
/** milliseconds without a new page: nothing is under way any more, autosave (2.5 s) included */
const QUIET_MS = 700;
const LONG_PAGES = 10;

export const LETTER_DEFINITIONS: readonly FigureDefinition[] = [
  { key: 'firstLetter', title: 'letter: the first PDF after unlock', unit: 'ms', expectation: 2000 },
  { key: 'nextLetter', title: 'letter: the next PDF', unit: 'ms', expectation: 500 },
  { key: 'issueLetter', title: 'letter: issue, with number, PDF in the vault and both copies of the ledger', unit: 'ms' },
  { key: 'longLetter', title: `letter: a PDF of ${LONG_PAGES} pages`, unit: 'ms' },
  { key: 'editorShown', title: 'letter: draft clicked to its first page on the screen', unit: 'ms' },
  { key: 'keyToPage', title: 'letter: key to the new page on the screen', unit: 'ms', expectation: 300 },
  { key: 'typingTask', title: 'letter: longest task of the window while typing (0: none over 50)', unit: 'ms', expectation: 50 },
  { key: 'typingDelay', title: 'letter: longest delay of a timer in the window while typing', unit: 'ms' },
  { key: 'typingCpu', title: "letter: computing time of the window's thread for a key and its page", unit: 'ms', expectation: 50 },
  { key: 'longKeyToPage', title: `letter of ${LONG_PAGES} pages: key to the new page on the screen`, unit: 'ms' },
  { key: 'longTypingTask', title: 'the same, longest task of the window while typing (0: none over 50)', unit: 'ms' },
  { key: 'longTypingCpu', title: "the same, computing time of the window's thread for a key and its page", unit: 'ms', expectation: 50 },
];

const SENTENCE =
  '你局报送的关于进一步加强事中事后监管工作的材料收悉，经会同有关部门认真研究，现将审批信息推送情况和下一步工作安排函告如下，请结合职责抓好落实。';
const LONG_PARAGRAPHS = 36;

/** As many applications as `runs`, one after the other; figures by their keys above. */
export async function benchLetters(runs: number, figures: Figures, say: (text: string) => void): Promise<void> {
  const home = process.env.HOME;
  const office = await mkdtemp(join(tmpdir(), 'office-home-'));
  try {
    await installFonts(office);
    process.env.HOME = office;
    for (let run = 1; run <= runs; run += 1) {
      say(`letters, run ${run} of ${runs}`);
      await lettersRun(figures);
    }
  } finally {
    if (home !== undefined) process.env.HOME = home;
    await rm(office, { recursive: true, force: true });
  }
}

/** Where the application looks for fonts that a user installed. */
async function installFonts(home: string): Promise<void> {
  if (existsSync(testFontFolder)) await symlink(testFontFolder, await made(join(home, '.local', 'share'), 'fonts'));
}

async function made(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return join(folder, name);
}

async function lettersRun(figures: Figures): Promise<void> {
  const profile = await WorkstationApp.newProfile();
  try {
    await withApplication(profile, (app) => app.firstRun(APPROVAL_DEPARTMENT));
    await withApplication(profile, async (app) => {
      await watchForWorkstation(app.page);
      await app.unlock();
      figures.addAll(await callFigures(app.page));
      figures.addAll(await windowFigures(app));
    });
  } finally {
    await WorkstationApp.remove(profile);
  }
}

async function withApplication(profile: string, work: (app: WorkstationApp) => Promise<unknown>): Promise<void> {
  const app = await WorkstationApp.start(profile);
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/** The service alone, in its worker, called from the page. */
async function callFigures(page: Page): Promise<Record<string, number>> {
  const first = await call(page, 'previewLetter', { content: content('关于商请协助核查食品经营许可有关情况的函') });
  const next = await call(page, 'previewLetter', { content: content('关于反馈特种设备使用登记联合检查结果的函') });
  const long = await call(page, 'previewLetter', { content: longContent() });
  if (long.value.pages < LONG_PAGES) throw new Error(`${long.value.pages} pages are no long letter`);
  const letter = { letterId: createUuid(), content: content('关于移送医疗器械经营备案材料的函'), about: [], recipientIds: [] };
  await call(page, 'saveDraft', letter);
  const today = await page.evaluate(() => new Date().toISOString().slice(0, 10));
  const issued = await call(page, 'issueLetter', { letterId: letter.letterId, code: '济高新审函', date: today, signer: '赵局长' });
  await call(page, 'saveDraft', { ...letter, letterId: createUuid(), content: longContent() });
  await call(page, 'saveDraft', { ...letter, letterId: createUuid(), content: content('关于商请共享登记信息的函') });
  return {
    firstLetter: first.milliseconds,
    nextLetter: next.milliseconds,
    longLetter: long.milliseconds,
    issueLetter: issued.milliseconds,
  };
}

/** What the clerk sees, key by key. */
async function windowFigures(app: WorkstationApp): Promise<Record<string, number>> {
  const { page } = app;
  await probe(page);
  await page.evaluate(installKeyProbe);
  await app.id('nav.letters').click();
  const editorShown = await openDraft(page, '共享登记信息');
  const short = await typingFigures(app);
  await app.id('nav.letters').click();
  await openDraft(page, '长函');
  const long = await typingFigures(app);
  return {
    editorShown,
    keyToPage: short.key,
    typingTask: short.task,
    typingDelay: short.delay,
    typingCpu: short.cpu,
    longKeyToPage: long.key,
    longTypingTask: long.task,
    longTypingCpu: long.cpu,
  };
}

/** Milliseconds from the click to the first page. */
async function openDraft(page: Page, words: string): Promise<number> {
  await page.getByTestId('letters.open').filter({ hasText: words }).waitFor();
  return page.evaluate(async (title) => {
    const link = [...document.querySelectorAll<HTMLElement>('[data-testid="letters.open"]')].find(({ innerText }) =>
      innerText.includes(title),
    );
    const started = performance.now();
    link?.click();
    return (await window.probe.shown('.letter-preview-scroll[data-shown]')) - started;
  }, words);
}

interface TypingFigures {
  readonly key: number;
  readonly task: number;
  readonly delay: number;
  readonly cpu: number;
}

async function typingFigures(app: WorkstationApp): Promise<TypingFigures> {
  const { page } = app;
  const times: number[] = [];
  await app.id('letter-body-b0').press('End');
  for (let key = 0; key < SINGLE_KEYS; key += 1) {
    await page.evaluate((quiet) => window.keyProbe.quiet(quiet), QUIET_MS);
    await page.evaluate(() => window.keyProbe.begin());
    await page.keyboard.press(key % 2 === 0 ? 'a' : 'Backspace');
    times.push(await page.evaluate(() => window.keyProbe.painted()));
  }
  const computed = await threadClock(page);
  await page.evaluate(() => window.probe.watch());
  await page.keyboard.type('The quick brown fox jumps over the lazy dog.'.slice(0, KEYS_IN_A_ROW), { delay: TYPING_MS });
  await page.evaluate((quiet) => window.keyProbe.quiet(quiet), QUIET_MS);
  const { task, delay } = await page.evaluate(() => window.probe.watched());
  const cpu = (await computed()) / KEYS_IN_A_ROW;
  times.sort((a, b) => a - b);
  return { key: times[Math.floor(times.length / 2)] ?? Number.NaN, task, delay, cpu };
}

/** Milliseconds that the window's thread has computed since: what others do on the machine isn't in it. */
async function threadClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const computed = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await computed();
  return async () => {
    const after = await computed();
    await session.detach();
    return after - before;
  };
}

interface KeyProbe {
  /** notes the next key */
  readonly begin: () => void;
  /** Milliseconds from that key, as the browser timed it, to the frame that shows the page drawn after it. */
  readonly painted: () => Promise<number>;
  /** when no page has been drawn for so long */
  readonly quiet: (milliseconds: number) => Promise<void>;
}

declare global {
  interface Window {
    keyProbe: KeyProbe;
  }
}

/** Runs in the page; may use nothing from outside itself. */
function installKeyProbe(): void {
  const shown = () => document.querySelector('.letter-preview-scroll')?.getAttribute('data-shown') ?? '';
  let painted: Promise<number> = Promise.resolve(Number.NaN);
  window.keyProbe = {
    begin: () => {
      const before = shown();
      painted = new Promise((resolve) => {
        const onKey = ({ timeStamp }: KeyboardEvent) => {
          const observer = new MutationObserver(() => {
            if (shown() === before) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
          });
          observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-shown'] });
        };
        document.addEventListener('keydown', onKey, { capture: true, once: true });
      });
    },
    painted: () => painted,
    quiet: async (milliseconds) => {
      for (let [last, since] = [shown(), performance.now()]; performance.now() - since < milliseconds; ) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (shown() !== last) [last, since] = [shown(), performance.now()];
      }
    },
  };
}

function content(title: string): LetterContent {
  return {
    kind: 'inquiry',
    letterhead: APPROVAL_DEPARTMENT.name,
    title,
    recipients: [SUPERVISION_DEPARTMENT.name],
    body: [
      { type: 'paragraph', text: SENTENCE },
      { type: 'heading', level: 1, text: '有关情况' },
      { type: 'paragraph', text: '济宁测试商贸有限公司（91370800MA00000123）于2026年11月2日取得《食品经营许可证》。' },
      { type: 'paragraph', text: '特此函询，请予函复。' },
    ],
    enclosures: [],
    signatories: [APPROVAL_DEPARTMENT.name],
    seal: true,
    annotation: '联系人：王经办，联系电话：0537-0000001',
    copies: [],
    urgency: '',
  };
}

function longContent(): LetterContent {
  const more = Array.from({ length: LONG_PARAGRAPHS }, (_, index) => ({
    type: 'paragraph' as const,
    text: `第${index + 1}项，${SENTENCE}${SENTENCE}`,
  }));
  const short = content('长函');
  return { ...short, body: [...short.body, ...more] };
}
