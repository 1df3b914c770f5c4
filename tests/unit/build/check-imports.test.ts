import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImports, ruleNames, sharedRooms } from '../../../build/check-imports.mjs';

/** Each attack: a file, its content, and the rules it breaks. Imports need not lead to files that exist. */
const attacks: readonly { readonly title: string; readonly file: string; readonly source: string; readonly rules: readonly string[] }[] = [
  {
    title: 'shared → electron by subpath',
    file: 'shared/domain/a.ts',
    source: "import { x } from '#electron/files.ts';",
    rules: ['shared-imports-no-process'],
  },
  {
    title: 'shared → renderer by relative path',
    file: 'shared/domain/a.ts',
    source: "import '../../renderer/main.tsx';",
    rules: ['shared-imports-no-process'],
  },
  {
    title: 'shared → electron for a type only',
    file: 'shared/domain/a.ts',
    source: "import type { X } from '../../electron/x.ts';",
    rules: ['shared-imports-no-process'],
  },
  {
    title: 'renderer → electron/',
    file: 'renderer/app/a.tsx',
    source: "export { x } from '#electron/x.ts';",
    rules: ['renderer-imports-no-electron'],
  },
  {
    title: 'electron → renderer/',
    file: 'electron/main.ts',
    source: "const x = await import('../renderer/x.ts');",
    rules: ['electron-imports-no-renderer'],
  },
  {
    title: 'product → tests/',
    file: 'electron/main.ts',
    source: "import { fixture } from '#tests/fixture.ts';",
    rules: ['product-imports-no-workshop'],
  },
  {
    title: 'product → build/',
    file: 'renderer/app/a.ts',
    source: "import '../../build/launch.mjs';",
    rules: ['product-imports-no-workshop'],
  },
  {
    title: 'domain → ledger',
    file: 'shared/domain/a.ts',
    source: "import { x } from '#shared/ledger/entry.ts';",
    rules: ['shared-room-order'],
  },
  {
    title: 'exchange → documents, relative',
    file: 'shared/exchange/deep/a.ts',
    source: "import { x } from '../../documents/a.ts';",
    rules: ['shared-room-order'],
  },
  {
    title: 'crypto → workstation in an import() type',
    file: 'shared/crypto/a.ts',
    source: "export type T = import('../workstation/api.ts').Api;",
    rules: ['shared-room-order'],
  },
  {
    title: 'ledger → exchange by re-exporting everything',
    file: 'shared/ledger/a.ts',
    source: "export * from '../exchange/a.ts';",
    rules: ['shared-room-order'],
  },
  {
    title: 'a room → the IPC contract above it',
    file: 'shared/workstation/a.ts',
    source: "import type { X } from '#shared/ipc.ts';",
    rules: ['shared-room-order'],
  },
  {
    title: 'feature → feature',
    file: 'renderer/features/claims/a.tsx',
    source: "import { x } from '../letters/b.tsx';",
    rules: ['feature-imports-no-feature'],
  },
  {
    title: 'feature → feature by subpath',
    file: 'renderer/features/claims/a.tsx',
    source: "import { x } from '#renderer/features/letters/b.tsx';",
    rules: ['feature-imports-no-feature'],
  },
  {
    title: 'feature → feature as a worker',
    file: 'renderer/features/claims/a.tsx',
    source: "new Worker(new URL('../letters/worker.ts', import.meta.url));",
    rules: ['feature-imports-no-feature'],
  },
  {
    title: 'components → feature',
    file: 'renderer/components/a.tsx',
    source: "import { x } from '../features/letters/b.tsx';",
    rules: ['only-app-imports-features'],
  },
  {
    title: 'renderer → the electron module',
    file: 'renderer/app/a.ts',
    source: "import { shell } from 'electron';",
    rules: ['only-electron-imports-electron'],
  },
  {
    title: 'renderer → a part of the electron module',
    file: 'renderer/app/a.ts',
    source: "import { shell } from 'electron/renderer';",
    rules: ['only-electron-imports-electron'],
  },
  {
    title: 'shared → node:fs',
    file: 'shared/ledger/a.ts',
    source: "import { readFileSync } from 'node:fs';",
    rules: ['only-electron-imports-node'],
  },
  {
    title: 'renderer → fs without the prefix',
    file: 'renderer/app/a.ts',
    source: "import fs = require('fs');",
    rules: ['only-electron-imports-node'],
  },
  {
    title: 'renderer → require of a built-in part',
    file: 'renderer/app/a.ts',
    source: "const fs = require('fs/promises');",
    rules: ['only-electron-imports-node'],
  },
  {
    title: 'preload → node:path',
    file: 'electron/preload.ts',
    source: "import { join } from 'node:path';",
    rules: ['preload-imports-no-node'],
  },
  {
    title: 'ipcMain in a second file',
    file: 'electron/main.ts',
    source: "import { app, ipcMain } from 'electron';",
    rules: ['raw-ipc-in-one-file'],
  },
  {
    title: 'ipcMain under another name',
    file: 'electron/main.ts',
    source: "import { ipcMain as bus } from 'electron/main';",
    rules: ['raw-ipc-in-one-file'],
  },
  {
    title: 'ipcMain through the whole module',
    file: 'electron/main.ts',
    source: "import * as electron from 'electron';",
    rules: ['raw-ipc-in-one-file'],
  },
  {
    title: 'ipcMain through a dynamic import',
    file: 'electron/main.ts',
    source: "const { ipcMain } = await import('electron');",
    rules: ['raw-ipc-in-one-file'],
  },
  {
    title: 'ipcRenderer outside the preload',
    file: 'electron/ipc.ts',
    source: "import { ipcRenderer } from 'electron';",
    rules: ['raw-ipc-in-one-file'],
  },
  {
    title: 'dexie outside the ledger',
    file: 'shared/workstation/a.ts',
    source: "import { Dexie } from 'dexie';",
    rules: ['only-ledger-imports-dexie'],
  },
  { title: 'dexie in the page', file: 'renderer/worker/a.ts', source: "import Dexie from 'dexie';", rules: ['only-ledger-imports-dexie'] },
  {
    title: 'React in shared',
    file: 'shared/documents/a.ts',
    source: "import { useState } from 'react';",
    rules: ['shared-imports-no-interface'],
  },
  {
    title: 'a library that is not declared',
    file: 'renderer/app/a.ts',
    source: "import pinyin from 'pinyin-pro';",
    rules: ['declared-dependencies-only'],
  },
  {
    title: 'a path computed at run time',
    file: 'renderer/app/a.ts',
    source: "const page = await import('../features/' + name + '/page.tsx');",
    rules: ['importable-by-name'],
  },
  {
    title: 'a module from the network',
    file: 'renderer/app/a.ts',
    source: "import 'https://example.com/a.js';",
    rules: ['importable-by-name'],
  },
  { title: 'a room nobody knows', file: 'shared/misc/a.ts', source: 'export const a = 1;', rules: ['known-room'] },
];

/** What the house is built of; nothing here breaks a rule. */
const allowed: Readonly<Record<string, string>> = {
  'shared/domain/a.ts': "import { z } from 'zod'; export const a = z;",
  'shared/ledger/a.ts': "import { Dexie } from 'dexie'; import { a } from '#shared/domain/a.ts'; export { a, Dexie };",
  'shared/workstation/a.ts': "import { a } from '../ledger/a.ts'; import './b.ts'; export { a };",
  'shared/ipc.ts': "import type { a } from './workstation/a.ts'; export type { a };",
  'electron/ipc.ts': "import { ipcMain } from 'electron'; import '#shared/ipc.ts'; export { ipcMain };",
  'electron/preload.ts': "import { ipcRenderer } from 'electron'; export { ipcRenderer };",
  'electron/main.ts': "import { readFile } from 'node:fs/promises'; import './ipc.ts'; export { readFile };",
  'renderer/app/a.tsx':
    "import { useState } from 'react'; import { page } from '../features/claims/page.tsx'; const lazy = () => import('../features/claims/page.tsx'); export { lazy, page, useState };",
  'renderer/features/claims/page.tsx':
    "import './page.css'; import { b } from './parts/b.tsx'; import c from '../../components/c.tsx'; new URL('../../worker/w.ts', import.meta.url); export const page = <b.c />;",
};

describe('import rules between the rooms', () => {
  let root = '';
  const put = (file: string, source: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rooms-'));
    const dependencies = { antd: '1', dexie: '1', react: '1', zod: '1' };
    put('package.json', JSON.stringify({ dependencies }));
    for (const room of ['electron', 'renderer', 'shared']) mkdirSync(join(root, room));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it.each(attacks)('$title', async ({ file, source, rules }) => {
    put(file, `// a line before\n${source}\n`);
    const { violations } = await checkImports(root);
    expect(violations.map(({ rule }) => rule).sort()).toEqual([...rules].sort());
    expect(violations.every((violation) => violation.file === file)).toBe(true);
    if (rules[0] !== 'known-room') expect(violations[0]?.line).toBe(2);
  });

  it('has an attack for every rule', () => {
    const attacked = new Set(attacks.flatMap(({ rules }) => rules));
    expect(ruleNames.filter((rule) => !attacked.has(rule))).toEqual([]);
  });

  it('lets the allowed imports pass', async () => {
    for (const [file, source] of Object.entries(allowed)) put(file, source);
    const { files, imports, violations } = await checkImports(root);
    expect(violations).toEqual([]);
    expect(files).toBe(9);
    expect(imports).toBe(18);
  });

  it('knows the order of the rooms of shared/: every room may import all before it and none after it', async () => {
    for (const room of sharedRooms) {
      const others = sharedRooms.filter((other) => other !== room);
      put(`shared/${room}/a.ts`, others.map((other) => `import '#shared/${other}/a.ts';`).join('\n'));
    }
    const { violations } = await checkImports(root);
    // each pair of rooms is wrong in exactly one direction
    expect(violations).toHaveLength((sharedRooms.length * (sharedRooms.length - 1)) / 2);
  });
});
