import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PACKAGE_FAILURES, type PackageFailureCode, packageFailure } from '#shared/exchange/failures.ts';

const codes = Object.keys(PACKAGE_FAILURES) as PackageFailureCode[];

const sourceOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('');

/** The codes of the three tables of the specification's section on refusals, in their order. */
const section = readFileSync('docs/package-format.md', 'utf8').match(/^## 8\. Refusals$(.*?)^## 9\./ms)?.[1] ?? '';
const tables = section
  .split(/^\| code .*$/m)
  .slice(1)
  .map((table) => [...table.matchAll(/^\| `([a-z.0-9-]+)` +\|/gm)].map(([, code]) => code ?? '')) as [string[], string[], string[]];

describe('package failures', () => {
  it('are whole Chinese sentences that end with what to do, with every gap filled', () => {
    for (const code of codes) {
      const { message, at } = packageFailure(code, { path: 'a/b', row: 3, detail: '细节' });
      expect(message, code).toMatch(/^[^{}]*\p{Script=Han}[^{}]*。$/u);
      if (code !== 'package.cancelled') expect(message, code).toMatch(/请|核实/);
      expect(at, code).toEqual({ path: 'a/b', row: 3 });
    }
  });

  it('are all used: once in the table, and at least once where they are given', () => {
    const source = sourceOf('shared/exchange');
    expect(codes.filter((name) => source.split(`'${name}'`).length < 3)).toEqual([]);
  });

  it('are the table of docs/package-format.md, no more and no less', () => {
    expect([...tables[0]].sort()).toEqual([...codes].sort());
  });

  it('what is refused on import, and of cards, is in the page too, and every code there is one that is given', () => {
    const importing = ['workstation/packages', 'workstation/trust', 'workstation/letters', 'exchange']
      .map((folder) => sourceOf(`shared/${folder}`))
      .join('');
    const [, onImport, ofCards] = tables;
    expect([...onImport, ...ofCards].filter((name) => !importing.includes(`'${name}'`))).toEqual([]);
    const source = ['packages/package-import.ts', 'letters/letter-refusal.ts']
      .map((name) => readFileSync(`shared/workstation/${name}`, 'utf8'))
      .join('');
    const given = [...source.matchAll(/fail\(\s*'(package\.[a-z-]+)'/g)].map(([, name]) => name ?? '');
    const notOfPackages = ['package.closed', 'package.cancelled'];
    expect([...onImport].sort()).toEqual([...new Set(given)].filter((name) => !notOfPackages.includes(name)).sort());
    const card = [...sourceOf('shared/exchange').matchAll(/'(card\.[a-z-]+)'/g)].map(([, name]) => name ?? '');
    expect([...new Set(card)].filter((name) => !ofCards.includes(name) && name !== 'card.listed')).toEqual([]);
  });
});
