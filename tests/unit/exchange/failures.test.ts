import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PACKAGE_FAILURES, type PackageFailureCode, packageFailure } from '#shared/exchange/failures.ts';

const codes = Object.keys(PACKAGE_FAILURES) as PackageFailureCode[];

describe('package failures', () => {
  it('are whole Chinese sentences that end with what to do, with every gap filled', () => {
    for (const code of codes) {
      const { message, at } = packageFailure(code, { path: 'a/b', row: 3, detail: '细节' });
      expect(message, code).toMatch(/^[^{}]*\p{Script=Han}[^{}]*。$/u);
      if (code !== 'package.cancelled') expect(message, code).toMatch(/请|核实/);
      expect(at, code).toEqual({ path: 'a/b', row: 3 });
    }
  });

  it('are all used, and all in docs/package-format.md', () => {
    const folder = 'shared/exchange';
    const code = readdirSync(folder)
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('');
    const specification = readFileSync('docs/package-format.md', 'utf8');
    // once in the table, and at least once where it is given
    expect(codes.filter((name) => code.split(`'${name}'`).length < 3)).toEqual([]);
    expect(codes.filter((name) => !specification.includes(`\`${name}\``))).toEqual([]);
    const named = [...specification.matchAll(/`(package\.[a-z.-]+[a-z])`/g)].map(([, name]) => name ?? '');
    // package.imported is a type of entry
    expect(named.filter((name) => !(codes as readonly string[]).includes(name) && name !== 'package.imported')).toEqual([]);
  });
});
