/**
 * Calls the workstation of a running application from outside its pages: a second handle on the worker that the page has
 * started. The page's `Worker` is watched for it before unlocking; the application itself has no door for this.
 */
import type { Page } from '@playwright/test';
import type * as comlink from 'comlink';
import type { Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import type { Progress, WorkstationApi } from '#shared/workstation/api.ts';
import type { WorkerEntry, WorkstationMethod } from '../../renderer/worker/workstation-worker.ts';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import { pageScript } from './page-script.ts';

type Value<M extends WorkstationMethod> = Extract<Awaited<ReturnType<WorkstationApi[M]>>, { readonly ok: true }>['value'];
type Input<M extends WorkstationMethod> = Omit<NonNullable<Parameters<WorkstationApi[M]>[0]>, 'onProgress'>;

export interface Called<T> {
  readonly value: T;
  readonly milliseconds: number;
  /** what its progress said; empty where there is none */
  readonly progress: {
    readonly reports: number;
    /** milliseconds without a report, the last step (flush and reading back) apart: it can't be cancelled and tells so */
    readonly longestSilence: number;
    /** 0–1 */
    readonly furthest: number;
    /** the bar went back */
    readonly backwards: number;
    /** milliseconds of that last step */
    readonly committing: number;
  };
}

interface Caller {
  readonly call: (method: string, input: unknown) => Promise<Called<Result<unknown>>>;
}

declare global {
  interface Window {
    workstationCaller: Caller;
  }
}

let script: Promise<string> | undefined;

/** Must come before unlocking. */
export async function watchForWorkstation(page: Page): Promise<void> {
  script ??= pageScript('node_modules/comlink/dist/esm/comlink.mjs', 'benchComlink');
  await page.evaluate('globalThis.__name ??= (work) => work');
  await page.evaluate(await script);
  await page.evaluate(installCaller);
}

/** @throws Error with the failure's sentence */
export async function call<M extends WorkstationMethod>(page: Page, method: M, input: Input<M>): Promise<Called<Value<M>>> {
  const called = await page.evaluate(([name, argument]) => window.workstationCaller.call(name, argument), [method, input] as const);
  if (!called.value.ok) throw new Error(`${method}: ${called.value.error.code} ${called.value.error.message}`);
  return { ...called, value: called.value.value as Value<M> };
}

/** Files as the open dialog hands them over. */
export async function chooseFiles(app: WorkstationApp, ...paths: readonly string[]): Promise<readonly ChosenFile[]> {
  await app.answerOpenDialog(...paths);
  const chosen = await app.page.evaluate(() => window.host.chooseFiles({ kind: 'attachment', multiple: true }));
  if (!chosen.ok) throw new Error(chosen.error.message);
  return chosen.value;
}

/** A save token as the save dialog hands it over. */
export async function chooseTarget(app: WorkstationApp, path: string): Promise<string> {
  await app.answerSaveDialog(path);
  const chosen = await app.page.evaluate(() => window.host.chooseSave({ kind: 'package', suggestedName: 'bench.sgxe' }));
  if (!chosen.ok || !chosen.value) throw new Error('no target was chosen');
  return chosen.value.token;
}

/** Runs in the page; may use nothing from outside itself. */
function installCaller(): void {
  const { wrap, proxy } = (globalThis as unknown as { readonly benchComlink: typeof comlink }).benchComlink;
  let worker: Worker | undefined;
  // kept: a proxy that is collected as garbage tells the worker to listen no more, to the page neither
  let remote: comlink.Remote<WorkerEntry> | undefined;
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name !== 'workstation') return;
      worker = this;
      remote = wrap<WorkerEntry>(this);
    }
  };
  window.workstationCaller = {
    call: async (method, input) => {
      if (!worker || !remote) throw new Error('the workstation is locked');
      const started = performance.now();
      let last = started;
      let committingSince: number | undefined;
      const progress = { reports: 0, longestSilence: 0, furthest: 0, backwards: 0, committing: 0 };
      const listen = ({ fraction, committing }: Progress) => {
        const now = performance.now();
        progress.reports += 1;
        if (committingSince === undefined) progress.longestSilence = Math.max(progress.longestSilence, now - last);
        if (committing) committingSince ??= now;
        last = now;
        if (fraction === undefined) return;
        if (fraction < progress.furthest) progress.backwards += 1;
        progress.furthest = Math.max(progress.furthest, fraction);
      };
      const listener = /^(open|export|import)Package$/.test(method) ? proxy(listen) : undefined;
      const value = (await remote.call(method as WorkstationMethod, [input], listener)) as Result<unknown>;
      const ended = performance.now();
      if (committingSince !== undefined) progress.committing = ended - committingSince;
      return { value, milliseconds: ended - started, progress };
    },
  };
}
