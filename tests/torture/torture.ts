/**
 * `npm run torture [-- 50] [--seed=7]`: kills the real application with all its processes at random moments of a
 * 20,000-row import, fifty times unless told otherwise, and says what was reported and what was found. The seed repeats
 * the choices (not the scheduling of the machine). Ends with 1 when a round has a problem.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KillRound, runKillRounds } from './kill-rounds.ts';
import { canKillTrees } from './process-tree.ts';
import { summaryTable } from './summary.ts';

const ROUNDS = 50;

function readArguments(argv: readonly string[]): { readonly rounds: number; readonly seed: number } {
  const count = argv.find((word) => /^\d+$/.test(word));
  const seed = argv.map((word) => /^--seed=(\d+)$/.exec(word)?.[1]).find((found) => found !== undefined);
  return { rounds: Number(count ?? ROUNDS), seed: Number(seed ?? Date.now() % 1_000_000) };
}

function roundLine(round: KillRound, rounds: number): string {
  const { plan, at, reported, found } = round;
  const kinds = { anywhere: '全程', commit: '提交中', write: '写盘中' };
  const moment = `${kinds[plan.kind]} ${plan.fraction.toFixed(2)}`;
  const place = plan.files === 1 ? at.stage : `第 ${at.file} 个文件${at.stage}`;
  return [
    `第 ${round.number}/${rounds} 回：${plan.files} 个文件，${moment}${plan.again === undefined ? '' : '，重启时再杀一次'}`,
    `${(at.milliseconds / 1000).toFixed(2)} 秒、${place}时杀死 ${at.processes} 个进程`,
    `已报告 ${reported.tables} 张表 ${reported.rows} 行，找到 ${found.rows} 行（台账共 ${found.records} 条）`,
    round.reached,
    round.problems.length === 0 ? '无误' : `有误：${round.problems.join('；')}`,
    ...round.notices.map((notice) => `重启后提示：${notice}`),
  ].join('；');
}

async function main(): Promise<number> {
  if (!canKillTrees) {
    console.log('杀进程测试要从 /proc 找出整棵进程树，只能在 Linux 上运行。');
    return 1;
  }
  const { rounds, seed } = readArguments(process.argv.slice(2));
  console.log(`杀进程测试：${rounds} 回，每回先导入 20 行、再导入 20,000 行；随机种子 ${seed}（重现：--seed=${seed}）。`);
  const folder = await mkdtemp(join(tmpdir(), 'workstation-torture-'));
  const started = Date.now();
  const results = await runKillRounds({ rounds, seed, folder, onRound: (round) => console.log(roundLine(round, rounds)) });
  console.log(`\n${summaryTable(results)}\n用时 ${Math.round((Date.now() - started) / 1000)} 秒。`);
  const bad = results.filter((round) => round.problems.length > 0);
  if (bad.length === 0) await rm(folder, { recursive: true, force: true });
  else console.log(`有 ${bad.length} 回有误，数据目录留在 ${folder}。`);
  return bad.length === 0 ? 0 : 1;
}

process.exitCode = await main();
