/** Where a profile lies: keys, journal, attachments, logs, and Chromium's own folder with IndexedDB inside. */
import { join, resolve } from 'node:path';

export type DemoKind = 'approval' | 'supervision';

export interface Profile {
  readonly directory: string;
  /** Electron's userData: IndexedDB lies in here */
  readonly chromium: string;
  readonly ledger: string;
  readonly attachments: string;
  readonly logs: string;
  readonly demo: DemoKind | false;
  /** the real profile beside which demo profiles are made */
  readonly base: string;
}

const FOLDER = 'shenguan-workstation';

/**
 * `--profile DIR` (or `--profile=DIR`) chooses the data directory; without it the user's own application data.
 * `--demo=approval|supervision` opens the demo profile beside it.
 */
export function resolveProfile(argv: readonly string[], applicationData: string, workingDirectory: string): Profile {
  const given = optionOf(argv, 'profile');
  const base = given ? resolve(workingDirectory, given) : join(applicationData, FOLDER);
  const demoOption = optionOf(argv, 'demo');
  const demo = demoOption === 'approval' || demoOption === 'supervision' ? demoOption : false;
  const directory = demo ? `${base}-demo-${demo}` : base;
  return {
    directory,
    chromium: join(directory, 'chromium'),
    ledger: join(directory, 'ledger'),
    attachments: join(directory, 'attachments'),
    logs: join(directory, 'logs'),
    demo,
    base,
  };
}

function optionOf(argv: readonly string[], name: string): string | undefined {
  const flag = `--${name}`;
  for (const [index, argument] of argv.entries()) {
    if (argument === flag) {
      const next = argv[index + 1];
      return next?.startsWith('--') ? undefined : next;
    }
    if (argument.startsWith(`${flag}=`)) return argument.slice(flag.length + 1) || undefined;
  }
  return undefined;
}
