/** Drives the real application: a profile folder of its own, file dialogs answered, helpers in the words of a clerk. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, errors, expect, type Page, test } from '@playwright/test';
import { appArguments, runtimePath } from '../../build/launch.mjs';

/** milliseconds; a busy machine with a large ledger takes a while, and scripts outside the test runner have no limit of its own */
const PATIENCE = 60_000;
const LAUNCH_PATIENCE = 20_000;
const LAUNCH_ATTEMPTS = 3;

export const PASSPHRASE = '高新审批-离线-2026';

export interface DepartmentInput {
  readonly name: string;
  readonly uscc: string;
  readonly role: 'approval' | 'supervision';
}

/** Codes with right check characters of an invented body (11 37 08 …). */
export const APPROVAL_DEPARTMENT: DepartmentInput = { name: '高新区行政审批服务局', uscc: '11370800MB00000198', role: 'approval' };
export const SUPERVISION_DEPARTMENT: DepartmentInput = { name: '高新区市场监督管理局', uscc: '11370800MB00000273', role: 'supervision' };

export class WorkstationApp {
  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
    readonly profile: string,
  ) {}

  static async newProfile(): Promise<string> {
    return mkdtemp(join(tmpdir(), 'workstation-e2e-'));
  }

  static async start(profile: string, extra: readonly string[] = []): Promise<WorkstationApp> {
    const electron = await launch(appArguments([`--profile=${profile}`, ...extra]));
    const page = await electron.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    return new WorkstationApp(electron, page, profile);
  }

  id(testId: string) {
    return this.page.getByTestId(testId);
  }

  /** The next open dialog answers with these paths; nothing else of the file handling is replaced. */
  async answerOpenDialog(...paths: readonly string[]): Promise<void> {
    await this.electron.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
      },
      [...paths],
    );
  }

  async answerSaveDialog(filePath: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    }, filePath);
  }

  /** First run from the welcome page to the shell; returns the recovery code that was shown. */
  async firstRun(department: DepartmentInput, passphrase = PASSPHRASE): Promise<string> {
    await this.id('first-run.start').click();
    await this.id('first-run.name').fill(department.name);
    await this.id('first-run.uscc').fill(department.uscc);
    await this.id(`first-run.role-${department.role}`).click();
    await this.id('first-run.address').fill('济宁高新区海川路9号');
    await this.id('first-run.telephone').fill('0537-0000001');
    await this.id('first-run.documentCode').fill('济高新审');
    await this.id('first-run.operator').fill('王经办');
    await this.id('first-run.next').click();
    await this.id('first-run.new-passphrase').fill(passphrase);
    await this.id('first-run.repeat-passphrase').fill(passphrase);
    await this.id('first-run.create').click();
    return this.keepRecoveryCode();
  }

  async keepRecoveryCode(): Promise<string> {
    await expect(this.id('recovery.code')).toBeVisible();
    const groups = await this.page.locator('.recovery-characters').allTextContents();
    expect(groups).toHaveLength(8);
    const code = groups.join('-');
    await this.id('recovery.kept').click();
    await this.id('recovery.last-group').fill(code.split('-').at(-1) ?? '');
    await this.id('recovery.done').click();
    await this.id('shell').waitFor({ timeout: PATIENCE });
    return code;
  }

  async unlock(passphrase = PASSPHRASE): Promise<void> {
    await this.id('lock.passphrase').fill(passphrase);
    await this.id('lock.submit').click();
    await this.id('shell').waitFor({ timeout: PATIENCE });
  }

  async go(
    page: 'home' | 'approvals' | 'supervision' | 'import' | 'inbox' | 'handling' | 'packages' | 'directory' | 'settings',
  ): Promise<void> {
    await this.id(`nav.${page}`).click();
    await this.id(`page.${page}`).waitFor({ timeout: PATIENCE });
  }

  /** The whole process tree's root. */
  get pid(): number {
    return this.electron.process().pid ?? 0;
  }

  /** What was on the screen when a test failed says more than its message; for the test's `catch`. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: test.info().outputPath(`${name}.png`) }).catch(() => undefined);
  }

  /** Ends the application; a bug that it caught and logged meanwhile fails the test. */
  async close(): Promise<void> {
    await this.electron.close();
    for (const folder of [this.profile, `${this.profile}-demo-approval`, `${this.profile}-demo-supervision`]) {
      const log = await readFile(join(folder, 'logs', 'workstation.log'), 'utf8').catch(() => '');
      expect(log.split('\n').filter((line) => line.includes(' bug.'))).toEqual([]);
    }
  }

  static async remove(...profiles: readonly string[]): Promise<void> {
    for (const profile of profiles) await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Now and then Playwright attaches in the very moment in which the window is made, and waits for ever although the
 * application runs (1 of some 50 launches on a busy machine). It ends the application then; here it is started again.
 */
async function launch(args: string[]): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ executablePath: runtimePath(), args, timeout: LAUNCH_PATIENCE });
    } catch (error) {
      if (attempt === LAUNCH_ATTEMPTS || !(error instanceof errors.TimeoutError)) throw error;
    }
  }
}
