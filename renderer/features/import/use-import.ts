/**
 * The import from file to result. Everything heavy happens in the worker; here is only where we are. Leaving the page or
 * giving up discards the import there, so that nothing is left.
 */
import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import type { ColumnMapping, ImportOutcome, ImportPreview, OpenedTable } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { cleaned } from './mapping-model.ts';
import { text } from './text.ts';
import { type Job, type JobAnswer, useJob } from './use-job.ts';

export type Step = 'choose' | 'mapping' | 'preview' | 'done';

export interface ImportProblem {
  readonly title: string;
  readonly failure: Failure;
}

export interface TableView {
  readonly sheet: string;
  readonly headerRows?: readonly number[];
}

export interface ImportFlow {
  readonly step: Step;
  readonly job: Job;
  readonly problem: ImportProblem | undefined;
  readonly source: string;
  readonly setSource: (source: string) => void;
  readonly table: OpenedTable | undefined;
  readonly mapping: ColumnMapping;
  readonly setMapping: (mapping: ColumnMapping) => void;
  readonly preview: ImportPreview | undefined;
  readonly outcome: ImportOutcome | undefined;
  readonly open: (file: ChosenFile) => void;
  /** another sheet or header row */
  readonly look: (view: TableView) => void;
  /** takes the typed source system over: a known one brings its remembered mapping */
  readonly takeSource: () => void;
  readonly check: () => void;
  readonly toMapping: () => void;
  readonly commit: (acceptReason: string | undefined, remember: boolean) => void;
  /** gives up what is open and starts anew */
  readonly restart: () => void;
  readonly fail: (problem: ImportProblem | undefined) => void;
}

const NO_MAPPING: ColumnMapping = { columns: {}, constants: {} };

interface State {
  readonly step: Step;
  readonly problem: ImportProblem | undefined;
  readonly source: string;
  readonly table: OpenedTable | undefined;
  readonly mapping: ColumnMapping;
  readonly preview: ImportPreview | undefined;
  readonly outcome: ImportOutcome | undefined;
}

const START: State = {
  step: 'choose',
  problem: undefined,
  source: '',
  table: undefined,
  mapping: NO_MAPPING,
  preview: undefined,
  outcome: undefined,
};

export function useImport(): ImportFlow {
  const { message } = App.useApp();
  const [state, setState] = useState(START);
  const patch = useCallback((part: Partial<State>) => setState((before) => ({ ...before, ...part })), []);
  const work = { job: useJob(), held: useDiscardAtEnd(), patch, onCancelled: () => void message.info(text.cancelled) };
  const { table, source } = state;
  const typed = source.trim();
  return {
    ...state,
    job: work.job,
    setSource: (next) => patch({ source: next }),
    setMapping: (mapping) => patch({ mapping }),
    open: (file) => void openFile(work, file, typed),
    look: (view) => void (table && reopen(work, table, view, typed)),
    takeSource: () => {
      if (!table || !typed || typed === table.sourceSystem || !table.knownSourceSystems.includes(typed)) return;
      void reopen(work, table, { sheet: table.sheet, headerRows: table.headerRows }, typed);
    },
    check: () => void (table && check(work, table, state.mapping, typed)),
    toMapping: () => patch({ step: 'mapping' }),
    commit: (acceptReason, remember) => void (table && commit(work, table, acceptReason, remember)),
    restart: () => {
      work.held.discard();
      patch({ ...START, source });
    },
    fail: (problem) => patch({ problem }),
  };
}

interface Work {
  readonly job: Job;
  readonly held: OpenImport;
  readonly patch: (part: Partial<State>) => void;
  readonly onCancelled: () => void;
}

/** what every answer has in common: say what went wrong, or go on */
function take<T>({ patch, onCancelled }: Work, title: string, answer: JobAnswer<T>, next: (value: T) => void): void {
  if (answer === 'busy') return;
  if (answer === 'cancelled') onCancelled();
  else if (answer.ok) next(answer.value);
  else patch({ problem: { title, failure: answer.error } });
}

function show({ patch, held }: Work, table: OpenedTable): void {
  held.current = table.importId;
  patch({ step: 'mapping', table, mapping: table.mapping, source: table.sourceSystem, preview: undefined });
}

async function openFile(work: Work, file: ChosenFile, typed: string): Promise<void> {
  work.patch({ problem: undefined });
  const answer = await work.job.run(text.choose.reading, async (input) => {
    const opened = await workstation().openTable({ ...input, token: file.token, fileName: file.name, size: file.size });
    if (!opened.ok || !typed || opened.value.sourceSystem === typed) return opened;
    // the typed system may have a remembered mapping of its own
    work.held.current = opened.value.importId;
    const { importId, sheet } = opened.value;
    return workstation().reopenTable({ importId, sheet, sourceSystem: typed });
  });
  take(work, text.failed.open, answer, (opened) => show(work, opened));
}

async function reopen(work: Work, table: OpenedTable, view: TableView, typed: string): Promise<void> {
  work.patch({ problem: undefined });
  const input = { importId: table.importId, ...view, ...(typed && { sourceSystem: typed }) };
  const answer = await work.job.run(text.mapping.reread, () => workstation().reopenTable(input));
  take(work, text.failed.map, answer, (opened) => show(work, opened));
}

async function check(work: Work, table: OpenedTable, mapping: ColumnMapping, sourceSystem: string): Promise<void> {
  work.patch({ problem: undefined });
  const { importId, sheet, headerRows } = table;
  const settings = { sheet, headerRows, mapping: cleaned(mapping), sourceSystem };
  const answer = await work.job.run(text.mapping.checking, (input) => workstation().previewImport({ ...input, importId, settings }));
  take(work, text.failed.preview, answer, (preview) => {
    measured(preview.timings);
    work.patch({ preview, step: 'preview' });
  });
}

async function commit(work: Work, table: OpenedTable, acceptReason: string | undefined, remember: boolean): Promise<void> {
  work.patch({ problem: undefined });
  const choice = { importId: table.importId, remember, ...(acceptReason && { acceptReason }) };
  const answer = await work.job.run(text.preview.committing, (input) => workstation().commitImport({ ...input, ...choice }));
  take(work, text.failed.commit, answer, (outcome) => {
    measured(outcome.timings);
    work.patch({ outcome, step: 'done' });
    useSession.getState().touch();
  });
}

/** Puts what the worker measured into the window's timeline as `import.parse` and so on, for the developer tools and the benchmark. */
function measured(timings: Readonly<Record<string, number>>): void {
  const end = performance.now();
  for (const [name, duration] of Object.entries(timings)) performance.measure(`import.${name}`, { end, duration });
}

interface OpenImport {
  current: string | undefined;
  readonly discard: () => void;
}

/** Holds the id of what is open in the worker and discards it when the page goes away. */
function useDiscardAtEnd(): OpenImport {
  const open = useRef<OpenImport>({
    current: undefined,
    discard() {
      const importId = this.current;
      this.current = undefined;
      if (importId !== undefined) void discardQuietly(importId);
    },
  });
  useEffect(() => {
    const held = open.current;
    return () => held.discard();
  }, []);
  return open.current;
}

/** Locking ends the worker and everything in it; there is nothing left to discard then. */
async function discardQuietly(importId: string): Promise<void> {
  let client: ReturnType<typeof workstation>;
  try {
    client = workstation();
  } catch {
    return;
  }
  await client.discardImport(importId);
}
