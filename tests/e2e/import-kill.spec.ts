/** Six of the fifty rounds of `npm run torture`: kill -9 of all processes in the middle of a 20,000-row import. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runKillRounds } from '../torture/kill-rounds.ts';
import { canKillTrees } from '../torture/process-tree.ts';

const ROUNDS = 6;
const SEED = 22213;

test('what was reported as saved survives kill -9 of every process during an import, once and whole (6 rounds)', async () => {
  test.skip(!canKillTrees, 'finding the process tree needs /proc (Linux)');
  test.setTimeout(600_000);
  const folder = await mkdtemp(join(tmpdir(), 'workstation-kill-'));
  const rounds = await runKillRounds({ rounds: ROUNDS, seed: SEED, folder, onRound: () => undefined });
  expect(rounds.map(({ number, problems }) => ({ number, problems }))).toEqual(
    Array.from({ length: ROUNDS }, (_, index) => ({ number: index + 1, problems: [] })),
  );
  for (const round of rounds) {
    expect(round.at.processes, `round ${round.number} killed main, zygotes, renderer and services`).toBeGreaterThan(3);
    expect(round.reported.tables, `round ${round.number} had something reported`).toBeGreaterThan(0);
    expect(round.found.rows).toBeGreaterThanOrEqual(round.reported.rows);
  }
  await rm(folder, { recursive: true, force: true });
});
