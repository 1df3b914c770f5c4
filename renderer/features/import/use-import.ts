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

export function useImport(): ImportFlow {
  const { message } = App.useApp();
  const job = useJob();
  const [step, setStep] = useState<Step>('choose');
  const [problem, setProblem] = useState<ImportProblem>();
  const [source, setSource] = useState('');
  const [table, setTable] = useState<OpenedTable>();
  const [mapping, setMapping] = useState<ColumnMapping>(NO_MAPPING);
  const [preview, setPreview] = useState<ImportPreview>();
  const [outcome, setOutcome] = useState<ImportOutcome>();
  const openImport = useDiscardAtEnd();

  const show = useCallback(
    (opened: OpenedTable) => {
      openImport.current = opened.importId;
      setTable(opened);
      setMapping(opened.mapping);
      setSource(opened.sourceSystem);
      setPreview(undefined);
      setStep('mapping');
    },
    [openImport],
  );

  /** what every answer has in common: say what went wrong, or go on */
  const take = useCallback(
    <T>(title: string, answer: JobAnswer<T>, next: (value: T) => void) => {
      if (answer === 'busy') return;
      if (answer === 'cancelled') void message.info(text.cancelled);
      else if (answer.ok) next(answer.value);
      else setProblem({ title, failure: answer.error });
    },
    [message],
  );

  const open = async (file: ChosenFile) => {
    setProblem(undefined);
    const typed = source.trim();
    const answer = await job.run(text.choose.reading, async (input) => {
      const opened = await workstation().openTable({ ...input, token: file.token, fileName: file.name, size: file.size });
      if (!opened.ok || !typed || opened.value.sourceSystem === typed) return opened;
      openImport.current = opened.value.importId;
      const { importId, sheet } = opened.value;
      return workstation().reopenTable({ importId, sheet, sourceSystem: typed });
    });
    take(text.failed.open, answer, (opened) => show(typed ? { ...opened, sourceSystem: typed } : opened));
  };

  const reopen = async (view: TableView, sourceSystem: string) => {
    if (!table) return;
    setProblem(undefined);
    const { importId } = table;
    const answer = await job.run(text.mapping.reread, () =>
      workstation().reopenTable({ importId, ...view, ...(sourceSystem && { sourceSystem }) }),
    );
    take(text.failed.map, answer, (opened) => show({ ...opened, sourceSystem: sourceSystem || opened.sourceSystem }));
  };

  const check = async () => {
    if (!table) return;
    setProblem(undefined);
    const { importId, sheet, headerRows } = table;
    const settings = { sheet, headerRows, mapping: cleaned(mapping), sourceSystem: source.trim() };
    const answer = await job.run(text.mapping.checking, (input) => workstation().previewImport({ ...input, importId, settings }));
    take(text.failed.preview, answer, (found) => {
      measured(found.timings);
      setPreview(found);
      setStep('preview');
    });
  };

  const commit = async (acceptReason: string | undefined, remember: boolean) => {
    if (!table) return;
    setProblem(undefined);
    const { importId } = table;
    const answer = await job.run(text.preview.committing, (input) =>
      workstation().commitImport({ ...input, importId, remember, ...(acceptReason && { acceptReason }) }),
    );
    take(text.failed.commit, answer, (done) => {
      measured(done.timings);
      setOutcome(done);
      setStep('done');
      useSession.getState().touch();
    });
  };

  const restart = () => {
    openImport.discard();
    setTable(undefined);
    setMapping(NO_MAPPING);
    setPreview(undefined);
    setOutcome(undefined);
    setProblem(undefined);
    setStep('choose');
  };

  return {
    ...{ step, job, problem, source, setSource, table, mapping, setMapping, preview, outcome, restart },
    open: (file) => void open(file),
    look: (view) => void reopen(view, source.trim()),
    takeSource: () => {
      const typed = source.trim();
      if (!table || !typed || typed === table.sourceSystem || !table.knownSourceSystems.includes(typed)) return;
      void reopen({ sheet: table.sheet, headerRows: table.headerRows }, typed);
    },
    check: () => void check(),
    toMapping: () => setStep('mapping'),
    commit: (acceptReason, remember) => void commit(acceptReason, remember),
    fail: setProblem,
  };
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
